"""English picture descriptions for image models, from the character, the scene's acting, its setting and its nouns."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from shorts.engines.extract.prompts_words import NOUNS

if TYPE_CHECKING:
    from shorts.artifacts import Expression, Genre, Gesture, Language, Light, Setting
    from shorts.cast import Character

SETTINGS: dict[Setting, str] = {
    "studio": "in a clean pastel studio with soft light",
    "park": "in a sunny green park",
    "room": "in a cosy living room with warm light",
    "kitchen": "in a bright home kitchen",
    "newsroom": "in a modern newsroom with screens",
    "office": "in a bright modern office",
    "boardroom": "in a boardroom high above the city, with a long walnut table",
    "loft": "in a brick start-up loft with tall steel windows",
    "lab": "in a bright laboratory with coloured flasks",
    "classroom": "in a sunny classroom before a green board",
    "boutique": "in an emerald boutique with a brass clothes rail",
    "runway": "on a fashion runway between lines of light",
    "pedestal": "on a round pedestal in a calm pale blue photo studio",
    "stadium": "on the red track of a full stadium",
    "gym": "in a modern gym with dumb-bells and a punch bag",
    "yoga": "in a quiet yoga studio with a round window",
    "cafe": "in a cosy café with an espresso bar",
    "bakery": "in a bakery with shelves full of bread",
    "stage": "on a theatre stage before purple curtains",
}
_ACTS: dict[Gesture, str] = {
    "rest": "standing relaxed", "greet": "greeting the viewer", "wave": "waving at the viewer", "point": "pointing to one side",
    "present": "presenting with both hands", "think": "thinking with a hand at the chin", "cheer": "cheering with raised arms", "explain": "explaining with an open hand",
    "thumbs_up": "giving a thumbs-up", "point_up": "raising one finger", "show": "holding one palm out to show something", "shrug": "shrugging with both palms up",
}  # fmt: skip
_FACES: dict[Expression, str] = {
    "neutral": "calm face", "smile": "gentle smile", "happy": "bright happy smile", "surprised": "surprised wide eyes",
    "thinking": "thoughtful look upwards", "sad": "sad eyes", "serious": "serious look", "wink": "playful wink",
}  # fmt: skip
_GENRES: dict[Genre, str] = {"product": "product introduction", "news": "news report", "howto": "step-by-step guide", "story": "quiet personal story"}
_INITIAL = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "_", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWEL = ["a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"]
_FINAL = ["_", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"]


def image_prompt(
    text: str, language: Language, genre: Genre, character: Character, gesture: Gesture, expression: Expression, setting: Setting, subject: str,
    light: Light = "day",
) -> str:  # fmt: skip
    """One line of English: who, doing what, where, about what, and the format."""
    things = things_in(f"{text} {subject}", language)
    about = f", with {', '.join(things)} nearby" if things else f", {_GENRES[genre]} about {romanised(subject)}" if subject else f", {_GENRES[genre]}"
    return f"{character.image_prompt}, {_ACTS[gesture]}, {_FACES[expression]}, {place(setting, light)}{about}, vertical 9:16 composition, no text"


def place(setting: Setting, light: Light) -> str:
    """Where and at what time."""
    return SETTINGS[setting] if light == "day" else f"{SETTINGS[setting]}, in the evening, lit by warm lamps"


def things_in(text: str, language: Language, limit: int = 3) -> list[str]:
    """English names of things a picture can show, in the order of the text."""
    if language == "en":
        from shorts.text.keyphrases import key_phrases

        return [phrase.lower() if not phrase.isupper() else phrase for phrase in key_phrases([text], "", "en", limit)]
    from shorts.text.morphemes import morphemes

    nouns = [m.form for m in morphemes(text) if m.tag in ("NNG", "NNP")]
    pairs = [first + second for first, second in itertools.pairwise(nouns)]
    return list(dict.fromkeys(NOUNS[noun] for noun in (*pairs, *nouns) if noun in NOUNS))[:limit]


def romanised(text: str) -> str:
    """Hangul letter by letter in Revised Romanization (no sound changes): enough for a name in a prompt."""
    said = []
    for char in text:
        code = ord(char) - 0xAC00
        if 0 <= code < 11172:
            said.append((_INITIAL[code // 588] + _VOWEL[code % 588 // 28] + _FINAL[code % 28]).replace("_", ""))
        else:
            said.append(char)
    return re.sub(r"\s+", " ", "".join(said)).strip()
