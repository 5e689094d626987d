"""Draws the marks of a side view: angles, spine, weight, path, contacts, gaze, distances."""
