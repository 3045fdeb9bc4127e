"""Artifacts as JSON and back: plain dataclasses ↔ plain dicts, checked on the way in."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import TypeAdapter

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Dataclasses, tuples and paths → dicts, lists and strings, recursively."""
    return _plain(value, keyed=False)


def _plain(value: object, *, keyed: bool) -> Any:
    """Without SPARSE fields that have their default; keyed: without those that came LATER, too."""
    if is_dataclass(value) and not isinstance(value, type):
        said = {field.name: (getattr(value, field.name), field) for field in fields(value)}
        left_out = {name for name, (item, field) in said.items() if field.metadata.get("later" if keyed else "sparse") and item == field.default}
        return {name: _plain(item, keyed=keyed) for name, (item, field) in said.items() if name not in left_out}
    if isinstance(value, dict):
        return {str(key): _plain(item, keyed=keyed) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, keyed=keyed) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted(_plain(item, keyed=keyed) for item in value)
    return value.as_posix() if isinstance(value, Path) else value


def from_plain(kind: type[T], plain: object) -> T:
    """The dataclass `kind` from what `to_plain` gave. Raises pydantic.ValidationError."""
    adapter: TypeAdapter[T] = _adapter(kind)  # type: ignore[arg-type]  # classes are hashable
    return adapter.validate_python(plain)


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def portable(plain: Any, folder: Path) -> Any:
    """Paths inside `folder` become "@/…", so that a short can be moved or copied; other texts that begin so get one more "@"."""
    inside = folder.as_posix() + "/"
    return _mapped(plain, lambda text: "@/" + text[len(inside) :] if text.startswith(inside) else ("@" + text if text.startswith("@") else text))


def located(plain: Any, folder: Path) -> Any:
    """The other way round."""
    inside = folder.as_posix() + "/"
    return _mapped(plain, lambda text: inside + text[2:] if text.startswith("@/") else text.removeprefix("@"))


def _mapped(plain: Any, change: Callable[[str], str]) -> Any:
    """Plain JSON with every text (but keys) changed."""
    if isinstance(plain, str):
        return change(plain)
    if isinstance(plain, dict):
        return {key: _mapped(item, change) for key, item in plain.items()}
    return [_mapped(item, change) for item in plain] if isinstance(plain, list) else plain


def canonical(value: object) -> str:
    """One text per value: sorted keys, no spaces, floats to the microsecond, 10.0 as 10 (so that JSON round trips don't matter).

    Fields marked LATER are left out while they have their default."""
    return json.dumps(_rounded(_plain(value, keyed=True)), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def key_of(value: object) -> str:
    """128-bit BLAKE2b of the canonical JSON, hex."""
    return hashlib.blake2b(canonical(value).encode("utf-8"), digest_size=16).hexdigest()


def _rounded(plain: Any) -> Any:
    if isinstance(plain, float):
        rounded = round(plain, 6)
        return int(rounded) if rounded.is_integer() else rounded
    if isinstance(plain, dict):
        return {key: _rounded(item) for key, item in plain.items()}
    return [_rounded(item) for item in plain] if isinstance(plain, list) else plain
