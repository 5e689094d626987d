"""The view from behind: joints and profiles of the side view, with breadths, in three dimensions."""
