"""Parts by family and name. A record picks one name per family; a new ear or hat is one function with one decorator."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from shorts.errors import CharacterFileBroken

if TYPE_CHECKING:
    from shorts.toon.kit import Kit

Part = Callable[["Kit"], None]
FAMILIES: dict[str, dict[str, Part]] = {}
WRITTEN = {"skull": "head.kind", "inner": "outfit.inner"}
"""Where a record names the part of a family that has no key of its own."""


def part(family: str, name: str) -> Callable[[Part], Part]:
    """Register a part, e.g. @part("ears", "fox")."""

    def keep(function: Part) -> Part:
        parts = FAMILIES.setdefault(family, {})
        if name in parts:
            raise ValueError(f"{function.__module__}: {family} {name!r} is taken by {parts[name].__module__}")
        parts[name] = function
        return function

    return keep


def attach(family: str, name: str, kit: Kit) -> None:
    """Add a part to the kit's rig; "none" adds nothing. Raises CharacterFileBroken for a name nobody registered."""
    if name == "none":
        return
    parts = FAMILIES.get(family, {})
    if name not in parts:
        choices = ", ".join(sorted(parts))
        raise CharacterFileBroken(file="[toon]", key=WRITTEN.get(family, family), expected=f"one of {choices}", expected_ko=f"다음 중 하나: {choices}")
    parts[name](kit)
