"""One morphological analyser for the whole program (Kiwi takes a second to load and some three hundred megabytes)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_loading = Lock()


@dataclass(frozen=True, slots=True)
class Morpheme:
    """`form` as Kiwi gives it (a bare coda is U+11A8…); [start, end) are character offsets, shared by contractions."""

    form: str
    tag: str
    start: int
    end: int


def shared_kiwi() -> Kiwi:
    """The analyser, loaded at the first call; later calls return the same object."""
    with _loading:
        return _kiwi()


@lru_cache(maxsize=1)
def _kiwi() -> Kiwi:
    from kiwipiepy import Kiwi

    # Its dictionary of names of several words takes two seconds and two hundred megabytes more, and spells some names otherwise than their text.
    return Kiwi(num_workers=1, load_multi_dict=False)


@lru_cache(maxsize=256)
def morphemes(text: str) -> tuple[Morpheme, ...]:
    """Morphemes of `text` in order, tags of the Sejong set without Kiwi's regularity suffix (VV-I → VV)."""
    tokens = shared_kiwi().tokenize(text)
    return tuple(Morpheme(t.form, t.tag.partition("-")[0], t.start, t.start + t.len) for t in tokens)
