"""Puppets: layers land where they should, in the right colour, and move without jumping."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pytest

from shorts.artifacts import FPS
from shorts.errors import Cancelled, NotDrawnYet
from shorts.picture.yuv import Canvas, Plate
from shorts.progress import Work
from shorts.settings import Settings
from shorts.toon.acting_pose import ARM_GESTURES, ArmPose, PuppetPose
from shorts.toon.puppet import Place, Puppet, is_current
from shorts.toon.puppet_file import FORMAT, Shelf, read_header, record_digest, write_puppet
from shorts.toon.puppet_keys import PATHS, SWINGS, arm_keys
from shorts.toon.puppet_layers import Layer, draw_bent, draw_flat, joined, sprite_of, turned

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

WIDTH, HEIGHT = 270, 480
RECORD = {"colours": {"main": "#e8752a"}}
SKIN, LIPS, TOOTH, SLEEVE = (40, 120, 230), (20, 20, 160), (250, 250, 250), (150, 90, 40)  # BGR


DEPTH = 0.15
"""World units by which the face lies before the axis about which the head turns."""


def block(w: int, h: int, colour: tuple[int, int, int], rim: int = 0) -> NDArray[np.uint8]:
    """A plain picture, its outermost `rim` pixels transparent."""
    picture = np.zeros((h, w, 4), np.uint8)
    picture[..., :3] = colour
    picture[rim : h - rim or None, rim : w - rim or None, 3] = 255
    return picture


def write_small(path: Path, digest: str = record_digest(RECORD)) -> None:
    """A puppet 200 pixels tall: a square head of skin with a mouth and eyes, a body, straight arms at every key."""
    heads = [block(96, 96, SKIN, 8) for _ in range(2)]
    for head, turn in zip(heads, (0, round(525 * np.sin(np.radians(20)) * DEPTH)), strict=True):
        head[40:50, 44 + turn : 52 + turn, :3] = (0, 0, 0)  # a nose
    pictures = {"shadow": block(16, 8, (0, 0, 0)), "body": block(60, 100, SLEEVE, 4), "head0": heads[0], "head1": heads[1]}
    layers: dict[str, list[float]] = {"shadow": [-32, -16, 4], "body": [-30, -100, 1], "head0": [-48, -190, 1], "head1": [-48, -190, 1]}
    for name in ("head0", "head1"):
        for shape, colour in (("press", LIPS), ("a3", TOOTH)):
            pictures[f"{name}/mouth/{shape}"], layers[f"{name}/mouth/{shape}"] = block(32, 16, colour), [-16, -126, 1]
        for side, x in (("left", 12), ("right", -28)):
            pictures[f"{name}/{side}/shut"], layers[f"{name}/{side}/shut"] = block(16, 12, LIPS), [x, -170, 1]
    arms: dict[str, Any] = {}
    for side, sign in (("left", 1), ("right", -1)):
        hands = {}
        steps = {key: i for path in (*SWINGS[side].values(), *PATHS[side].values()) for i, key in enumerate(path)}
        for key in arm_keys(side):  # every step along a path lifts the hand by 22 degrees
            angle = np.radians(80 - 22 * steps[key])
            hands[key] = [sign * (28 + 40 * np.cos(angle)), -92 + 40 * np.sin(angle)]
            pictures[f"{side}/{key}"], layers[f"{side}/{key}"] = block(12, 60, SLEEVE), [sign * 34 - 6, -96, 1]
        arms[side] = {"shoulder": [sign * 28, -92], "hands": hands, "paths": PATHS[side], "swings": SWINGS[side]}
    geometry = {"left": [20, -164, 8, 6], "right": [-20, -164, 8, 6], "corner": [-48, -190], "step": 8, "pivot": [0, -100], "mouths": {}}
    header = {"format": FORMAT, "digest": digest, "layers": layers, "arms": arms, "neck": [0, -100], "tail": [0, -30], "face": [0, -145, 44]}
    header["heads"] = [{"yaw": 0.0, **geometry}, {"yaw": 20.0, **geometry}]
    relief = np.full((12, 12), DEPTH, np.float32)
    write_puppet(path, header, pictures, {"head0": relief, "head1": relief}, 95)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("puppets") / "small.puppet"
    write_small(path)
    return path


def sky() -> Canvas:
    canvas = Canvas.blank(WIDTH, HEIGHT)
    Plate.from_rgb(np.full((HEIGHT, WIDTH, 3), (90, 160, 210), np.uint8)).warp_onto(canvas, np.array([[1.0, 0, 0], [0, 1.0, 0]]))
    return canvas


def shown(puppet: Puppet, pose: PuppetPose = PuppetPose(), place: Place = Place(135, 400)) -> NDArray[np.int16]:  # noqa: B008
    canvas = sky()
    puppet.draw(canvas, pose, place)
    return canvas.rgb().astype(np.int16)


def near(rgb: NDArray[np.int16], x: int, y: int, bgr: tuple[int, int, int], tolerance: int = 8) -> bool:
    return bool(np.abs(rgb[y, x] - np.array(bgr[::-1])).max() <= tolerance)


def blurred_layer() -> Layer:
    """Soft edges, an opaque middle, varied colour."""
    rng = np.random.default_rng(5)
    picture = cv2.resize(rng.integers(0, 255, (9, 11, 4), np.uint8), (176, 144), interpolation=cv2.INTER_CUBIC)
    alpha = np.zeros((144, 176), np.uint8)
    cv2.ellipse(alpha, (88, 72), (70, 56), 0, 0, 360, 255, -1)
    picture[..., 3] = cv2.GaussianBlur(alpha, (0, 0), 4)
    return Layer(sprite_of(picture), -88.0, -72.0)


def test_colours_match_a_composition_in_rgb() -> None:
    """A half-transparent colour over a backdrop, through planes, is what alpha-over in RGB gives."""
    picture = np.zeros((64, 64, 4), np.uint8)
    picture[...] = (40, 120, 230, 128)
    canvas = sky()
    draw_flat(canvas, Layer(sprite_of(picture), 0.0, 0.0), np.array([[1.0, 0, 100], [0, 1.0, 200]]))
    a = 128 / 255
    wanted = a * np.array([230, 120, 40]) + (1 - a) * np.array([90, 160, 210])
    assert np.abs(canvas.rgb()[230, 130] - wanted).max() <= 3
    assert np.abs(canvas.rgb()[100, 50].astype(int) - (90, 160, 210)).max() <= 1


@pytest.mark.parametrize(("angle", "scale"), [(0.0, 1.0), (7.0, 0.9), (-13.0, 1.3), (4.0, 0.45)])
def test_strips_show_what_one_warp_of_everything_shows(angle: float, scale: float) -> None:
    layer = blurred_layer()
    matrix = joined(np.array([[scale, 0, 131.3], [0, scale, 222.8]]), turned(angle, (0.0, 0.0)))
    canvas, flat = sky(), sky()
    draw_flat(canvas, layer, matrix)
    used = layer.at_scale(scale)
    whole = matrix @ np.array([[used.step, 0, used.x], [0, used.step, used.y], [0, 0, 1]])
    y, a = (cv2.warpAffine(p, whole, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR) for p in (used.sprite.y, used.sprite.a))
    wanted = y.astype(float) + flat.y * (1 - a.astype(float) / 255)
    assert np.abs(canvas.y - wanted).max() <= 7  # one fiftieth of the backdrop may shine through an "opaque" sample
    assert np.abs(canvas.y - wanted).mean() < 0.4


def test_a_bend_that_bends_nothing_draws_the_same() -> None:
    layer, bent, flat = blurred_layer(), sky(), sky()
    matrix = joined(np.array([[1.1, 0, 131.3], [0, 1.1, 222.8]]), turned(5.0, (0.0, 0.0)))
    draw_flat(flat, layer, matrix)
    draw_bent(bent, layer, matrix, lambda x, y: (x + 0 * y, y + 0 * x), 10.0)
    assert np.abs(bent.buffer.astype(int) - flat.buffer).max() <= 6
    assert np.abs(bent.buffer.astype(int) - flat.buffer).mean() < 0.1


def test_a_place_moves_by_fractions_of_a_pixel() -> None:
    layer, centres = blurred_layer(), []
    for i in range(9):
        canvas = Canvas.blank(WIDTH, HEIGHT)
        draw_flat(canvas, layer, Place(120 + i / 8, 200).matrix())
        light = canvas.y.astype(float) - 16
        centres.append(float((light.sum(axis=0) * np.arange(WIDTH)).sum() / light.sum()))
    assert np.diff(centres) == pytest.approx(np.full(8, 0.125), abs=0.03)


def test_parts_are_where_the_place_says(small: Path) -> None:
    puppet = Puppet(small)
    rgb = shown(puppet)
    assert near(rgb, 135, 330, SLEEVE)  # body
    assert near(rgb, 115, 240, SKIN)  # cheek
    assert near(rgb, 20, 20, (210, 160, 90))  # the backdrop is untouched elsewhere
    large = shown(puppet, place=Place(135, 450, 1.5))
    assert near(large, 135, 450 - 105, SLEEVE)
    assert near(large, 105, 450 - 240, SKIN)


def test_another_light_tints_the_puppet_and_nothing_else(small: Path) -> None:
    puppet = Puppet(small)
    plain, warm = shown(puppet), shown(puppet.in_light((1.0, 0.7, 0.4)))
    r, g, b = warm[240, 115] / plain[240, 115]
    assert r == pytest.approx(1.0, abs=0.04)
    assert g == pytest.approx(0.7 ** (1 / 2.2), abs=0.06)
    assert b < 0.8
    assert np.array_equal(warm[20, 20], plain[20, 20])
    assert puppet.in_light((1.0, 0.7, 0.4)) is puppet.in_light((1.0, 0.7, 0.4))


def test_flipping_mirrors(small: Path) -> None:
    pose = PuppetPose(lids=(1.0, 0.0), left=ArmPose("hip", 1.0))
    plain, mirrored = shown(Puppet(small), pose, Place(135, 400)), shown(Puppet(small), pose, Place(134, 400, flip=True))
    assert np.abs(plain - mirrored[:, ::-1]).mean() < 1.5
    x, y, r = Puppet(small).face(Place(100, 400, 0.5, flip=True))
    assert (x, y, r) == (100, 400 - 72.5, 22)


def test_mouths_and_lids_come_and_go_without_a_trace(small: Path) -> None:
    puppet = Puppet(small)
    before = shown(puppet)
    assert near(shown(puppet, PuppetPose(mouth="press")), 135, 400 - 118, LIPS)
    assert near(shown(puppet, PuppetPose(mouth="a3", lids=(1.0, 1.0))), 135, 400 - 118, TOOTH)
    assert near(shown(puppet, PuppetPose(lids=(1.0, 1.0))), 155, 400 - 164, LIPS, 20)
    assert not near(shown(puppet, PuppetPose(lids=(0.0, 1.0))), 155, 400 - 164, LIPS, 20)
    assert np.array_equal(shown(puppet), before)


def nose(rgb: NDArray[np.int16]) -> float:
    """Column of the darkest spot of the head."""
    dark = np.clip(60 - rgb[205:320].max(axis=-1), 0, None).astype(float)
    return float((dark.sum(axis=0) * np.arange(WIDTH)).sum() / dark.sum())


def test_the_nose_follows_the_turn_without_jumping(small: Path) -> None:
    puppet = Puppet(small)
    columns = np.array([nose(shown(puppet, PuppetPose(yaw=yaw))) for yaw in np.arange(0, 20.5, 0.5)])
    assert (np.diff(columns) > 0.3).all()
    assert np.diff(columns).max() < 4


def test_a_nodding_head_looks_down(small: Path) -> None:
    puppet = Puppet(small)
    up, down = (shown(puppet, PuppetPose(pitch=p)) for p in (-4, 4))
    rows = [np.flatnonzero((rgb[190:330, 120:150].max(axis=-1) < 60).any(axis=1)).mean() for rgb in (up, down)]
    assert rows[1] - rows[0] > 8


def test_ears_trail_and_the_face_does_not(small: Path) -> None:
    view = Puppet(small)._head._views[0].drawn
    y = np.arange(-600, -100, 4, np.float32)[:, None]
    x, _ = view.bend(PuppetPose(trail=5.0), np.zeros_like(y), y)
    assert np.abs(x[y > -175]).max() == 0  # eyes, brows and what is below them
    assert x[0, 0] < -15  # the tips, to the right, are taken from where they were drawn, to the left
    assert (np.diff(x[:, 0]) >= 0).all()


@pytest.mark.parametrize("gesture", ARM_GESTURES)
def test_hands_stay_on_their_path(small: Path, gesture: str) -> None:
    """However the keys change underneath, the drawn hand's direction from the shoulder never jumps, and hardly anything shines through it."""
    arm = Puppet(small)._arms["left"]
    angles = []
    for phase in np.linspace(0, 1.05, 60):
        drawn = arm.drawn(ArmPose(gesture, float(phase)))
        assert np.prod([1 - opacity for _, _, opacity in drawn]) <= 0.15
        hands = [complex(*(matrix @ (arm.hands[key].real, arm.hands[key].imag, 1.0))) for key, matrix, _ in drawn]
        angles.append(np.angle(hands[-1] - arm.shoulder))
    assert np.abs(np.diff(np.unwrap(angles))).max() < 0.2


def test_a_file_is_current_only_for_its_own_record(small: Path, tmp_path: Path) -> None:
    assert is_current(small, record_digest(RECORD))
    assert not is_current(small, record_digest({"colours": {"main": "#000000"}}))
    assert not is_current(tmp_path / "missing.puppet", record_digest(RECORD))
    broken = tmp_path / "broken.puppet"
    broken.write_bytes(small.read_bytes()[:400])
    assert not is_current(broken, record_digest(RECORD))
    assert record_digest({"a": 1, "b": 2}) == record_digest({"b": 2, "a": 1})


def test_the_same_layers_give_the_same_bytes(small: Path, tmp_path: Path) -> None:
    write_small(tmp_path / "again.puppet")
    assert (tmp_path / "again.puppet").read_bytes() == small.read_bytes()


def test_a_cancelled_build_leaves_nothing(tmp_path: Path) -> None:
    from shorts.toon.puppet_render import build_puppet

    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled):
        build_puppet(RECORD, tmp_path / "never.puppet", Work(cancel=cancel))
    assert list(tmp_path.iterdir()) == []


def test_a_character_without_a_record_is_refused() -> None:
    from dataclasses import replace

    from shorts.cast import load_cast

    fox = replace(load_cast(Settings().characters)["executive-fox"], toon=None)
    with pytest.raises(NotDrawnYet):
        Puppet.load(fox, Settings(), Work())


def test_a_whole_performance_draws_without_jumps(small: Path) -> None:
    """Frame to frame, no part of the picture but mouth and lids changes much more than the one before."""
    puppet, changes = Puppet(small), []
    before = None
    for i in range(FPS):
        pose = PuppetPose(yaw=20 * i / FPS, roll=np.sin(i / 5), left=ArmPose("wave", i / FPS), sway=i / FPS, breath=np.sin(i / 9))
        now = shown(puppet, pose)
        if before is not None:
            changes.append(np.abs(now - before).mean())
        before = now
    assert max(changes) < 6 * np.median(changes)


def drawn_characters() -> list[str]:
    from shorts.cast import load_cast

    return [c.id for c in load_cast(Settings().characters).values() if c.toon is not None]


def test_unopened_layers_are_not_decoded(small: Path) -> None:
    shelf = Shelf(small)
    shelf.layer("body")
    assert list(shelf._layers) == ["body"]
    assert read_header(small)["format"] == FORMAT
