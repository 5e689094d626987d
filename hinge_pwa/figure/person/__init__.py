"""The people who are drawn: stature, build, and the outlines of their bodies and hands."""
