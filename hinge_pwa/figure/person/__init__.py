"""Who is drawn: stature, build, the outline of body and hands."""
