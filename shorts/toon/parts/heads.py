"""Skulls, muzzles, noses, patches and blush."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon import shapes as s
from shorts.toon.kit import mirrored
from shorts.toon.registry import part

if TYPE_CHECKING:
    from shorts.toon.kit import Kit, Patch

SIDES = (-1, 1)


@part("skull", "round")
def round_skull(kit: Kit) -> None:
    """Skull, cheeks and jaw melted together, the patches painted on them."""
    rig, h, fur = kit.rig, kit.head, kit.fur
    main = kit.colour("main")
    rig.comb = (0, kit.muzzle.y + 0.12, h.d + 0.25)
    rig.ball("head", (0, 0.04, 0), (h.w, h.h, h.d), main, soft=0.1, fur=fur)
    if h.cheek > 0:
        for side in SIDES:
            radii = (h.cheek, h.cheek * 0.85, h.cheek)
            rig.ball("head", (side * h.cheek_x, h.cheek_y, 0.12), radii, kit.colour("cheek", "main"), soft=0.22, fur=fur * h.cheek_fur)
    rig.ball("head", (0, -0.26, 0.10), (0.40, h.jaw, 0.40), main, soft=0.2, fur=fur)
    for patch in kit.patches:
        for side in SIDES if patch.mirror and patch.pos[0] != 0 else (1,):
            _paint(kit, patch, side)


def _paint(kit: Kit, patch: Patch, side: int) -> None:
    rx, ry, rz = patch.turn
    turn = (rx, side * ry, side * rz)
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


@part("muzzle", "beak")
def beak(kit: Kit) -> None:
    """A short rounded beak whose lower half drops as the mouth opens; see mouths.py for none of the rest."""
    rig, m, mouth = kit.rig, kit.muzzle, kit.pose.lips
    drop = max(mouth.lower, 0.0)
    wide = 0.150 + 0.25 * (mouth.width - 0.15) + max(mouth.lift, -0.03) * 0.25
    z0, z1 = kit.head.d * 0.74, kit.head.d + m.d
    colour = kit.colour("accent")
    rig.group("beak", "horn")
    rig.ball("beak", (0, m.y + 0.035, z0 + 0.03), (wide + 0.03, 0.105, 0.16), colour, soft=0.05)
    rig.limb("beak", (0, m.y + 0.045, z0 + 0.05), (0, m.y + 0.008, z1), 0.095, 0.040, colour, soft=0.06)
    rig.add("beak", s.BOX, (0, m.y - 0.30, z0), [1, 0.295, 1, 0], colour, op=s.SUB, soft=0.02)
    rig.group("lower", "horn")
    y = m.y - 0.022 - drop * 0.60
    rig.ball("lower", (0, y + 0.02 + drop * 0.22, z0 + 0.02), (wide * 0.88, 0.060 + drop * 0.18, 0.14), kit.colour("accent2", "accent"), soft=0.04)
    rig.limb("lower", (0, y + 0.01 + drop * 0.12, z0 + 0.05), (0, y + 0.012, z1 - 0.055 - drop * 0.25), 0.07, 0.036, kit.colour("accent2", "accent"), soft=0.05)
    rig.add("lower", s.BOX, (0, m.y + 0.295 - drop * 0.32, z0), [1, 0.30, 1, 0], colour, turn=(drop * 150, 0, 0), op=s.SUB, soft=0.015)
    if drop > 0.03:
        rig.group("gape", "mouth")
        rig.ball("gape", (0, m.y - drop * 0.30, z0 + 0.015), (wide * 0.78, drop * 0.42 + 0.02, 0.10), "#6d1a26")
        rig.ball("gape", (0, y + drop * 0.28, z0 + 0.085), (wide * 0.50, drop * 0.16 + 0.012, 0.09), "#e8646f", soft=0.01, edge=0.2)


def blush(kit: Kit) -> None:
    """Rosy cheeks under the outer corners of the eyes, where the record gives a blush colour."""
    colour, e = kit.record["colours"].get("blush"), kit.eyes
    if colour is None:
        return
    for side in SIDES:
        pos = kit.on_face(side * (e.x + 0.17), e.y - 0.26)
        kit.rig.paint("head", pos, (0.15, 0.11, 0.16), colour, soft=0.10, weight=0.5)
