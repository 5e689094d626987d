"""Things that people hold, touch or lean on: their place, the hands on them, where they touch, how they look."""
