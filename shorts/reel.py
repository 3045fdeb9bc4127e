"""A reel: a character saying who it is, in about twenty seconds. Its script comes from its file; everything else is made as for any short."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from shorts.artifacts import Gesture, Scene, Script, ShortRequest
from shorts.engines.extract.acting import acting
from shorts.engines.extract.ko_endings import with_copula

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Expression, Language
    from shorts.cast import Character

_LEAST = {"ko": 18, "en": 36}
"""Characters that a scene has at least; shorter sentences share one."""
_ENDS = re.compile(r"(?<=[.!?])\s+")
_APART: tuple[Gesture, ...] = ("rest", "greet", "wave")
"""Gestures that no sentence in the middle gets: two belong to the ends, and one is none."""


def reel_request(character: Character, language: Language) -> ShortRequest:
    text = f"{character.catchphrase[language]} {intro_of(character, language)}"
    return ShortRequest(text, kind="text", character=character.id, language=language, seconds=20)


def reel_script(character: Character, language: Language) -> Script:
    """The catchphrase, then the intro, each scene with a gesture of its own: what the words ask for, else what the character likes and hasn't done yet."""
    phrase, name = character.catchphrase[language], character.names[language]
    spoken = [phrase, *_portions(intro_of(character, language), _LEAST[language])]
    scenes, done = [Scene("s1", phrase, "hook", gesture="greet", expression="happy", setting=character.setting)], list[Gesture](("greet",))
    for index, text in enumerate(spoken[1:], 2):
        last = index == len(spoken)
        gesture, face = acting(text, "close" if last else "body", (), "character", done[-1], character)
        if gesture in done:
            gesture = next((other for other in _liked(character) if other not in done), gesture)
        done.append(gesture)
        scenes.append(Scene(f"s{index}", text, "close" if last else "body", gesture=gesture, expression=_lively(face, index), setting=character.setting))
    return Script(name, language, "story", tuple(scenes), (name, phrase), accent=name, description=phrase)


def intro_of(character: Character, language: Language) -> str:
    """What the character says of itself; for a file without an intro, its name and a greeting."""
    if character.intro:
        return character.intro[language]
    name = character.names[language]
    if language == "en":
        return f"Hello, I'm {name}. I'm new here, and I'm looking forward to your stories. See you in the next short!"
    if character.register == "hamnida":
        return f"안녕하세요, {with_copula(name, 'hamnida')}. 이제 막 이곳에 왔습니다. 앞으로 여러분의 이야기를 성심껏 전해 드리겠습니다. 그럼 다음 쇼츠에서 뵙겠습니다."
    return f"안녕하세요, {with_copula(name, 'haeyo')}. 이제 막 이곳에 왔어요. 앞으로 여러분의 이야기를 재미있게 들려 드릴게요. 그럼 다음 쇼츠에서 만나요!"


def _portions(text: str, least: int) -> Iterator[str]:
    """Sentences, short ones together with what follows; the last portion may be short."""
    portion = ""
    for sentence in _ENDS.split(text.strip()):
        portion = f"{portion} {sentence}".strip()
        if len(portion) >= least:
            yield portion
            portion = ""
    if portion:
        yield portion


def _liked(character: Character) -> tuple[Gesture, ...]:
    return tuple(gesture for gesture in dict.fromkeys((*character.gestures, *get_args(Gesture))) if gesture not in _APART)


def _lively(face: Expression, index: int) -> Expression:
    """Where the words ask for no face, a smile and a laugh take turns."""
    return "happy" if face == "smile" and index % 2 else face
