"""Reads a picture's table from a guide: checks it and turns it into values."""
