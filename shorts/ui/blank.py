"""Empty states: what stands where nothing is yet, and what to do about it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.ui.text import Text


def no_short(text: Text) -> str:
    """For tabs that work at the open short."""
    return blank(text.no_short_title, text.no_short, f'<button type="button" class="second" data-go="source">{escape(text.to_source)}</button>')


def blank(title: str, words: str, more: str = "") -> str:
    """HTML of an empty state; `more` is markup."""
    return f'<div class="blank"><h3>{escape(title)}</h3><p>{escape(words)}</p>{more}</div>'
