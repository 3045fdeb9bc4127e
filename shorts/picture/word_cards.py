"""Cards of words beside the presenter: a figure, a list whose rows come one by one, a quotation. Painted once, blended every frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shorts.artifacts import FPS
from shorts.picture import graphic_system as system
from shorts.picture.lettering import HANGUL_MIDDLE
from shorts.picture.line_breaks import broken
from shorts.picture.overlays import fitting_size, scaled
from shorts.picture.plates import Sheet
from shorts.scene_plan import Figure, Points

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.picture.lettering import Lettering
    from shorts.picture.lettering_colours import Rgb
    from shorts.picture.yuv import Canvas, Sprite
    from shorts.scene_plan import Panel, Quote

_STEP = 2  # pixels of a 1080-wide canvas by which letters become smaller until they fit


@dataclass(frozen=True, slots=True)
class _Part:
    """A sprite whose middle is at (x, y) from the card's middle, in pixels; seen from frame `start` on, always if that is below 0."""

    sprite: Sprite
    x: float
    y: float
    start: int = -1


@dataclass(slots=True)
class WordCardLayer:
    """One panel, drawn behind the presenter."""

    panel: Panel
    lettering: Lettering
    language: Language = "ko"
    _parts: list[_Part] = field(default_factory=list, repr=False)

    def draw(self, canvas: Canvas, t: float) -> None:
        age, left = t - self.panel.start / FPS, self.panel.end / FPS - t
        if age < -0.5 / FPS or left <= 0.5 / FPS:
            return
        if not self._parts:
            self._parts = self._painted()
        scale, opacity, drop = system.card_state(max(age, 0.0), left)
        cx, cy = self.panel.box.centre
        x, y = cx * canvas.width, cy * canvas.height + self.lettering.px(drop)
        for part in self._parts:
            since = t - part.start / FPS
            if part.start >= 0 and since < -0.5 / FPS:
                continue
            seen, aside = system.row_state(since + 1 / FPS) if part.start >= 0 else (1.0, 0.0)
            sprite = part.sprite if scale == 1.0 else scaled(part.sprite, scale)
            middle = x + (part.x + self.lettering.px(aside)) * scale, y + part.y * scale
            sprite.blend_onto(canvas, round(middle[0] - sprite.size[0] / 2), round(middle[1] - sprite.size[1] / 2), opacity * seen)

    def _painted(self) -> list[_Part]:
        box, content = self.panel.box, self.panel.content
        room = (box.x1 - box.x0) * self.lettering.width, (box.y1 - box.y0) * self.lettering.height
        if isinstance(content, Figure):
            return _figure(content, self.lettering, room)
        return _points(content, self.lettering, room, self.language) if isinstance(content, Points) else _quote(content, self.lettering, room, self.language)


# --- a figure ------------------------------------------------------------------------------------------------


def _figure(figure: Figure, lettering: Lettering, room: tuple[float, float]) -> list[_Part]:
    pad_x, pad_y = (lettering.px(pad) for pad in system.CARD_PAD)
    small = lettering.px(system.SMALL) if figure.before or figure.after else 0
    above = round(small * 1.35) if figure.before else 0
    size = min(lettering.px(system.FIGURE), round((room[1] - 2 * pad_y - above) / 0.9))
    while size > lettering.px(system.LEAST) and _row_width(figure, lettering, size, small) > room[0] - 2 * pad_x:
        size -= lettering.px(_STEP) or 1
    inner = max(_row_width(figure, lettering, size, small), lettering.advance(figure.before, "caption", small) if above else 0)
    sheet = Sheet(lettering, inner + 2 * pad_x, 2 * pad_y + above + 0.8 * size)
    plate, ink = system.plate_colours(lettering.accents)
    sheet.plate(plate, lettering.px(system.CARD_RADIUS))
    if above:
        sheet.text(figure.before, "caption", small, pad_x, pad_y + 0.78 * small, ink)
    baseline = pad_y + above + 0.76 * size
    pen = pad_x + (inner - _row_width(figure, lettering, size, small)) / 2 * (not above)
    pen = sheet.text(figure.number, "title", size, pen, baseline, ink)
    if figure.unit:
        pen = sheet.text(figure.unit, "title", _unit_size(figure, size), pen + 0.05 * size, baseline, ink)
    if figure.after:
        sheet.text(figure.after, "caption", small, pen + 0.3 * small, baseline, ink)
    return [_Part(sheet.sprite(), 0, 0)]


def _unit_size(figure: Figure, size: int) -> int:
    share = system.PERCENT if figure.unit == "%" else system.UNIT_OF_MANY if figure.number[-1] in "천만억조여" else system.UNIT
    return round(size * share)


def _row_width(figure: Figure, lettering: Lettering, size: int, small: int) -> float:
    unit = lettering.advance(figure.unit, "title", _unit_size(figure, size)) + 0.05 * size if figure.unit else 0.0
    after = lettering.advance(figure.after, "caption", small) + 0.3 * small if figure.after else 0.0
    return lettering.advance(figure.number, "title", size) + unit + after


# --- a list --------------------------------------------------------------------------------------------------


def _points(points: Points, lettering: Lettering, room: tuple[float, float], language: Language) -> list[_Part]:
    pad_x, pad_y, gap = lettering.px(system.CARD_PAD[0]), lettering.px(system.CARD_PAD[1]), lettering.px(system.ROW_GAP)
    size = lettering.px(system.POINT)
    while True:
        mark = (system.DISC if points.ordered else system.BULLET) * size
        indent = mark + 0.42 * size
        rows = [broken(item.text, lettering, "caption", size, room[0] - 2 * pad_x - indent, language, most=2) for item in points.items]
        heights = [round(((len(row) - 1) * system.PITCH + 1.0) * size) for row in rows]
        height = sum(heights) + gap * (len(rows) - 1) + 2 * pad_y
        if size <= lettering.px(system.LEAST) or (height <= room[1] and all(rows)):
            break
        size -= lettering.px(_STEP) or 1
    widest = max(lettering.advance(line, "caption", size) for row in rows for line in row or ("",))
    width = min(room[0], max(widest + indent + 2 * pad_x, 0.62 * room[0]))
    sheet = Sheet(lettering, width, height)
    sheet.plate(system.PAPER, lettering.px(system.CARD_RADIUS))
    parts: list[_Part] = []
    top, across = float(pad_y), round(widest + indent) + 2
    for index, (item, row_height) in enumerate(zip(points.items, heights, strict=True)):
        if item.start is not None:
            row = _row(rows[index], index, lettering, (size, across), points.ordered)
            x = pad_x + row.size[0] / 2 - width / 2
            parts.append(_Part(row.sprite(), x, top + row_height / 2 - height / 2, item.start))
        if points.ordered and (item.start is None or item.start >= 0):
            _numbered(sheet, (pad_x + mark / 2, top + size / 2), index, size, *system.TO_COME)
        top += row_height + gap
    return [_Part(sheet.sprite(), 0, 0), *parts]


def _row(lines: tuple[str, ...], index: int, lettering: Lettering, extent: tuple[int, int], ordered: bool) -> Sheet:
    """extent: size of the letters, width of the row; the same for all rows, that they stand one under another."""
    size, width = extent
    mark = (system.DISC if ordered else system.BULLET) * size
    sheet = Sheet(lettering, width, max(((len(lines) - 1) * system.PITCH + 1.0) * size, mark), margin=False)
    plate, ink = system.plate_colours(lettering.accents)
    if ordered:
        _numbered(sheet, (mark / 2, size / 2), index, size, plate, ink)
    else:
        sheet.disc((mark / 2, size / 2), mark / 2, system.bullet_on_paper(lettering.accents))
    for number, line in enumerate(lines):
        sheet.text(line, "caption", size, mark + 0.42 * size, size * (0.5 + HANGUL_MIDDLE + number * system.PITCH), system.NIGHT)
    return sheet


def _numbered(sheet: Sheet, centre: tuple[float, float], index: int, size: int, disc: Rgb, ink: Rgb) -> None:
    digit, letters = str(index + 1), round(0.66 * size)
    sheet.disc(centre, system.DISC * size / 2, disc)
    sheet.text(digit, "caption", letters, centre[0] - sheet.lettering.advance(digit, "caption", letters) / 2, centre[1] + HANGUL_MIDDLE * letters, ink)


# --- a quotation ---------------------------------------------------------------------------------------------


def _quote(quote: Quote, lettering: Lettering, room: tuple[float, float], language: Language) -> list[_Part]:
    pad_x, pad_y = (lettering.px(pad) for pad in system.CARD_PAD)
    size, small = lettering.px(system.QUOTE), lettering.px(0.82 * system.SMALL)
    below = round(small * 1.9) if quote.speaker else 0
    while True:
        hang = lettering.advance("“", "caption", size)
        lines = broken(quote.text + "”", lettering, "caption", size, room[0] - 2 * pad_x - hang, language, most=5)
        height = ((len(lines) - 1) * system.PITCH + 1.0) * size + below + 2 * pad_y
        if size <= lettering.px(system.LEAST) or (lines and height <= room[1]):
            break
        size -= lettering.px(_STEP) or 1
    small = fitting_size(lettering, ["— " + quote.speaker], "calm", 0.82 * system.SMALL, room[0] - 2 * pad_x - hang)
    widest = max([lettering.advance(line, "caption", size) for line in lines] + [lettering.advance("— " + quote.speaker, "calm", small)])
    width = min(room[0], max(widest + hang + 2 * pad_x, 0.5 * room[0]))
    sheet = Sheet(lettering, width, height)
    sheet.plate(system.PAPER, lettering.px(system.CARD_RADIUS))
    marks = system.on_paper(lettering.accents)
    sheet.text("“", "caption", size, pad_x, pad_y + size * (0.5 + HANGUL_MIDDLE), marks)
    for number, line in enumerate(lines):
        baseline = pad_y + size * (0.5 + HANGUL_MIDDLE + number * system.PITCH)
        pen = sheet.text(line.removesuffix("”"), "caption", size, pad_x + hang, baseline, system.NIGHT)
        if line.endswith("”"):
            sheet.text("”", "caption", size, pen, baseline, marks)
    if quote.speaker:
        sheet.text("— " + quote.speaker, "calm", small, pad_x + hang, height - pad_y - 0.12 * small, system.QUIET)
    return [_Part(sheet.sprite(), 0, 0)]
