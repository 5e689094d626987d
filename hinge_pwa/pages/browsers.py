"""The oldest supported browsers. docs/browsers.md says which features decide; static/js/early.js tests for them."""

OLDEST = {"Safari": "16.4", "Firefox": "110", "Chrome": "108"}
"""Versions by browser. Safari stands for all browsers on iOS, Chrome for Edge and others based on Chromium."""

OLDEST_TEXT = ", ".join(f"{name}\u00a0{version}" for name, version in OLDEST.items())
