"""Words as somebody wants them read: put into the text before a voice gets it, and taken out of the word times afterwards.

No engine needs to know: it is given 지에스 이십오에서, and what it tells about those two words is told of GS25에서.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from shorts.text.ko_particles import agreeing, chosen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shorts.artifacts import Language, Word

Script = Literal["hangul", "latin", "number"]


@dataclass(frozen=True, slots=True)
class Reading:
    """`word`, wherever it is written whole in a text of this language, is read `reading`."""

    word: str
    reading: str
    language: Language


@dataclass(frozen=True, slots=True)
class Respelled:
    """`text` is for the voice. used: the readings in it, in order of their first place. pairs: each written word, and what was put there."""

    text: str
    used: tuple[Reading, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()

    def written(self, words: Sequence[Word]) -> tuple[Word, ...]:
        """What the voice tells about `text`, told of the written words: a respelled one lasts as long as all that was said for it."""
        if not self.used:
            return tuple(words)
        ends = list(accumulate(len(_letters(given)) for _, given in self.pairs))
        groups: list[list[Word]] = [[] for _ in self.pairs]
        place = 0
        for word in words:
            groups[min(bisect_right(ends, place), len(groups) - 1)].append(word)
            place += len(_letters(word.text))
        return tuple(word for pair, group in zip(self.pairs, groups, strict=True) for word in _told(pair, group))


def respelled(text: str, language: Language, readings: Sequence[Reading]) -> Respelled:
    """`text` with every whole word that has a reading respelled; punctuation stays, and a Korean particle comes to agree."""
    near = [one for one in readings if one.language == language and one.word.casefold() in unicodedata.normalize("NFC", text).casefold()]
    if not near:
        return Respelled(text)
    used: dict[Reading, None] = {}
    pairs = []
    for written in text.split():
        found = list(_found(unicodedata.normalize("NFC", written), near))
        used |= dict.fromkeys(one for _, one in found)
        pairs.append((written, _put(unicodedata.normalize("NFC", written), found, language) if found else written))
    return Respelled(" ".join(given for _, given in pairs), tuple(used), tuple(pairs)) if used else Respelled(text)


def _told(pair: tuple[str, str], group: list[Word]) -> list[Word]:
    written, given = pair
    return [replace(group[0], text=written, end=group[-1].end)] if group and written != given else group


def _letters(text: str) -> str:
    return "".join(text.split())


# --- where a word stands whole -------------------------------------------------------------------------------

_PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 께 께서 한테 로 으로 로서 으로서 로써 으로써 와 과 랑 이랑 하고 도 만 까지 부터 마저 조차 밖에 보다 처럼 같이 만큼 나 이나 라도 이라도 "
    "라고 이라고 란 이란 라는 이라는 이야 요 이요 예요 이에요 이어요 입니다 이다 였다 이었다 였어요 이었어요 였습니다 이었습니다 인 인데 이고 이며 이자 들 님"
)
_PARTICLE = "(?:" + "|".join(sorted(_PARTICLES.split(), key=len, reverse=True)) + ")"
_BOTH = r"(?:은\(는\)|는\(은\)|을\(를\)|를\(을\)|이\(가\)|가\(이\)|과\(와\)|와\(과\)|\(으\)로|\(이\)라|\(이\)나)"
_TAILS: dict[Script, str] = {
    "hangul": rf"(?=(?:{_BOTH}|{_PARTICLE}{{0,3}})(?!\w))",
    "latin": rf"(?=(?:{_BOTH}|['’]s|[가-힣]*)(?![\w]))",  # 용, 형, 사 … : where Hangul begins, the foreign word is over
    "number": rf"(?=(?:{_BOTH}|{_PARTICLE}{{0,3}})(?![\w%℃°]))(?![,.:~–-]\d)",  # 25는, not 25일 and not 25,000
}
_HEADS: dict[Script, str] = {"hangul": r"(?<!\w)", "latin": r"(?<![^\W가-힣])", "number": r"(?<!\w)(?<![$€£¥₩#+.,:~–−-])"}
_NOT_IN_NAMES = r"(?<![A-Za-z0-9][.@'’&+:])"  # nike.com, a@nike …
_NOT_IN_HOSTS = r"(?![.@&+:][A-Za-z0-9])"


def _script(word: str) -> Script:
    if re.search(r"[가-힣]", word):
        return "hangul"
    return "latin" if re.search(r"[^\W\d_]", word) else "number"


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    """`word` standing whole. All in capitals it is an abbreviation and found as it is (IT, not it); else in small and capital letters."""
    script = _script(word)
    abbreviation = word.isupper() and len(word) > 1
    head, tail = _HEADS[script], _TAILS[script]
    if script == "hangul":  # it may begin or end with other letters: 카카오T
        tail = _TAILS["latin"] if not re.search(r"[가-힣]$", word) else tail
    return re.compile(head + _NOT_IN_NAMES + re.escape(word) + _NOT_IN_HOSTS + tail, 0 if abbreviation else re.IGNORECASE)


def _found(written: str, readings: Sequence[Reading]) -> Iterator[tuple[re.Match[str], Reading]]:
    """Where readings apply in one written word, left to right; the longest first, and the exact spelling before another."""
    every = [(match, one) for one in readings for match in _pattern(one.word).finditer(written)]
    every.sort(key=lambda pair: (pair[0].start(), -len(pair[0][0]), pair[0][0] != pair[1].word))
    end = 0
    for match, one in every:
        if match.start() >= end:
            yield match, one
            end = match.end()


def _put(written: str, found: Sequence[tuple[re.Match[str], Reading]], language: Language) -> str:
    pieces, place = [], 0
    for match, one in found:
        pieces += [written[place : match.start()], one.reading]
        place = match.end()
        if language == "ko":
            following = chosen(written, place, one.reading) or agreeing(written, place, one.reading)
            if following:
                pieces.append(following[0].spoken)
                place = following[0].end
            elif re.match(r"['’]s(?!\w)", written[place:]):
                pieces.append("스")
                place += 2
    return "".join([*pieces, written[place:]])
