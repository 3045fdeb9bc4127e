"""The script as plain text: to read, to send to somebody, to write in any editor and take back.

    # 제목
    > 화면 제목 첫 줄
    > 화면 제목 둘째 줄

    첫 장면에서 할 말.

    둘째 장면에서 할 말.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from itertools import product

from shorts.artifacts import Scene, Script
from shorts.errors import ScriptBroken
from shorts.scene_edits import LONGEST_NARRATION, MOST_SCENES, fresh_id, one_line, tidy

_ALIKE = 0.5
"""SequenceMatcher's ratio from which two narrations are taken for the same scene, reworded."""
_LONGEST_TITLE = 200


def script_to_text(script: Script) -> str:
    """Title, the lines of the hook, then one paragraph per scene."""
    head = "\n".join([f"# {script.title}", *(f"> {line}" for line in script.hook)])
    return "\n\n".join([head, *(scene.narration for scene in script.scenes)]) + "\n"


def script_from_text(text: str, script: Script) -> Script:
    """`script` with the words of `text`. A scene whose words are nearest to a paragraph's keeps its id and picture.

    Without a title or hook in the text, the script's own stay. Raises ScriptBroken naming the line.
    """
    title, hook, paragraphs = _read(text)
    if not paragraphs:
        raise ScriptBroken(where=_line(len(text.splitlines()) or 1), expected="a paragraph per scene / 장면마다 한 문단")
    if len(paragraphs) > MOST_SCENES:
        raise ScriptBroken(where=_line(paragraphs[MOST_SCENES][0]), expected=f"at most {MOST_SCENES} paragraphs / 문단 {MOST_SCENES}개까지")
    for number, words in paragraphs:
        if len(words) > LONGEST_NARRATION:
            raise ScriptBroken(where=_line(number), expected=f"1–{LONGEST_NARRATION} characters a paragraph / 한 문단에 글자")
    scenes = _matched([words for _, words in paragraphs], script)
    return tidy(replace(script, title=title or script.title, hook=hook or script.hook, scenes=scenes))


def _read(text: str) -> tuple[str, tuple[str, ...], list[tuple[int, str]]]:
    """Title, hook, and each paragraph with the number of its first line."""
    title, hook = "", []
    paragraphs: list[tuple[int, str]] = []
    open_paragraph = False
    for number, raw in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        line = one_line(raw)
        if not line:
            open_paragraph = False
        elif not paragraphs and not title and line.startswith("#"):
            title = line.lstrip("# ")
            if len(title) > _LONGEST_TITLE:
                raise ScriptBroken(where=_line(number), expected=f"a title of at most {_LONGEST_TITLE} characters / {_LONGEST_TITLE}자까지의 제목")
        elif not paragraphs and line.startswith(">"):
            hook.append(line.lstrip("> "))
            if len(hook) > 2:
                raise ScriptBroken(where=_line(number), expected="at most two lines that begin with > / ‘>’로 시작하는 줄 두 개까지")
        elif open_paragraph:
            first, words = paragraphs[-1]
            paragraphs[-1] = first, f"{words} {line}"
        else:
            paragraphs.append((number, line))
            open_paragraph = True
    return title, tuple(hook), paragraphs


def _line(number: int) -> str:
    return f"{number}번째 줄(line {number})"


def _matched(narrations: list[str], script: Script) -> tuple[Scene, ...]:
    """A scene per narration: the old one with the same words, else the most alike one that is left, else a new one."""
    old = script.scenes
    owner: dict[int, Scene] = {}
    pairs = sorted(
        ((_alike(words, scene.narration), index, place) for (index, words), (place, scene) in product(enumerate(narrations), enumerate(old))),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2])),
    )
    used: set[int] = set()
    for ratio, index, place in pairs:
        if ratio >= _ALIKE and index not in owner and place not in used:
            owner[index] = old[place]
            used.add(place)
    scenes: list[Scene] = []
    for index, words in enumerate(narrations):
        if index not in owner and len(narrations) == len(old) and index not in used:  # said anew in its own place
            owner[index] = old[index]
            used.add(index)
        found = owner.get(index)
        near = scenes[-1] if scenes else old[0]
        scenes.append(replace(found, narration=words) if found else Scene(fresh_id([*old, *scenes]), words, setting=near.setting, light=near.light))
    return tuple(scenes)


def _alike(first: str, second: str) -> float:
    return 1.0 if first == second else SequenceMatcher(None, first, second, autojunk=False).ratio()
