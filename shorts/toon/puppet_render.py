"""Render all layers of a puppet from a character's record.

The body is drawn without head and arms but in their shadow. An arm is what changes when it is added; a mouth or a lid is
what changes on the head. So contact shadows, folds and blended seams come along with each cut-out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from shorts.toon.kit import HeadShape
from shorts.toon.model import ALL, PARTS, half_extent
from shorts.toon.pose import Pose
from shorts.toon.puppet_file import FORMAT, record_digest, write_puppet
from shorts.toon.puppet_keys import EXPRESSION, LID_POSES, MOUTH_SHAPES, PATHS, SWINGS, TURNED_MOUTHS, YAWS, arm_key, arm_keys
from shorts.toon.puppet_studio import FAR, Cutout, Shot, Studio, changed, even, patch, whole
from shorts.toon.record import made
from shorts.toon.shapes import ADD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from shorts.progress import Work
    from shorts.toon.geometry import Floats
    from shorts.toon.puppet_studio import Window
    from shorts.toon.rig import Rig

    F32 = NDArray[np.float32]

QUALITY = 88
"""WebP quality of the pictures."""
ROUGH = 0.25
"""Scale of the drafts that find out where windows have to be."""
SHADOW = 0.8
"""Darkness of the ground shadow at its core."""
RELIEF_GAIN, RELIEF_SHIFT = 1.15, 0.06
"""What a head's measured depth is multiplied by and lowered by (world units)."""
BEFORE = 0.10
"""World units by which a hand may be behind the cheek's surface and still be drawn before it: fingers never sink into fur."""
BODY, HEAD, TAIL = frozenset({"body", "prop"}), frozenset({"head"}), frozenset({"tail"})
ARMS = {"left": frozenset({"arm_l"}), "right": frozenset({"arm_r"})}
SIDES = ("left", "right")


def base_pose(**changes: object) -> Pose:
    return Pose(expression=EXPRESSION, mouth="rest").but(**changes)


class Maker:
    """Collects a puppet's pictures and header while they are rendered."""

    def __init__(self, record: Mapping[str, Any], factor: float, work: Work) -> None:
        self.record, self.work = record, work
        self.studio, self.rough = Studio(record, factor), Studio(record, ROUGH, samples=2)
        self.pictures: dict[str, NDArray[np.uint8]] = {}
        self.reliefs: dict[str, F32] = {}
        self.header: dict[str, Any] = {"format": FORMAT, "digest": record_digest(record), "layers": {}, "heads": [], "arms": {}}
        self.done = 0
        self.total = 3 + sum(len(arm_keys(side)) for side in SIDES) + sum(len(_shapes(yaw)) + len(LID_POSES) for yaw in YAWS)
        self.feather = 5 * factor

    def step(self, note: str) -> None:
        self.work.step("puppet", self.done, self.total, note)
        self.done += 1

    def keep(self, name: str, cut: Cutout | None, studio: Studio | None = None) -> None:
        """Add a layer; nothing where the cut-out is empty."""
        if cut is not None:
            self.pictures[name] = cut.bgra
            self.header["layers"][name] = (studio or self.studio).place(cut)

    def to_puppet(self, x: float, y: float) -> list[float]:
        return [round(v, 2) for v in self.studio.to_puppet(x, y)]


def build_puppet(record: Mapping[str, Any], path: Path, work: Work, factor: float = 1.0) -> None:
    """Render a record's puppet into `path`, whole or not at all. factor: 1.0 is native; tests use less. Raises Cancelled."""
    maker = Maker(record, factor, work)
    _shadow_and_tail(maker)
    heads = [_head(maker, index, yaw) for index, yaw in enumerate(YAWS)]
    _body_and_arms(maker, heads[YAWS.index(0.0)])
    maker.work.step("puppet", maker.total, maker.total)
    write_puppet(path, maker.header, maker.pictures, maker.reliefs, QUALITY)


def _shadow_and_tail(maker: Maker) -> None:
    maker.step("shadow")
    rough, pose = maker.rough, base_pose()
    shot = rough.shoot(pose, ALL, rough.around([(-1.3, 0.15, 0.3), (1.3, -0.25, 0.3)], 0.1), ground=True)
    shade = cv2.GaussianBlur(shot.shade * SHADOW, (0, 0), 2.0)
    border = np.minimum.outer(*(np.minimum(np.arange(n), np.arange(n)[::-1]) / 12.0 for n in shade.shape))
    shade = np.asarray(shade * np.clip(border, 0, 1), np.float32)
    black = np.zeros((*shade.shape, 4), np.uint8)
    black[..., 3] = np.clip(shade * 255 + 0.5, 0, 255).astype(np.uint8)
    maker.keep("shadow", Cutout(shot.x, shot.y, black), rough)
    maker.step("tail")
    if any(prim.part == "tail" for prim in maker.studio.rig(pose).prims):
        maker.keep("tail", whole(maker.studio.shoot(pose, TAIL, alone=True)))
    maker.header["tail"] = maker.to_puppet(*maker.studio.pixel((0.05, 0.42, -0.3)))


def _body_and_arms(maker: Maker, head: Shot) -> None:
    maker.step("body")
    body = draw_body(maker)
    for side in SIDES:
        drawn = {}
        for key in arm_keys(side):
            maker.step(f"{side} {key}")
            drawn[key] = draw_arm(maker, body, head, side, key)
        hands = {key: hand for key, (_, hand) in drawn.items()}
        shoulder = drawn["rest"][0]  # a shrug raises it
        maker.header["arms"][side] = {"shoulder": shoulder, "hands": hands, "paths": PATHS[side], "swings": SWINGS[side]}


def draw_body(maker: Maker) -> Shot:
    body = maker.studio.shoot(base_pose(arm_l="cheer", arm_r="cheer"), BODY)  # no arm's shadow: each brings its own
    maker.keep("body", whole(body))
    return body


def draw_arm(maker: Maker, body: Shot, head: Shot, side: str, key: str) -> tuple[list[float], list[float]]:
    """The layers of one arm at one key; where its shoulder and its wrist are, in puppet space."""
    studio, pose = maker.studio, base_pose(**{"arm_l" if side == "left" else "arm_r": arm_key(key)})
    rig, end = studio.rig(pose), side[0]
    points = [rig.bones[f"{bone}_{end}"][:3, 3] for bone in ("upper", "fore", "hand")]
    fingers = rig.bones[f"hand_{end}"] @ np.array([0, 0.3, 0, 1.0])
    sticking = _sticking_out(rig, end, arm_key(key).hand, wing=maker.record.get("arms") == "wing")
    shot = studio.shoot(pose, BODY | ARMS[side], studio.around([*points, fingers[:3], *sticking, *_held(rig)[side]], 0.17), reach=0.06)
    arm, hand = _is_part(shot, ARMS[side]), studio.pixel((points[2] + fingers[:3]) / 2)
    limb = _limb(body, shot, arm, studio.factor)
    maker.keep(f"{side}/{key}", patch(body, shot, maker.feather, limb))
    maker.keep(f"{side}/{key}/front", patch(body, shot, maker.feather, limb * _before(shot, head, arm, hand, studio.factor)))
    return maker.to_puppet(*studio.pixel(points[0])), maker.to_puppet(*studio.pixel(points[2]))


def _sticking_out(rig: Rig, end: str, hand: str, *, wing: bool) -> list[Floats]:
    """What else an arm's window must hold: a raised thumb, the feathers along a wing's forearm."""
    outward = 1.0 if end == "l" else -1.0
    points = [rig.bones[f"hand_{end}"] @ np.array([-0.22 * outward, 0.1, 0, 1.0])] if hand == "thumb" else []
    if wing:
        points.append(rig.bones[f"fore_{end}"] @ np.array([0.13 * outward, 0.22, 0, 1.0]))
    return [point[:3] for point in points]


def _held(rig: Rig) -> dict[str, list[Floats]]:
    """Corners of what hangs at a bone of its own in each hand (a tablet, a book), so that it fits the arm's window."""
    found: dict[str, list[Floats]] = {"left": [], "right": []}
    for prim in rig.prims:
        if prim.part == "arm_r" and prim.bone == "prop" and prim.op == ADD:
            centre, half = half_extent(np.array(prim.row(rig.bones[prim.bone], 0)))
            found["right"] += [centre - half + 0.1, centre + half - 0.1]  # the window has 0.17 of air around every point
    return found


def _is_part(shot: Shot, parts: frozenset[str]) -> NDArray[np.bool_]:
    return np.isin(shot.part, [PARTS.index(p) for p in parts])


def _limb(body: Shot, shot: Shot, arm: NDArray[np.bool_], factor: float) -> F32:
    """Around the arm itself: wide over the background, for its fur; narrow over the body, whose shading must stay where it is."""
    wide, narrow = (cv2.dilate(arm.astype(np.uint8), cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (n, n))) for n in (round(80 * factor) | 1, round(22 * factor) | 1))
    inside = cv2.blur((body.cut(shot.window).rgba[..., 3] > 0.4).astype(np.float32), (5, 5))
    soft = cv2.blur(narrow.astype(np.float32), (round(12 * factor) | 1,) * 2)
    return np.asarray(soft * inside + wide * (1 - inside), np.float32)


def _before(shot: Shot, head: Shot, arm: NDArray[np.bool_], hand: tuple[float, float], factor: float) -> F32:
    """Where the arm lies before the head, as a soft mask; none where the hand is far from the head.

    Around the head its rim's depth counts. Near the hand a tie goes to the hand, by less and less along the arm.
    """
    reach = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (round(120 * factor) | 1,) * 2)
    there = head.cut(shot.window).depth
    rim = cv2.dilate(np.where(there < FAR, there, 0), reach)
    rows, cols = np.indices(there.shape, np.float32)
    away = np.hypot(cols + shot.x - hand[0], rows + shot.y - hand[1]) / factor
    tie = BEFORE * np.clip((250 - away) / 120, -0.3, 1)
    front = (shot.depth < np.where(there < FAR, there, rim) + tie) & (rim > 0) & arm
    if (front & (there < FAR) & (away < 260)).sum() < 200 * factor * factor:
        return np.zeros_like(there)
    grow, soft = round(11 * factor) | 1, round(5 * factor) | 1
    around = cv2.blur(cv2.dilate(front.astype(np.float32), np.ones((grow, grow), np.uint8)), (soft, soft))
    return np.asarray(around * _without_body(shot, arm), np.float32)


def _without_body(shot: Shot, arm: NDArray[np.bool_]) -> F32:
    """Leaves out what shows the body: beside a hand at the chin that is the neck in the head's shadow, as a dark contour."""
    clear = cv2.erode((arm | (shot.part < 0)).astype(np.float32), np.ones((3, 3), np.uint8))
    return np.asarray(cv2.blur(clear, (3, 3)), np.float32)


def _head(maker: Maker, index: int, yaw: float) -> Shot:
    """One yaw angle of the head with its windows; returns the base shot."""
    name, studio, pose = f"head{index}", maker.studio, base_pose(yaw=yaw)
    draft = maker.rough.shoot(pose, HEAD)
    lips = _area(maker, draft, [pose.but(mouth="A"), pose.but(mouth="E")])
    lids = _area(maker, draft, [pose.but(lids=1.0), *(pose.but(eyes=eyes) for eyes in _brows_on_screen(maker))])
    base = studio.shoot(pose, HEAD)
    maker.keep(name, whole(base))
    for shape in _shapes(yaw):
        maker.step(f"head {yaw:+.0f}° {shape}")
        if shape != "rest":
            maker.keep(f"{name}/mouth/{shape}", patch(base, studio.shoot(pose.but(mouth=MOUTH_SHAPES[shape]), HEAD, lips, reach=0.06), maker.feather))
    middle = _middle(maker, pose, lids)
    sides = {"right": (lids[0], lids[1], middle, lids[3]), "left": (middle, lids[1], lids[2], lids[3])}
    openings: dict[str, list[float]] = {}
    for stage in LID_POSES:
        eyes, shut = LID_POSES[stage]
        maker.step(f"head {yaw:+.0f}° {stage}")
        shot = studio.shoot(pose.but(eyes=eyes, lids=shut), HEAD, lids, reach=0.06)
        for side, window in sides.items():
            maker.keep(f"{name}/{side}/{stage}", patch(base, shot.cut(window), maker.feather))
            if stage == "shut":
                openings[side] = _opening(maker, base, shot.cut(window))
    if yaw == 0:
        _measure_face(maker, base, openings, lips)
    step, corner = _relief(maker, name, base)
    pivot = maker.to_puppet(*studio.pixel(studio.rig(base_pose()).bones["head"][:3, 3]))
    geometry = {"yaw": yaw, **openings, "corner": corner, "step": step, "pivot": pivot}
    brows = maker.record.get("brows") != "none"
    maker.header["heads"].append({**geometry, "brows": brows, "mouths": TURNED_MOUTHS if yaw else {}})
    return base


def _brows_on_screen(maker: Maker) -> list[str]:
    """Whose eyes come with brows: on a screen, where they belong to the eyes."""
    return [eyes for eyes, _ in LID_POSES.values() if eyes != EXPRESSION] if maker.record.get("eyes") == "screen" else []


def _shapes(yaw: float) -> tuple[str, ...]:
    return tuple(MOUTH_SHAPES) if yaw == 0 else tuple(dict.fromkeys(TURNED_MOUTHS.values()))


def _area(maker: Maker, draft: Shot, poses: list[Pose]) -> Window:
    """Where these poses change the head, in pixels of the full-size studio, found on small drafts."""
    mask = np.max([changed(draft, maker.rough.shoot(p, HEAD, draft.window), 5 * ROUGH) for p in poses], axis=0) > 0
    rows, cols = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    k = maker.studio.factor / ROUGH
    air = round(10 * maker.studio.factor)
    x0, x1 = (round((draft.x + c) * k) for c in (cols[0], cols[-1] + 1))
    y0, y1 = (round((draft.y + r) * k) for r in (rows[0], rows[-1] + 1))
    return even((x0 - air, y0 - air, x1 + air, y1 + air))


def _middle(maker: Maker, pose: Pose, lids: Window) -> int:
    """The column between the eyes, even: the head's own middle at the height of the eyes, in front."""
    head = maker.studio.rig(pose).bones["head"]
    front = head @ np.array([0, 0, 0.55, 1.0])
    x = round(maker.studio.pixel(front[:3])[0]) // 2 * 2
    return x if lids[0] < x < lids[2] else (lids[0] + lids[2]) // 4 * 2


def _opening(maker: Maker, base: Shot, shut: Shot) -> list[float]:
    """Centre and half sizes of the eye's opening in puppet space: where shutting it changes a lot."""
    big = np.abs(shut.rgba - base.cut(shut.window).rgba).max(axis=-1) > 0.2
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(big.astype(np.uint8), cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8)))
    if count < 2:
        return [*maker.to_puppet((shut.window[0] + shut.window[2]) / 2, (shut.window[1] + shut.window[3]) / 2), 1.0, 1.0]
    x, y, w, h, _ = (int(v) for v in stats[1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))])
    # an eye on a screen has no white to look around in: it moves as a whole, so that its surroundings belong to it
    k = 2 * maker.studio.factor * (0.55 if maker.record.get("eyes") == "screen" else 1.0)
    return [*maker.to_puppet(shut.x + x + w / 2, shut.y + y + h / 2), round(w / k, 2), round(h / k, 2)]


def _measure_face(maker: Maker, base: Shot, eyes: dict[str, list[float]], lips: Window) -> None:
    """Neck and face circle for the header."""
    studio = maker.studio
    cols = np.flatnonzero((base.rgba[..., 3] > 0.5).sum(axis=0) > 60 * studio.factor)
    mouth = maker.to_puppet((lips[0] + lips[2]) / 2, (lips[1] + lips[3]) / 2)
    y = 0.6 * (eyes["left"][1] + eyes["right"][1]) / 2 + 0.4 * mouth[1]
    half = float(cols[-1] - cols[0]) / 2 / studio.factor
    joint = made(HeadShape, maker.record.get("head", {}), "head").neck - 0.06
    neck = studio.rig(base_pose()).bones["head"][:3, 3] + np.array([0, joint, 0])
    maker.header |= {"neck": maker.to_puppet(*studio.pixel(neck)), "face": [0.0, round(y, 1), round(0.85 * half, 1)]}


def _relief(maker: Maker, name: str, base: Shot) -> tuple[float, list[float]]:
    """Smoothed depth of the head towards the viewer, relative to its middle, on a coarse grid: (step, corner)."""
    studio, cell = maker.studio, max(1, round(8 * maker.studio.factor))
    head = studio.rig(base_pose()).bones["head"][:3, 3]
    zero = float(np.linalg.norm(head - studio.camera[:3]))
    there = (base.depth < FAR).astype(np.float32)
    z = np.clip(zero - base.depth, -0.45, 0.95) * there
    h, w = (n // cell * cell for n in z.shape)
    size = (w // cell, h // cell)
    depth, seen = (cv2.resize(p[:h, :w].astype(np.float32), size, interpolation=cv2.INTER_AREA) for p in (z, there))
    small = np.where(seen > 0.5, depth / np.maximum(seen, 1e-3), 9.0).astype(np.float32)
    # fur beyond the rim turns with the rim, which lies behind the cheeks: grow outwards from the farthest neighbour
    while (small > 8).any():
        small = np.where(small > 8, cv2.erode(small, np.ones((5, 5), np.uint8)), small)
    # perspective and the blur flatten what is seen; the gain was fitted where the two drawn angles meet
    small = np.asarray(RELIEF_GAIN * cv2.GaussianBlur(small, (0, 0), 1.3) - RELIEF_SHIFT, np.float32)
    maker.reliefs[name] = small
    return cell / studio.factor, maker.to_puppet(base.x + cell / 2, base.y + cell / 2)
