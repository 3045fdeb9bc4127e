"""Skulls, muzzles, noses, patches and blush."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.geometry import vector
from shorts.toon.kit import mirrored
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit, Patch

SIDES = (-1, 1)


@part("skull", "round")
def round_skull(kit: Kit) -> None:
    """Skull, cheeks and jaw melted together, the patches painted on them."""
    rig, h, fur = kit.rig, kit.head, kit.fur
    main = kit.colour("hood", "main")
    rig.comb = (0, kit.muzzle.y + 0.12, h.d + 0.25)
    rig.ball("head", (0, 0.04, 0), (h.w, h.h, h.d), main, soft=0.1, fur=fur)
    if h.cheek > 0:
        for side in SIDES:
            radii = (h.cheek, h.cheek * 0.85, h.cheek)
            rig.ball("head", (side * h.cheek_x, h.cheek_y, 0.12), radii, kit.colour("cheek", "hood", "main"), soft=0.22, fur=fur * h.cheek_fur)
    rig.ball("head", (0, -0.26, 0.10), (0.40, h.jaw, 0.40), main, soft=0.2, fur=fur)
    for patch in kit.patches:
        for side in SIDES if patch.mirror and patch.pos[0] != 0 else (1,):
            _paint(kit, patch, side)


def _paint(kit: Kit, patch: Patch, side: int) -> None:
    rx, ry, rz = patch.turn
    turn = (rx, side * ry, side * rz)
    where = {"part": "body", "bone": "chest"} if patch.on == "body" else {}
    with kit.rig.within(**where):
        kit.rig.paint(patch.on, mirrored(patch.pos, side), patch.rad, kit.colour(patch.colour), soft=patch.soft, turn=turn)


@part("muzzle", "snout")
def snout(kit: Kit) -> None:
    """Two pads, a chin and, where the record wants it, a bridge up to the brow."""
    rig, m, fur = kit.rig, kit.muzzle, kit.fur
    face = kit.colour("face", "belly", "main")
    if m.bridge:
        a, b = (0, m.y + 0.16, kit.head.d * 0.55), (0, m.y + 0.08, m.z + m.d * 0.5)
        rig.limb("head", a, b, 0.16, m.w * 0.45, kit.colour("bridge", "main"), soft=0.16, fur=fur * 0.35)
    for side in SIDES:
        rig.ball("head", (side * m.x * 0.62, m.y, m.z), (m.w * 0.72, m.h, m.d), face, soft=0.10, fur=fur * 0.34, edge=0.5)
    chin = (m.w * 0.55, m.h * 0.55, m.d * 0.8)
    rig.ball("head", (0, m.y - m.h * 0.75, m.z - 0.03), chin, face, soft=0.08, fur=fur * 0.32)


@part("nose", "oval")
def oval_nose(kit: Kit) -> None:
    """A glossy rounded triangle on top of the muzzle."""
    rig, m = kit.rig, kit.muzzle
    y = m.y + m.h * 0.66
    z = rig.depth("head", 0, y) + 0.004
    colour = kit.colour("nose", "#2b1d1a")
    rig.group("nose", "rubber", rough=0.22, spec=1.0)
    rig.ball("nose", (0, y + 0.012, z), (m.nose_w, m.nose_w * 0.66, 0.058), colour)
    rig.ball("nose", (0, y - m.nose_w * 0.42, z), (m.nose_w * 0.42, m.nose_w * 0.55, 0.034), colour, soft=0.06)


@part("whiskers", "cat")
def whiskers(kit: Kit) -> None:
    """Three fine hairs on each side of the muzzle."""
    rig, m = kit.rig, kit.muzzle
    rig.group("whisker", "rubber", spec=0.4)
    for side in SIDES:
        for rise, start in ((0.035, 0.02), (0.0, -0.015), (-0.035, -0.05)):
            root = kit.on_face(side * (m.x + m.w * 0.42), m.y + start, -0.01)
            bend = root + vector((side * 0.17, rise * 1.3 + 0.012, 0.03))
            tip = bend + vector((side * 0.15, rise * 1.6 - 0.020, -0.05))
            rig.limb("whisker", root, bend, 0.0065, 0.0050, kit.colour("whisker", "#fbfaf8"), soft=0.004)
            rig.limb("whisker", bend, tip, 0.0050, 0.0018, kit.colour("whisker", "#fbfaf8"), soft=0.004)


@part("muzzle", "beak")
def beak(kit: Kit) -> None:
    """A short rounded bill: the upper half overhangs the lower one, which drops as the mouth opens."""
    rig, m, mouth = kit.rig, kit.muzzle, kit.pose.lips
    drop = max(mouth.lower + min(mouth.upper, 0.0), 0.0) if mouth.open else 0.0
    wide = m.w * (1.0 + 1.1 * (mouth.width - 0.16))
    z = kit.head.d * 0.80
    upper, lower = kit.colour("accent"), kit.colour("accent2", "accent")
    rig.paint("head", (0, m.y, z), (wide + 0.05, m.h + 0.05 + drop * 0.6, 0.4), upper, soft=0.02, weight=0.0, fur=0.0)
    rig.group("bill", "horn")
    rig.ball("bill", (0, m.y + 0.020, z), (wide, m.h * 0.80, m.d), upper, soft=0.06)
    rig.limb("bill", (0, m.y + 0.050, z + 0.02), (0, m.y - 0.030, z + m.d + 0.035), 0.085, 0.034, upper, soft=0.09)
    smile = 0.020 + max(mouth.lift, 0.0) * 0.45
    rig.add("bill", s.MOUTH, (0, m.y - 0.105, z - 0.05), [wide * 1.6, smile, 0.6, 0.26, 0.004, smile + 0.10], upper, op=s.SUB, soft=0.03)
    rig.group("jaw", "horn")
    low = (wide * 0.76, m.h * 0.62, m.d * 0.90)
    rig.ball("jaw", (0, m.y - 0.018 - drop * 0.66, z), low, lower, turn=(drop * 60, 0, 0))
    if drop > 0.02:
        rig.group("gape", "mouth")
        rig.ball("jaw", (0, m.y + 0.048 - drop * 0.55, z + 0.06), (wide * 0.66, m.h * 0.62, m.d), "#7a1d28", op=s.SUB, soft=0.01, edge=0.3)
        rig.ball("gape", (0, m.y - drop * 0.30, z), (wide * 0.78, drop * 0.52 + 0.012, m.d * 0.84), "#6d1a26")
        rig.ball("gape", (0, m.y - drop * 0.64, z + 0.05), (wide * 0.46, drop * 0.18 + 0.012, m.d * 0.70), "#e06772", soft=0.01, edge=0.2)


def blush(kit: Kit) -> None:
    """Rosy cheeks under the outer corners of the eyes, where the record gives a blush colour."""
    colour, e = kit.record["colours"].get("blush"), kit.eyes
    if colour is None:
        return
    for side in SIDES:
        pos = kit.on_face(side * (e.x + 0.17), e.y - 0.26)
        kit.rig.paint("head", pos, (0.15, 0.11, 0.16), colour, soft=0.10, weight=float(kit.record.get("blush", 0.42)))
