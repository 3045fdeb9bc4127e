"""The distance fields themselves: slopes, operations, grid."""

from __future__ import annotations

import numpy as np
import pytest

from shorts.toon import shapes as s
from shorts.toon.geometry import rot
from shorts.toon.kernel_distance import distance
from shorts.toon.kernel_grid import distance_anywhere, distance_listed
from shorts.toon.model import Field
from shorts.toon.rig import Rig

SHAPES = {
    "ball": (s.ELL, [0.30, 0.22, 0.26]),
    "flat ball": (s.ELL, [0.30, 0.10, 0.25]),
    "cone": (s.CONE, [0.20, 0.05, 0.4, 1.0]),
    "flattened cone": (s.CONE, [0.20, 0.05, 0.4, 1.9]),
    "box": (s.BOX, [0.30, 0.20, 0.10, 0.04]),
    "ring": (s.ARC, [0.25, 0.05, 3.14159, 1.0]),
    "flattened arc": (s.ARC, [0.25, 0.05, 1.0, 1.6]),
    "cylinder": (s.CYL, [0.2, 0.1, 0.03]),
    "open mouth": (s.MOUTH, [0.15, 0.03, 0.15, 0.1, 0.006, 0.016]),
    "smile": (s.MOUTH, [0.21, -0.006, 0.012, 0.1, 0.006, 0.08]),
    "lid": (s.LID, [0.18, 0.22, 0.16, -0.9, 0.1, 1.0, 0.02]),
    "frustum": (s.FRUST, [0.30, 0.15, 0.2, 0.03, 1.0]),
    "oval": (s.OVAL, [0.09, 0.07, 0.1, 0.006]),
    "triangle": (s.TRI, [-0.2, 0.0, 0.3, 0.1, 0.0, 0.4]),
}

INSIDE, OUTSIDE = -0.02, 0.13
"""Slopes are checked between these distances: a ray goes no deeper, and the grid decides from a cell's diagonal (0.12) away."""
ESTIMATED = {"flat ball": 1.35, "open mouth": 1.35, "smile": 1.35}
"""Shapes whose distance is an estimate, and the slope that the grid's margin allows for."""


def row(shape: int, params: list[float]) -> np.ndarray:
    rig = Rig()
    rig.group("g")
    rig.add("g", shape, (0.1, -0.05, 0.02), params, "#808080", turn=(20, 35, -15))
    return np.array([rig.prims[0].row(np.eye(4), 0)])


@pytest.mark.parametrize("name", SHAPES)
def test_distance_never_changes_faster_than_the_point_moves(name: str) -> None:
    rows = row(*SHAPES[name])
    rng = np.random.default_rng(5)
    points = rng.uniform(-0.45, 0.55, (5000, 3))
    steps = rng.normal(size=points.shape)
    steps *= 0.002 / np.linalg.norm(steps, axis=1, keepdims=True)
    before = np.array([distance(0, *p, rows) for p in points])
    after = np.array([distance(0, *p, rows) for p in points + steps])
    near = (before > INSIDE) & (before < OUTSIDE)
    assert near.sum() > 200
    assert np.abs(after - before)[near].max() / 0.002 < ESTIMATED.get(name, 1.03)


@pytest.mark.parametrize("name", SHAPES)
def test_inside_is_negative_and_far_outside_positive(name: str) -> None:
    rows = row(*SHAPES[name])
    rng = np.random.default_rng(6)
    values = np.array([distance(0, *p, rows) for p in rng.uniform(-0.45, 0.45, (4000, 3))])
    assert values.min() < 0 < values.max()
    if name != "triangle":  # endless along its own z
        assert distance(0, 4.0, 4.0, 4.0, rows) > 3.0


def test_a_primitive_turns_with_its_bone() -> None:
    rig = Rig()
    rig.group("g")
    bone = np.eye(4)
    bone[:3, :3] = rot(0, 0, 90)
    rig.add("g", s.BOX, (0, 0, 0), [0.4, 0.1, 0.1, 0.0], "#ffffff")
    rows = np.array([rig.prims[0].row(bone, 0)])
    assert distance(0, 0.0, 0.39, 0.0, rows) < 0 < distance(0, 0.39, 0.0, 0.0, rows)


def test_cutting_and_carving() -> None:
    rig = Rig()
    rig.group("g")
    rig.ball("g", (0, 0, 0), (0.3, 0.3, 0.3), "#ffffff")
    rig.box("g", (0.3, 0, 0), (0.3, 1, 1), "#ffffff", 0.0, op=s.CUT)
    rig.ball("g", (0.3, 0, 0), (0.1, 0.1, 0.1), "#ffffff", op=s.SUB)
    rows = np.array([p.row(np.eye(4), 0) for p in rig.prims])
    listed = np.arange(3, dtype=np.int32)
    assert distance_listed(0.1, 0.0, 0.0, 0, 3, listed, rows) < 0, "kept"
    assert distance_listed(-0.1, 0.0, 0.0, 0, 3, listed, rows) > 0, "cut off"
    assert distance_listed(0.27, 0.0, 0.0, 0, 3, listed, rows) > 0, "carved out"


def test_the_grid_agrees_with_all_primitives_near_the_surface() -> None:
    rig = Rig()
    rng = np.random.default_rng(7)
    for g in "abc":
        rig.group(g)
        for _ in range(6):
            rig.ball(g, rng.uniform(-0.4, 0.4, 3), rng.uniform(0.08, 0.25, 3), "#ffffff", soft=0.05)
        rig.ball(g, rng.uniform(-0.4, 0.4, 3), (0.15, 0.15, 0.15), "#ffffff", op=s.SUB, soft=0.02)
    rows = np.array([p.row(np.eye(4), 0) for p in rig.prims])
    field = Field(rows, 0.07, 0.22)
    everything = np.arange(len(rows), dtype=np.int32)
    checked = 0
    for p in rng.uniform(-0.6, 0.6, (3000, 3)):
        exact = distance_listed(*p, 0, len(rows), everything, rows)
        if abs(exact) < 0.03:
            checked += 1
            assert distance_anywhere(*p, field.grid()) == pytest.approx(exact, abs=1e-9)
    assert checked > 100
