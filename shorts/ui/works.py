"""Work that a page waits for, such as a sample being spoken: given up when the visitor turns elsewhere."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from shorts.errors import Cancelled
from shorts.progress import Work
from shorts.ui.uploads import data_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_MOST = 64
"""That are remembered; more than a page of any size has waiting."""


class Works:
    """Under way, by a word that the page made up for each."""

    def __init__(self) -> None:
        self._waiting: OrderedDict[str, Work] = OrderedDict()
        self._guard = Lock()

    def address(self, mark: str, make: Callable[[Work], Path]) -> str:
        """What `make` makes, as an address for the page; "" if it was given up meanwhile."""
        try:
            with self._under(mark) as work:
                return data_address(make(work))
        except Cancelled:
            return ""

    def give_up(self, mark: str) -> None:
        """Nobody waits for it any more."""
        with self._guard:
            work = self._waiting.get(mark)
        if work is not None:
            work.cancel.set()

    @contextmanager
    def _under(self, mark: str) -> Iterator[Work]:
        work = Work()
        with self._guard:
            self._waiting[mark] = work
            while len(self._waiting) > _MOST:
                self._waiting.popitem(last=False)
        try:
            yield work
        finally:
            with self._guard:
                if self._waiting.get(mark) is work:
                    del self._waiting[mark]
