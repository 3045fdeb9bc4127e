"""Everything that is wrong with a `[toon]` table, not only what is met first."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from shorts.errors import CharacterFileBroken
from shorts.toon.character import assemble
from shorts.toon.pose import Pose

if TYPE_CHECKING:
    from collections.abc import Mapping

_GREY = "#808080"
_ENOUGH: dict[str, dict[str, Any]] = {
    "patches": {"pos": [0.0, 0.0, 0.0], "rad": [0.1, 0.1, 0.1], "colour": _GREY},
    "strokes": {"start": [0.0, 0.0], "end": [0.1, 0.1], "colour": _GREY},
}
"""What stands in for a broken element of a list, so that the numbers of the others stay."""


def slips(record: Mapping[str, Any]) -> tuple[CharacterFileBroken, ...]:
    """Each names its key. A slip is told, mended in a copy (taken out, or a plain value put in), and the character put together once more."""
    copy, found = deepcopy(dict(record)), dict[str, CharacterFileBroken]()
    while True:
        try:
            assemble(copy, Pose())
        except CharacterFileBroken as slip:
            key = slip.details["key"]
            if key in found or not _mended(copy, key):  # the rest can't be seen before this one is mended by hand
                return tuple((found | {key: slip}).values())
            found[key] = slip
        else:
            return tuple(found.values())


def _mended(record: dict[str, Any], key: str) -> bool:
    """Has something been done about the value at `key` (head.w, patches[2].rad, colours.nose)?"""
    listed = re.match(r"(\w+)\[(\d+)\]", key)
    if listed:
        name, place = listed[1], int(listed[2])
        record[name] = [dict(_ENOUGH.get(name, {})) if index == place else one for index, one in enumerate(record[name])]
        return True
    *tables, last = key.split(".")
    table = record
    for name in tables:
        table = table.setdefault(name, {})
    if last == "colours":
        table[last] = {"main": _GREY}
    elif tables == ["colours"]:
        table[last] = _GREY
    else:
        return table.pop(last, None) is not None
    return True
