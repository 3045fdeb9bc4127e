"""Mouths: one carved opening covers every viseme, with teeth and tongue cut to its own outline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.toon import shapes as s
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit
    from shorts.toon.pose import Mouth


def _outline(kit: Kit, group: str, mouth: Mouth, y: float, z: float, deep: float, op: int, colour: str, grow: float = 0.0, **kw: Any) -> None:
    """The mouth's own shape as one primitive, `deep` behind and before z."""
    k = kit.muzzle.mouth
    if mouth.round:
        rx, ry = mouth.width * k + grow, (mouth.upper + mouth.lower) / 2 * k + grow
        pos = (0, y + (mouth.upper - mouth.lower) / 2 * k, z)
        kit.rig.add(group, s.OVAL, pos, [rx, ry, deep, 0.006], colour, op=op, **kw)
    else:
        sizes = [mouth.width * k + grow, mouth.upper * k + grow, mouth.lower * k + grow, deep, 0.006, mouth.lift * k]
        kit.rig.add(group, s.MOUTH, (0, y, z), sizes, colour, op=op, **kw)


@part("mouth", "carved")
def carved(kit: Kit) -> None:
    """Cut the opening into the muzzle; deep and dark when open, a thin line when closed."""
    m, mouth, rig = kit.muzzle, kit.pose.lips, kit.rig
    k = m.mouth
    y = m.mouth_y if m.mouth_y is not None else m.y - m.h * 0.28
    y -= max(mouth.upper - 0.03, 0) * k * 0.75  # round mouths open downwards, away from the nose
    front = rig.depth("head", 0, y)
    side = min(rig.depth("head", mouth.width * k * 0.9, y + mouth.lift * k), front)
    back = side - (0.12 if mouth.open else 0.05)
    deep = (front + 0.1 - back) / 2
    dark = "#4a0f1a" if mouth.open else kit.colour("lip", "#33110f")
    wide, high = mouth.width * k * 1.15, max(mouth.lower, 0.05) * k * 1.25
    rig.paint("head", (0, y - mouth.lower * k * 0.4, front), (wide, high, 0.2), dark, soft=0.05, weight=0.0, fur=kit.fur * 0.10)
    _bare(kit, mouth, y, front)
    _outline(kit, "head", mouth, y, back + deep, deep, s.SUB, dark, soft=0.014, edge=0.35, fur=0.0)
    if mouth.teeth:
        _teeth(kit, mouth, y, back, deep)
    if mouth.tongue:
        _tongue(kit, mouth, y, back, deep)


def _bare(kit: Kit, mouth: Mouth, y: float, z: float) -> None:
    """No fur on the lips, or it would grow across the opening."""
    k = kit.muzzle.mouth
    top, low = max(mouth.upper, mouth.lift, 0.0) * k, -max(mouth.lower, -mouth.lift) * k
    radii = (mouth.width * k * 1.06 + 0.012, (top - low) * 0.56 + 0.014, 0.2)
    kit.rig.paint("head", (0, y + (top + low) / 2, z), radii, "#000000", soft=0.010, weight=0.0, fur=0.0)


def _teeth(kit: Kit, mouth: Mouth, y: float, back: float, deep: float) -> None:
    """A row that hangs from the upper lip and follows its curve."""
    k, rig = kit.muzzle.mouth, kit.rig
    rig.group("teeth", "plastic", rough=0.2, sss=0.6)
    drop = (0.030 + 0.020 * mouth.teeth) * k
    upper = mouth.upper * k - 0.012
    sizes = [mouth.width * k * 0.86, upper, drop - upper, 0.035, 0.006, mouth.lift * k - 0.012]
    rig.add("teeth", s.MOUTH, (0, y, back + 0.075), sizes, "#fffaf0")


def _tongue(kit: Kit, mouth: Mouth, y: float, back: float, deep: float) -> None:
    """A soft mound inside the lower lip; raised behind the teeth for l and n."""
    k, rig = kit.muzzle.mouth, kit.rig
    rig.group("tongue", "mouth")
    up = mouth.tongue == 2
    pos = (0, y - mouth.lower * k * (0.52 if up else 1.0), back)
    radii = (mouth.width * k * (0.46 if up else 0.70), max(mouth.lower * k * (0.50 if up else 0.46), 0.02), 0.085)
    rig.ball("tongue", pos, radii, "#d95763")
    _outline(kit, "tongue", mouth, y, back + deep, deep, s.CUT, "#d95763", grow=0.002, soft=0.02)
