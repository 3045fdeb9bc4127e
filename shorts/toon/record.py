"""What a character's `[toon]` table may say. Everything is checked before anything is drawn, so that a slip names its key.

A table holds one name per family of parts (registry.FAMILIES) or, for some, a table of measures with that name as `kind`;
the material of its skin; lists of patches and strokes; and `colours`, each "#rrggbb".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields
from typing import TYPE_CHECKING, Any, TypeVar

from shorts.errors import CharacterFileBroken
from shorts.toon.materials import MATERIALS
from shorts.toon.registry import FAMILIES, WRITTEN

if TYPE_CHECKING:
    from shorts.toon.kit import Record

T = TypeVar("T")

CHOICES = {"skin": ("fur", "skin", "rubber", "plastic"), "sleeve": ("none", "short", "long"), "cloth": tuple(MATERIALS)}
NUMBERS = ("fur", "blush")
TABLES = ("head", "body", "colours")
LISTS = ("patches", "strokes")
SWITCHES = ("shirt_cuff", "fringe")
REST = ("rest_r",)
COLOUR = re.compile("#[0-9a-fA-F]{6}")


def broken(key: str, expected: str, expected_ko: str) -> CharacterFileBroken:
    """The error for one key; who knows the file's name puts it in."""
    return CharacterFileBroken(file="[toon]", key=key, expected=expected, expected_ko=expected_ko)


def one_of(key: str, names: Sequence[str]) -> CharacterFileBroken:
    listed = ", ".join(sorted(names))
    return broken(key, f"one of {listed}", f"다음 중 하나: {listed}")


def check(record: Record) -> None:
    """Raises CharacterFileBroken for a key that nothing reads, or a value of the wrong kind. Parts and measures check their own."""
    known = {*CHOICES, *NUMBERS, *TABLES, *LISTS, *SWITCHES, *REST, *FAMILIES} - {*WRITTEN}
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
    _check_colours(record)


def _check_colours(record: Record) -> None:
    if "colours" not in record:
        raise broken("colours", "a table [toon.colours] with at least main", "main이 든 [toon.colours] 표")
    for name, value in record["colours"].items():
        if not isinstance(value, str) or not COLOUR.fullmatch(value):
            raise broken(f"colours.{name}", 'a colour like "#e8752a"', '"#e8752a" 같은 색')


def made(shape: type[T], table: Record, name: str) -> T:
    """A measure class from a record's table. Raises CharacterFileBroken for keys that it doesn't know or lacks, and for values that aren't what they should be."""
    known = {f.name: f for f in fields(shape)}  # type: ignore[arg-type]
    for key, value in table.items():
        if key not in known:
            raise one_of(f"{name}.{key}", list(known))
        if not _is_like(value, str(known[key].type)):
            raise broken(f"{name}.{key}", *_wanted(str(known[key].type)))
    for key, one in known.items():
        if key not in table and one.default is MISSING and one.default_factory is MISSING:
            raise broken(f"{name}.{key}", *_wanted(str(one.type)))
    return shape(**table)


def _is_like(value: object, kind: str) -> bool:
    """kind: the field's annotation as it is written."""
    if kind.startswith("float"):
        return _number(value)
    if kind in ("bool", "str"):
        return isinstance(value, bool if kind == "bool" else str)
    if count := _count(kind):
        return isinstance(value, Sequence) and len(value) == count and all(_number(one) for one in value)
    return True


def _wanted(kind: str) -> tuple[str, str]:
    """What a field of this kind must hold, English and Korean."""
    if kind.startswith("float"):
        return "a number", "숫자"
    if kind == "bool":
        return "true or false", "true 또는 false"
    if count := _count(kind):
        return f"{count} numbers like [0.1, {'0.2' if count == 2 else '0.2, 0.3'}]", f"숫자 {count}개"
    return "a name in quotes", "따옴표로 감싼 이름"


def _count(kind: str) -> int:
    """How many numbers a field holds; 0 for what isn't a row of numbers."""
    return 2 if kind == "Pair" else 3 if kind == "Triple" or kind.startswith("tuple") else 0


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
