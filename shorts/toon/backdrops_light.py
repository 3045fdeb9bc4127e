"""Drawing a stage in linear light: what is seen, the light that bounces onto it, then surfaces, grass and air."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from shorts.toon.colour import linear
from shorts.toon.geometry import standard_camera, unit
from shorts.toon.model import spread
from shorts.toon.shapes import OP, PAINT

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.toon.backdrops_stage import Mood, Panes, Stage
    from shorts.toon.geometry import Floats
    from shorts.toon.model import Field

    Pixels = NDArray[np.float32]

MARGIN = 1.2
"""A backdrop shows this much more than the frame in each direction, for camera moves."""
HAZE_BEGINS = 5.0
"""World units beyond the focus: the air of a room is clear."""
_JITTER = ((0.30, 0.40), (0.80, 0.70), (0.55, 0.10), (0.10, 0.90))


class Effort(NamedTuple):
    """How much work a picture gets: looks per pixel (1–4), one bounce pixel per `coarse`², paths of light in each."""

    looks: int
    coarse: int
    paths: int


class Drawn(NamedTuple):
    """Linear rgb (h, w, 3) and distance from the camera (h, w; 1e9 for the sky), float32."""

    light: Pixels
    depth: Pixels


def backdrop_camera() -> Floats:
    """The characters' own camera with a wider view: same centre, MARGIN times the picture."""
    camera = standard_camera()
    camera[12] *= MARGIN
    return camera


def draw(stage: Stage, w: int, h: int, effort: Effort) -> list[Drawn]:
    """The stage at w × h, before the lens: one picture a look, each sampled elsewhere inside the pixels."""
    field, camera = stage.field(), backdrop_camera()
    paints = np.array([i for i, row in enumerate(field.rows) if int(row[OP]) == PAINT], dtype=np.int32)
    bounced, coarse = _bounce(stage, field, camera, paints, w // effort.coarse, h // effort.coarse, effort.paths)
    looks: list[Drawn] = []
    first = None
    for jitter in _JITTER[: effort.looks]:
        seen = _look(stage, field, camera, paints, w, h, jitter, first)
        first = seen if first is None else first
        light = _shade(stage, camera, seen, bounced, coarse, jitter)
        looks.append(_grow(stage, camera, Drawn(light, np.ascontiguousarray(seen[..., 0])), seen))
    return looks


def view_rays(camera: Floats, w: int, h: int, jitter: tuple[float, float] = (0.5, 0.5)) -> Pixels:
    """Unit directions (h, w, 3) through every pixel."""
    x = (np.arange(w) + jitter[0] - w / 2) / h * camera[12]
    y = (h / 2 - np.arange(h) - jitter[1]) / h * camera[12]
    rays = camera[3:6] + x[None, :, None] * camera[6:9] + y[:, None, None] * camera[9:12]
    return np.asarray(rays / np.linalg.norm(rays, axis=-1, keepdims=True), np.float32)


def _key(mood: Mood) -> Floats:
    """Key rgb and direction (6)."""
    return np.array([*(mood.key * np.array(mood.lights.key)), *unit(mood.lights.key_from)], dtype=np.float64)


def _look(
    stage: Stage, field: Field, camera: Floats, paints: NDArray[np.int32], w: int, h: int, jitter: tuple[float, float], before: Pixels | None = None
) -> Pixels:
    """What each pixel sees. With the look at _JITTER[0] given, only pixels on an edge look anew; the others see more of the same surface."""
    from shorts.toon.kernel_backdrop import SEEN, look_rows

    seen = np.empty((h, w, SEEN), np.float32) if before is None else before.copy()
    if before is not None:
        tilt = [np.sum(view_rays(camera, w, h, at) * before[..., 1:4], axis=-1) for at in (_JITTER[0], jitter)]
        seen[..., 0] *= np.clip(tilt[0] / np.where(tilt[1] < 0, tilt[1], -1), 0.98, 1.02)
    wanted = np.ones((h, w), np.bool_) if before is None else _edges(before)
    scene = (field.grid(), paints, _key(stage.mood)[3:], stage.mood.key_soft, wanted, seen)
    spread(lambda a, b: look_rows(a, b, jitter[0], jitter[1], camera, *scene), h)
    return seen


def _edges(seen: Pixels) -> NDArray[np.bool_]:
    """(h, w): pixels where a neighbour sees another group, a nearer or farther place, a bend, another colour or shadow."""
    depth, steps = seen[..., 0], (seen[..., 1:4], seen[..., 4:7], seen[..., 8:9])
    edge = np.zeros(depth.shape, np.bool_)
    for axis in (0, 1):
        differs = np.diff(seen[..., 7], axis=axis) != 0
        differs |= np.abs(np.diff(depth, axis=axis)) > 0.02 * np.minimum(depth, np.roll(depth, -1, axis)).take(range(differs.shape[axis]), axis)
        for one in steps:
            differs |= (np.abs(np.diff(one, axis=axis)) > 0.03).any(axis=-1)
        ends = [(0, 0), (0, 0)]
        for side in ((1, 0), (0, 1)):
            ends[axis] = side
            edge |= np.pad(differs, ends)
    return edge


def _bounce(stage: Stage, field: Field, camera: Floats, paints: NDArray[np.int32], w: int, h: int, paths: int) -> tuple[Pixels, Pixels]:
    """Smoothed bounced light (h, w, 6) and the look it belongs to."""
    from shorts.toon.kernel_backdrop import bounce_rows

    mood = stage.mood
    seen = _look(stage, field, camera, paints, w, h, (0.5, 0.5))
    out = np.zeros((h, w, 6), np.float32)
    lamps = np.array([[*lamp.at, lamp.radius, *lamp.power] for lamp in mood.lamps], dtype=np.float64).reshape(-1, 7)
    sky = np.array([mood.zenith, mood.horizon, mood.ground, mood.front], dtype=np.float64)
    gloss = np.stack([stage.column("polish"), stage.column("blur")], axis=1)
    scene = (field.grid(), paints, stage.shines(), gloss, _key(mood), sky, lamps, mood.key_soft, out)
    spread(lambda a, b: bounce_rows(a, b, paths, camera, seen, *scene), h, 4)
    return _smooth(out, seen, camera), seen


def _smooth(light: Pixels, seen: Pixels, camera: Floats) -> Pixels:
    """Edge-avoiding à-trous wavelet filter (Dammertz et al. 2010): averages along surfaces, never across edges."""
    h, w = light.shape[:2]
    spot = camera[:3].astype(np.float32) + view_rays(camera, w, h) * np.minimum(seen[..., :1], 100)
    normal = seen[..., 1:4]
    taps = (1 / 16, 1 / 4, 3 / 8, 1 / 4, 1 / 16)
    for step in (1, 2, 4):
        total, weights = np.zeros_like(light), np.zeros((h, w, 1), np.float32)
        for j, wy in enumerate(taps):
            for i, wx in enumerate(taps):
                dy, dx = (j - 2) * step, (i - 2) * step
                near = [_shifted(a, dy, dx) for a in (light, spot, normal)]
                apart = np.abs(np.sum((near[1] - spot) * normal, -1, keepdims=True))
                turn = np.clip(np.sum(near[2] * normal, -1, keepdims=True), 0, 1)
                weight = wx * wy * np.exp(-apart / 0.04) * turn**16 * (_shifted(seen[..., 7:8], dy, dx) == seen[..., 7:8]) + 1e-9
                total += near[0] * weight
                weights += weight
        light = total / weights
    return light


def _shifted(a: Pixels, dy: int, dx: int) -> Pixels:
    """`a` moved by whole pixels, edges repeated."""
    h, w = a.shape[:2]
    return a[np.clip(np.arange(h) + dy, 0, h - 1)][:, np.clip(np.arange(w) + dx, 0, w - 1)]


def _spread_light(bounced: Pixels, coarse: Pixels, seen: Pixels, jitter: tuple[float, float]) -> Pixels:
    """Bounced light at full size: the four nearest coarse pixels, weighed by how alike their surface is."""
    (h, w), (ch, cw) = seen.shape[:2], coarse.shape[:2]
    fy, fx = (np.arange(h) + jitter[1]) * ch / h - 0.5, (np.arange(w) + jitter[0]) * cw / w - 0.5
    y0, x0 = np.floor(fy).astype(int), np.floor(fx).astype(int)
    total, weights = np.zeros((h, w, 6), np.float32), np.zeros((h, w, 1), np.float32)
    for oy in (0, 1):
        for ox in (0, 1):
            rows, columns = np.clip(y0 + oy, 0, ch - 1), np.clip(x0 + ox, 0, cw - 1)
            bilinear = np.abs(1 - oy - (fy - y0))[:, None] * np.abs(1 - ox - (fx - x0))[None]
            there = coarse[rows][:, columns]
            alike = (there[..., 7] == seen[..., 7]) * np.clip((there[..., 1:4] * seen[..., 1:4]).sum(-1), 0, 1) ** 8
            alike = alike * np.exp(-np.abs(there[..., 0] - seen[..., 0]).clip(0, 50) / 0.3)
            weight = ((bilinear + 0.002) * (alike + 1e-4))[..., None].astype(np.float32)
            total += bounced[rows][:, columns] * weight
            weights += weight
    return total / weights


def _shade(stage: Stage, camera: Floats, seen: Pixels, bounced: Pixels, coarse: Pixels, jitter: tuple[float, float]) -> Pixels:
    """Lit linear colour of a look, in strips to keep memory flat."""
    h, w = seen.shape[:2]
    rays = view_rays(camera, w, h, jitter)
    ambient = _spread_light(bounced, coarse, seen, jitter)
    strips = range(0, h, 128)
    return np.concatenate([_shade_strip(stage, camera, seen[a : a + 128], rays[a : a + 128], ambient[a : a + 128], a / h) for a in strips])


def _shade_strip(stage: Stage, camera: Floats, seen: Pixels, rays: Pixels, ambient: Pixels, top: float) -> Pixels:
    mood, key = stage.mood, _key(stage.mood).astype(np.float32)
    hit = seen[..., 7] >= 0
    group = np.where(hit, seen[..., 7], 0).astype(int)
    spots = camera[:3].astype(np.float32) + rays * np.where(hit, seen[..., 0], 50.0)[..., None]
    colour = _textured(stage, seen[..., 4:7], spots, group, hit)
    normal = seen[..., 1:4]
    facing = np.clip(normal @ key[3:], 0, None)[..., None] * seen[..., 8:9]
    direct = facing * key[:3]
    if mood.panes is not None:
        direct = direct + facing * _sunlit(mood.panes, spots, key[3:])[..., None] * np.array(mood.panes.sun, np.float32)
    light = colour * (direct + ambient[..., :3])
    polish, head_on, glow, blur = (stage.column(name).astype(np.float32)[group][..., None] for name in ("polish", "gloss", "glow", "blur"))
    graze = np.clip(1 + np.sum(rays * normal, -1, keepdims=True), 0, 1) ** 5
    mirror = polish * (head_on + (1 - head_on) * graze)
    half = key[3:] - rays
    half /= np.linalg.norm(half, axis=-1, keepdims=True)
    shine = np.clip(np.sum(half * normal, -1, keepdims=True), 0, 1) ** (1.2 / (blur * blur + 0.002))
    light = light * (1 - mirror * 0.6) + ambient[..., 3:] * mirror + shine * facing * polish * key[:3] * 0.35
    light += colour * glow
    return np.where(hit[..., None], _hazed(mood, light, seen[..., :1]), _sky(mood, rays)).astype(np.float32)


def _textured(stage: Stage, colour: Pixels, spots: Pixels, group: NDArray[np.int64], hit: NDArray[np.bool_]) -> Pixels:
    out = colour.copy()
    for number, finish in enumerate(stage.finishes):
        here = hit & (group == number)
        if finish.texture is not None and here.any():
            out[here] = finish.texture(spots[here], colour[here])
    return out


def _sunlit(panes: Panes, spots: Pixels, towards: Pixels) -> Pixels:
    """How much of the window's sun reaches each point, 0..1."""
    steps = (panes.z - spots[..., 2]) / towards[2]
    x, y = spots[..., 0] + steps * towards[0], spots[..., 1] + steps * towards[1]
    x = x - panes.lean * (y - 2.0)
    lit = np.zeros(x.shape, np.float32)
    for x0, y0, x1, y1 in panes.rects:
        inside = np.minimum(np.minimum(x - x0, x1 - x), np.minimum(y - y0, y1 - y))
        lit = np.maximum(lit, np.clip(inside / panes.soft + 0.5, 0, 1))
    return np.asarray(lit * lit * (3 - 2 * lit), np.float32)


def _sky(mood: Mood, rays: Pixels) -> Pixels:
    top, low = (np.array(linear(colour), np.float32) for colour in mood.sky)
    up = np.clip((rays[..., 1:2] - 0.03) / 0.20, 0, 1) ** 0.8
    return np.asarray(low * (1 - up) + top * up, np.float32)


def _hazed(mood: Mood, light: Pixels, depth: Pixels) -> Pixels:
    colour, density = mood.haze
    if density <= 0:
        return light
    kept = np.exp(-density * np.clip(depth - mood.focus - HAZE_BEGINS, 0, None) / 10)
    return np.asarray(light * kept + np.array(linear(colour), np.float32) * (1 - kept), np.float32)


def _grow(stage: Stage, camera: Floats, drawn: Drawn, seen: Pixels) -> Drawn:
    """Paint grass and pile: one bent, tapered blade per jittered block of pixels, far ones first."""
    from shorts.toon.kernel_paint import blade_rows

    h, w = drawn.depth.shape
    length = np.append(stage.column("blade"), 0.0)[seen[..., 7].astype(int)]
    if not length.any():
        return drawn
    rng = np.random.default_rng(7)
    iy, ix = _jittered(h, w, max(h / 2304 * 4.0, 1.5), rng)
    grown = length[iy, ix] > 0
    iy, ix = iy[grown], ix[grown]
    blades = _blades(drawn, camera, iy, ix, length[iy, ix], rng)
    spread(lambda a, b: blade_rows(a, b, blades, drawn.depth, drawn.light), h, 64)
    return drawn


def _jittered(h: int, w: int, step: float, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """One pixel (row, column) at random in every block of `step` pixels."""
    corners = np.mgrid[0:h:step, 0:w:step]
    iy, ix = ((corner + rng.uniform(0, step, corner.shape)).ravel().astype(np.int64) for corner in corners)
    inside = (iy < h) & (ix < w)
    return iy[inside], ix[inside]


def _blades(drawn: Drawn, camera: Floats, iy: NDArray[np.int64], ix: NDArray[np.int64], length: Floats, rng: np.random.Generator) -> Pixels:
    """Rows for blade_rows."""
    h = drawn.depth.shape[0]
    n, depth = len(iy), drawn.depth[iy, ix]
    scale = h / camera[12] / depth  # pixels per world unit
    tall = length * rng.uniform(0.55, 1.25, n) * scale * 0.9
    lean = rng.normal(0, 0.33, n) * tall
    x, y = ix + 0.5, iy + 0.5
    uneven = np.where(length > 0.06, 0.13, 0.07)[:, None]  # grass is livelier than the pile of a rug
    tint = drawn.light[iy, ix] * (1 + rng.normal(0, 1, (n, 1)) * uneven + rng.normal(0, 0.03, (n, 3)))
    wide = np.clip(length * 0.055 * scale, 0.5, None)
    rows = np.column_stack([x, y, x + lean * 0.25, y - tall * 0.6, x + lean, y - tall, wide, depth, tint])
    return np.ascontiguousarray(rows[np.argsort(-depth, kind="stable")], np.float32)

