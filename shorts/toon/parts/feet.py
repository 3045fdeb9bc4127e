"""Legs and feet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shorts.toon.registry import part
from shorts.toon.shapes import SUB

if TYPE_CHECKING:
    from shorts.toon.kit import Kit

SIDES = (-1, 1)


@part("feet", "paw")
def paws(kit: Kit) -> None:
    """Furry legs on round paws with three toes."""
    rig, fur = kit.rig, kit.fur
    leg, foot = kit.colour("leg", "main"), kit.colour("foot", "main")
    for s in SIDES:
        rig.limb("body", (s * 0.17, 0.38, 0), (s * 0.19, 0.13, 0.01), 0.155, 0.125, leg, soft=0.07, fur=fur * 0.5, comb=(s * 0.17, 1.2, 0))
        rig.ball("body", (s * 0.20, 0.10, 0.08), (0.15, 0.105, 0.20), foot, soft=0.06, fur=fur * 0.30, turn=(0, s * 12, 0), comb=(s * 0.17, 0.4, -0.2))
        for j in (-1, 0, 1):
            pos = (s * 0.235 + j * 0.078, 0.078, 0.245 - 0.02 * abs(j))
            rig.ball("body", pos, (0.054, 0.060, 0.065), foot, soft=0.022, fur=fur * 0.16, comb=(s * 0.2, 0.4, -0.2))


@part("feet", "web")
def webbed(kit: Kit) -> None:
    """Flat three-toed bird feet."""
    kit.rig.group("web", "rubber")
    for s in SIDES:
        kit.rig.ball("web", (s * 0.19, 0.10, 0.02), (0.10, 0.085, 0.12), kit.colour("accent"), soft=0.06)
        for j in (-1, 0, 1):
            kit.rig.limb("web", (s * 0.20, 0.085, 0.02), (s * 0.215 + j * 0.115 + s * 0.02, 0.052, 0.27 - 0.03 * abs(j)), 0.075, 0.056, kit.colour("accent"), soft=0.06)


@part("feet", "trousers")
def trousers(kit: Kit) -> None:
    """Trouser legs of the outfit's colour ending in bare paws."""
    rig, b = kit.rig, kit.body
    cloth = kit.colour("trousers", "outfit")
    rig.group("trousers", "suit")
    paws(kit)
    rig.limb("trousers", (0, b.hip_y, 0), (0, b.hip_y + 0.12, 0), b.hip + 0.012, b.hip * 0.95, cloth, soft=0.05)
    for s in SIDES:
        rig.limb("trousers", (s * 0.172, 0.42, 0.01), (s * 0.192, 0.205, 0.02), 0.172, 0.150, cloth, soft=0.035)
        rig.ring("trousers", (s * 0.193, 0.185, 0.02), 0.118, 0.030, cloth, turn=(90, 0, 0), soft=0.012)
        rig.paint("trousers", (s * 0.20, 0.25, 0.22), (0.004, 0.12, 0.2), kit.colour("seam", "#0b1222"), soft=0.006, weight=0.5)
    rig.box("trousers", (0, 0.02, 0), (0.6, 0.135, 0.6), cloth, 0.0, op=SUB, soft=0.01)


@part("feet", "shoe")
def shoes(kit: Kit) -> None:
    """Trousers over trainers with white soles and laces."""
    rig, b = kit.rig, kit.body
    leg, shoe = kit.colour("leg"), kit.colour("shoe")
    rig.group("trousers", "denim")
    rig.group("shoe", "rubber")
    rig.group("sole", "rubber")
    rig.limb("trousers", (0, b.hip_y, 0), (0, b.hip_y + 0.12, 0), b.hip + 0.015, b.hip * 0.85, leg, soft=0.05)
    for s in SIDES:
        rig.limb("trousers", (s * 0.16, 0.42, 0), (s * 0.168, 0.17, 0), 0.165, 0.135, leg, soft=0.06)
        rig.ring("trousers", (s * 0.168, 0.16, 0), 0.105, 0.032, leg, turn=(90, 0, 0), soft=0.01)
        rig.ball("shoe", (s * 0.18, 0.13, 0.05), (0.135, 0.11, 0.20), shoe, turn=(0, s * 10, 0), soft=0.04)
        rig.limb("shoe", (s * 0.17, 0.14, -0.03), (s * 0.165, 0.21, -0.03), 0.125, 0.115, shoe, soft=0.05)
        rig.box("sole", (s * 0.185, 0.045, 0.06), (0.145, 0.04, 0.215), "#fbf6ee", 0.04, turn=(0, s * 10, 0))
        for j in range(3):
            rig.box("shoe", (s * 0.185, 0.195 - j * 0.022, 0.10 + j * 0.045), (0.055, 0.012, 0.014), "#ffffff", 0.011, turn=(25, s * 10, 0), soft=0.006)
