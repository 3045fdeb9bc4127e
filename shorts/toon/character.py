"""A record and a pose make a model: the one place that knows the order in which parts are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shorts.toon.parts as _parts  # noqa: F401  importing registers them
from shorts.toon.kit import Kit
from shorts.toon.model import ALL
from shorts.toon.record import check
from shorts.toon.registry import attach

if TYPE_CHECKING:
    from shorts.toon.kit import Record
    from shorts.toon.model import Model
    from shorts.toon.pose import Pose
    from shorts.toon.rig import Rig

ON_BODY = ("feet", "tail", "arms", "outfit", "neckwear", "badge", "waist", "back")
ON_FACE = ("muzzle", "nose", "marks", "eyes", "brows", "mouth", "whiskers", "ears", "mane", "hair", "hat", "glasses", "jewel")
DEFAULTS = {"feet": "paw", "arms": "paw", "muzzle": "snout", "nose": "oval", "eyes": "round", "brows": "soft", "mouth": "carved"}


def assemble(record: Record, pose: Pose) -> Rig:
    """Put all parts of a character together in one pose. Raises CharacterFileBroken, UnknownChoice."""
    check(record)
    kit = Kit(record, pose)
    kit.rig.group("body", kit.skin)
    kit.rig.group("head", kit.skin)
    with kit.rig.within(bone="chest"):
        attach("torso", kit.choice("torso", "pear"), kit)
        for family in ON_BODY:
            attach(family, kit.choice(family, DEFAULTS.get(family, "none")), kit)
    with kit.rig.within(part="head", bone="head"):
        attach("skull", kit.head.kind, kit)
        for family in ON_FACE:
            attach(family, kit.choice(family, DEFAULTS.get(family, "none")), kit)
    with kit.rig.within(part="prop", bone="chest"):
        attach("prop", kit.prop, kit)
    return kit.rig


def build(record: Record, pose: Pose, parts: frozenset[str] = ALL) -> Model:
    """A drawable model of a character's `[toon]` record in a pose, or of some of its parts (see model.PARTS)."""
    return assemble(record, pose).freeze(parts)
