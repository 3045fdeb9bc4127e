"""The cast as cards: one picture each, chosen with a click or the keyboard."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from shorts.artifacts import ShortRequest
from shorts.cast import GROUPS
from shorts.toon.kept import portrait_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shorts.artifacts import Language
    from shorts.cast import Character
    from shorts.ui.text.source import Text

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
element.addEventListener('dealt', mark);
mark();
"""
"""JavaScript of a set of cards: a click makes the card's id the component's value."""

DEAL = """
watch('value', () => {
  const cards = props.value && new DOMParser().parseFromString(props.value, 'text/html').querySelector('.cast-row');
  const row = document.querySelector('#presenter .cast-row');
  if (!cards || !row) return;
  row.replaceChildren(...cards.children);
  row.dispatchEvent(new Event('dealt', {bubbles: true}));
});
"""
"""JavaScript of a component without a look of its own: its value is the row of cards as it is now (Gradio doesn't take another template later)."""


def first_choice(cast: Mapping[str, Character]) -> str:
    """The presenter chosen at the start: the usual one, or the first that is drawn."""
    usual = ShortRequest("").character
    ready = [character.id for character in cast.values() if character.toon is not None]
    return usual if usual in ready or not ready else ready[0]


def row(cast: Mapping[str, Character], language: Language, text: Text) -> str:
    """HTML: one small card for each character that can present, in a row that scrolls sideways, and a way to the tab with everybody.

    Whoever has no portrait yet shows its own colours until it is drawn (see server/portraits.py), and initials if it can't be.
    """
    drawn = [character for character in cast.values() if character.toon is not None]
    cards = "".join(_card(character, language) for character in drawn)
    more = f'<button type="button" class="more" data-go="character">{_plain(text.all_characters)}</button>'
    return f'<div class="cast-row" role="group" aria-label="{_plain(text.character)}">{cards}</div>{more}'


def _card(character: Character, language: Language) -> str:
    groups = {group.id: group.names[language] for group in GROUPS}
    name, about = _plain(character.names[language]), _plain(character.persona.get(language, ""))
    (one, two), letters = character.palette[:2], _plain(_initials(character.names[language]))
    picture = (
        f'<img class="swatch" style="--one:{one};--two:{two}" data-letters="{letters}" src="{portrait_address(character)}" alt="" width="72" height="72"'
        ' loading="lazy" decoding="async">'
    )
    return (
        f'<button type="button" class="card" data-id="{_plain(character.id)}" title="{about}" aria-pressed="false">'
        f"{picture}<span><b>{name}</b><small>{_plain(groups[character.group])}</small></span></button>"
    )


def _initials(name: str) -> str:
    """The first letters of a name's last two words, as kit.js has them."""
    return "".join(word[0] for word in name.split()[-2:])


def portrait_address(character: Character) -> str:
    """Where the page finds a character's portrait (see server/portraits.py); "" for whoever has no record to be drawn from."""
    return f"/static/cast/{quote(character.id)}.webp?v={portrait_key(character)}" if character.toon is not None else ""


def _plain(text: str) -> str:
    """Escaped for HTML inside a template: a name in a user's file can be neither markup nor a placeholder."""
    return escape(text).replace("`", "&#96;").replace("$", "&#36;").replace("{", "&#123;")
