"""The oldest browsers that Hinge counts in. docs/browsers.md says what decides, and static/js/early.js asks for it."""

OLDEST = {"Safari": "16.4", "Firefox": "110", "Chrome": "108"}
"""Safari's holds for iOS too, whose browsers are Safari inside; Chrome's for Edge and all that are made of Chromium."""

NAMED = ", ".join(f"{name}\u00a0{version}" for name, version in OLDEST.items())
