"""The cast as a wall of cards: one picture each, chosen with a click or the keyboard."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

from shorts.cast import GROUPS

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language
    from shorts.cast import Character
    from shorts.ui.text import Text

CHOOSE = """
element.addEventListener('click', (event) => {
  const card = event.target.closest('button.card');
  if (!card || card.disabled) return;
  props.value = card.dataset.id;
  trigger('change');
});
const mark = () => element.querySelectorAll('button.card').forEach((card) => card.setAttribute('aria-pressed', card.dataset.id === props.value));
watch('value', mark);
mark();
"""
"""JavaScript of the wall: a click makes the card's id the component's value."""


def wall(cast: dict[str, Character], language: Language, text: Text, assets: Path) -> str:
    """HTML of all cards: those that can present first, then the others by group, marked as coming."""
    drawn = [character for character in cast.values() if character.toon is not None]
    rest = [character for character in cast.values() if character.toon is None]
    cards = "".join(_card(character, language, text, assets) for character in [*drawn, *rest])
    return f'<div class="wall" role="group" aria-label="{escape(text.character)}">{cards}</div>'


def _card(character: Character, language: Language, text: Text, assets: Path) -> str:
    groups = {group.id: group.names[language] for group in GROUPS}
    name, group = escape(character.names[language]), escape(groups[character.group])
    portrait = assets / "cast" / f"{character.id}.webp"
    drawn = character.toon is not None
    picture = f'<img src="{_data(portrait)}" alt="" loading="lazy">' if drawn and portrait.exists() else _swatch(character)
    state = "" if drawn else f' disabled title="{escape(text.not_drawn)}"'
    badge = group if drawn else escape(text.not_drawn)
    return f'<button type="button" class="card" data-id="{escape(character.id)}"{state}>{picture}<b>{name}</b><small>{badge}</small></button>'


def _swatch(character: Character) -> str:
    """In place of a portrait: the character's colours and first letter."""
    first, second = (*character.palette, "#cccccc", "#eeeeee")[:2]
    return f'<span class="swatch" style="background:linear-gradient(150deg,{escape(first)},{escape(second)})"></span>'


def _data(path: Path) -> str:
    """A portrait is a few kilobytes: inline, it needs no route of its own and never flickers."""
    return "data:image/webp;base64," + base64.b64encode(path.read_bytes()).decode("ascii")
