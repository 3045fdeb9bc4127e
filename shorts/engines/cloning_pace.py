"""How fast a voice turned out to speak, beside the embedded one: learnt from every recording, kept for the next forecast."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from shorts.files import write_json
from shorts.values import key_of

if TYPE_CHECKING:
    from pathlib import Path

_ENOUGH = 4.0  # seconds of speech that count for as much as the assumption that a voice is as fast as the guide
_KEPT = 500


class Paces:
    """A file of {voice: [seconds expected, seconds said]}. Voices are named by a digest: a deleted one leaves no trace that means anything."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._guard = threading.Lock()

    def factor(self, *voice: str) -> float:
        """What a forecast of the guide's is to be multiplied by; 1.0 for a voice that never spoke."""
        expected, said = self._read().get(key_of(voice), (0.0, 0.0))
        return (said + _ENOUGH) / (expected + _ENOUGH)

    def learn(self, expected: float, said: float, *voice: str) -> None:
        """Both in seconds. Raises DiskFull, OutputUnwritable."""
        with self._guard:
            known = self._read()
            before = known.pop(key_of(voice), (0.0, 0.0))
            known[key_of(voice)] = (round(before[0] + expected, 3), round(before[1] + said, 3))
            write_json(self._file, dict(list(known.items())[-_KEPT:]))

    def _read(self) -> dict[str, tuple[float, float]]:
        """Nothing readable: nothing was learnt."""
        try:
            rows = json.loads(self._file.read_text(encoding="utf-8"))
            return {str(voice): (float(row[0]), float(row[1])) for voice, row in rows.items()}
        except (OSError, ValueError, TypeError, AttributeError, LookupError):
            return {}
