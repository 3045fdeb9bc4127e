"""The cast as cards: one picture each, chosen with a click or the keyboard."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING

from shorts.artifacts import ShortRequest
from shorts.cast import GROUPS

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language
    from shorts.cast import Character
    from shorts.ui.text import Text

CHOOSE = """
element.addEventListener('click', (event) => {
  const card = event.target.closest('button[data-id]');
  if (!card || card.disabled) return;
  props.value = card.dataset.id;
  mark();
  trigger('change');
});
const mark = () => element.querySelectorAll('button.card').forEach((card) => card.setAttribute('aria-pressed', card.dataset.id === props.value));
watch('value', mark);
mark();
"""
"""JavaScript of a set of cards: a click makes the card's id the component's value."""


def first_choice(cast: dict[str, Character]) -> str:
    """The presenter chosen at the start: the usual one, or the first that is drawn."""
    usual = ShortRequest("").character
    ready = [character.id for character in cast.values() if character.toon is not None]
    return usual if usual in ready or not ready else ready[0]


def wall(cast: dict[str, Character], language: Language, text: Text, assets: Path) -> str:
    """HTML of all cards: those that can present, then the others behind a fold, marked as coming."""
    drawn = [character for character in cast.values() if character.toon is not None]
    coming = [character for character in cast.values() if character.toon is None]
    cards = "".join(_card(character, language, text, assets) for character in drawn)
    html = f'<div class="wall" role="group" aria-label="{_plain(text.character)}">{cards}</div>'
    if coming:
        cards = "".join(_card(character, language, text, assets) for character in coming)
        html += f'<details class="coming"><summary>{_plain(text.coming.format(n=len(coming)))}</summary><div class="wall">{cards}</div></details>'
    return html


def _card(character: Character, language: Language, text: Text, assets: Path) -> str:
    groups = {group.id: group.names[language] for group in GROUPS}
    portrait = assets / "cast" / f"{character.id}.webp"
    drawn = character.toon is not None
    picture = f'<img src="{_data(portrait)}" alt="">' if drawn and portrait.exists() else _swatch(character)
    name, badge = _plain(character.names[language]), _plain(groups[character.group] if drawn else text.not_drawn)
    about = _plain(character.persona.get(language, ""))
    state = "" if drawn else " disabled"
    return (
        f'<button type="button" class="card" data-id="{_plain(character.id)}" title="{about}" aria-pressed="false"{state}>'
        f"{picture}<span><b>{name}</b><small>{badge}</small></span></button>"
    )


def _swatch(character: Character) -> str:
    """In place of a portrait: the character's colours."""
    first, second = (*character.palette, "#cccccc", "#eeeeee")[:2]
    return f'<i class="swatch" style="background:linear-gradient(150deg,{_plain(first)},{_plain(second)})"></i>'


def _plain(text: str) -> str:
    """Escaped for HTML inside a template: a name in a user's file can be neither markup nor a placeholder."""
    return escape(text).replace("`", "&#96;").replace("$", "&#36;").replace("{", "&#123;")


def _data(path: Path) -> str:
    """A portrait is a few kilobytes: inline, it needs no route of its own and never flickers."""
    return "data:image/webp;base64," + base64.b64encode(path.read_bytes()).decode("ascii")
