"""The embedded script writer: picks, shortens and orders the page's own sentences."""

from __future__ import annotations

from shorts.engines.extract.writer import ExtractWriter

__all__ = ["ExtractWriter"]
