"""Measures how soon pages are seen, beside a page that says hello."""
