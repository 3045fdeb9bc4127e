"""How this person wants words to be read: outputs/readings.json, kept by hand, by the studio or by the command line."""

from __future__ import annotations

import json
import re
import threading
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from filelock import FileLock

from shorts.artifacts import Language
from shorts.errors import BadOption, FileBroken, UnknownChoice
from shorts.files import storage_errors, write_json
from shorts.text.respelling import Reading, Respelled, respelled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shorts.settings import Settings

MOST = 500
"""Readings of both languages together."""
_LONGEST_WORD, _LONGEST_READING = 40, 60
_SAYABLE: dict[Language, re.Pattern[str]] = {"ko": re.compile(r"[가-힣]+(?: [가-힣]+)*"), "en": re.compile(r"[A-Za-z]+(?:[ '’-][A-Za-z]+)*")}
_EXPECTED: dict[Language, tuple[str, str]] = {
    "ko": ("한글과 띄어쓰기만, 예: 나이키", "Hangul and blanks only, e.g. 나이키"),
    "en": ("소리 나는 대로 영문자만, 예: nigh kee", "plain letters as it sounds, e.g. nigh kee"),
}


@dataclass
class Readings:
    """Safe to use from several threads and processes: what another one changed is seen at the next look."""

    path: Path
    _entries: dict[Language, dict[str, str]] = field(default_factory=dict)
    _seen: tuple[int, int] = (0, 0)
    _guard: threading.RLock = field(default_factory=threading.RLock)

    @classmethod
    def load(cls, path: Path) -> Readings:
        """Raises FileBroken if the file is there and can't be understood."""
        readings = cls(path)
        readings._refresh()
        return readings

    def items(self, language: Language | None = None) -> tuple[Reading, ...]:
        """In the order in which they were set, Korean ones first. Raises FileBroken."""
        with self._guard:
            self._refresh()
            return tuple(
                Reading(word, reading, spoken) for spoken in get_args(Language) if language in (None, spoken) for word, reading in self._entries.get(spoken, {}).items()
            )

    def set(self, word: str, reading: str, language: Language) -> Reading:
        """Read `word` so from now on; a word that has a reading keeps its place. Raises BadOption, FileBroken, DiskFull, OutputUnwritable."""
        one = checked(word, reading, language)
        with self._changing():
            if one.word not in self._entries.get(language, {}) and sum(map(len, self._entries.values())) >= MOST:
                few, few_ko = f"at most {MOST}; remove one first", f"모두 {MOST}개까지. 먼저 하나를 지우세요"
                raise BadOption(option="readings", option_ko="읽는 법", value=one.word, expected=few, expected_ko=few_ko)
            self._entries.setdefault(language, {})[one.word] = one.reading
            self._write()
        return one

    def remove(self, word: str, language: Language) -> None:
        """Raises UnknownChoice, FileBroken, DiskFull, OutputUnwritable."""
        with self._changing():
            known = self._entries.get(language, {})
            if _plain(word) not in known:
                raise UnknownChoice(kind="reading", kind_ko="읽는 법", value=word, choices=", ".join(known) or "–")
            del known[_plain(word)]
            self._write()

    def apply(self, text: str, language: Language) -> Respelled:
        """`text` as a voice is to be given it; `used` tells which readings it stands on. Raises FileBroken."""
        return respelled(text, language, self.items(language))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """The newest entries, and nobody else at them."""
        with storage_errors(self.path), self._guard:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock")):
                self._refresh()
                yield

    def _refresh(self) -> None:
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            self._entries, self._seen = {}, (0, 0)
            return
        if (stat.st_mtime_ns, stat.st_size) != self._seen:
            self._entries = _read(self.path)
            self._seen = (stat.st_mtime_ns, stat.st_size)

    def _write(self) -> None:
        self._seen = (0, 0)  # whether writing succeeds or not, the file is looked at again
        write_json(self.path, {language: self._entries.get(language, {}) for language in get_args(Language)})


def readings_of(settings: Settings) -> Readings:
    """Those of one installation. Raises FileBroken."""
    return Readings.load(settings.outputs / "readings.json")


def checked(word: str, reading: str, language: Language) -> Reading:
    """The reading as it is kept. Raises BadOption for a word or a reading that can't be one."""
    word, reading = _plain(word), " ".join(unicodedata.normalize("NFC", reading).split())
    printable = word.isprintable() and not any(char.isspace() for char in word)
    if not (printable and 0 < len(word) <= _LONGEST_WORD and re.search(r"[^\W_]", word)):
        raise BadOption(
            option="word", option_ko="낱말", value=word[:60], expected=f"one written word without blanks, up to {_LONGEST_WORD} characters",
            expected_ko=f"띄어쓰기 없는 낱말 하나, {_LONGEST_WORD}자까지",
        )  # fmt: skip
    if len(reading) > _LONGEST_READING or not _SAYABLE[language].fullmatch(reading):
        expected_ko, expected = _EXPECTED[language]
        raise BadOption(option="reading", option_ko="읽는 법", value=reading[:80], expected=expected, expected_ko=expected_ko)
    return Reading(word, reading, language)


def _plain(word: str) -> str:
    return unicodedata.normalize("NFC", word).strip()


def _read(path: Path) -> dict[Language, dict[str, str]]:
    with storage_errors(path):
        data = path.read_bytes()
    try:
        plain: Any = json.loads(data.decode("utf-8-sig"))
        return {language: dict(_entry(word, reading, language) for word, reading in plain.get(language, {}).items()) for language in get_args(Language)}
    except (ValueError, AttributeError) as error:
        raise FileBroken(path=path, where=str(error).splitlines()[0]) from error
    except BadOption as error:
        raise FileBroken(path=path, where=error.details["value"]) from error


def _entry(word: str, reading: object, language: Language) -> tuple[str, str]:
    one = checked(word, str(reading), language)
    return one.word, one.reading
