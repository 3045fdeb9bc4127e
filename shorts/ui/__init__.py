"""The studio in the browser: one file per part of the page, all strings in text.py."""
