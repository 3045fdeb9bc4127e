"""What a character's `[toon]` table may say. Everything is checked before anything is drawn, so that a slip names its key.

A table holds one name per family of parts (registry.FAMILIES) or, for some, a table of measures with that name as `kind`;
the material of its skin; lists of patches and strokes; and `colours`, each "#rrggbb".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from shorts.errors import CharacterFileBroken
from shorts.toon.materials import MATERIALS
from shorts.toon.registry import FAMILIES

if TYPE_CHECKING:
    from shorts.toon.kit import Record

T = TypeVar("T")

CHOICES = {"skin": ("fur", "skin", "rubber", "plastic"), "sleeve": ("none", "short", "long"), "cloth": tuple(MATERIALS)}
NUMBERS = ("fur", "blush")
TABLES = ("head", "body", "colours")
LISTS = ("patches", "strokes")
SWITCHES = ("shirt_cuff", "fringe")
REST = ("rest_r",)
WITHIN = ("skull", "inner")
"""Families that a table of measures names (head.kind, outfit.inner), not the record itself."""
COLOUR = re.compile("#[0-9a-fA-F]{6}")


def broken(key: str, expected: str, expected_ko: str) -> CharacterFileBroken:
    """The error for one key; who knows the file's name puts it in."""
    return CharacterFileBroken(file="[toon]", key=key, expected=expected, expected_ko=expected_ko)


def one_of(key: str, names: Sequence[str]) -> CharacterFileBroken:
    listed = ", ".join(sorted(names))
    return broken(key, f"one of {listed}", f"다음 중 하나: {listed}")


def check(record: Record) -> None:
    """Raises CharacterFileBroken for a key that nothing reads, or a value of the wrong kind. Parts and measures check their own."""
    known = {*CHOICES, *NUMBERS, *TABLES, *LISTS, *SWITCHES, *REST, *FAMILIES} - {*WITHIN}
    for key, value in record.items():
        if key not in known:
            raise one_of(key, list(known))
        if key in CHOICES and value not in CHOICES[key]:
            raise one_of(key, CHOICES[key])
        if key in NUMBERS and not _number(value):
            raise broken(key, "a number", "숫자")
        if key in SWITCHES and not isinstance(value, bool):
            raise broken(key, "true or false", "true 또는 false")
        if key in TABLES and not isinstance(value, Mapping):
            raise broken(key, f"a table [toon.{key}]", f"[toon.{key}] 표")
        if key in LISTS and not (isinstance(value, Sequence) and all(isinstance(one, Mapping) for one in value)):
            raise broken(key, f"tables [[toon.{key}]]", f"[[toon.{key}]] 표")
    for name, value in record.get("colours", {}).items():
        if not isinstance(value, str) or not COLOUR.fullmatch(value):
            raise broken(f"colours.{name}", 'a colour like "#e8752a"', '"#e8752a" 같은 색')


def made(shape: type[T], table: Record, name: str) -> T:
    """A measure class from a record's table. Raises CharacterFileBroken for keys that it doesn't know or lacks, and for values that aren't what they should be."""
    kinds = {f.name: str(f.type) for f in fields(shape)}  # type: ignore[arg-type]
    for key, value in table.items():
        if key not in kinds:
            raise one_of(f"{name}.{key}", list(kinds))
        _refuse_unlike(f"{name}.{key}", value, kinds[key])
    try:
        return shape(**table)
    except TypeError as lacking:
        raise broken(name, str(lacking), str(lacking)) from lacking


def _refuse_unlike(key: str, value: object, kind: str) -> None:
    """kind: the field's annotation as it is written."""
    if kind.startswith("float"):
        if not _number(value):
            raise broken(key, "a number", "숫자")
    elif kind == "bool" and not isinstance(value, bool):
        raise broken(key, "true or false", "true 또는 false")
    elif kind == "str" and not isinstance(value, str):
        raise broken(key, "a name in quotes", "따옴표로 감싼 이름")
    elif kind in ("Pair", "Triple") or kind.startswith("tuple"):
        count = 2 if kind == "Pair" else 3
        if not isinstance(value, Sequence) or len(value) != count or not all(_number(v) for v in value):
            raise broken(key, f"{count} numbers like [0.1, {'0.2' if count == 2 else '0.2, 0.3'}]", f"숫자 {count}개")


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
