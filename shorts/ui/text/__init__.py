"""Every visible string of the page, once per language; one module for the shell and one for each tab."""

from __future__ import annotations

from shorts.ui.text.shell import ENGLISH, KOREAN, TEXTS, Text

__all__ = ["ENGLISH", "KOREAN", "TEXTS", "Text"]
