"""Programs for the people who work on Hinge; the app itself needs none of them."""
