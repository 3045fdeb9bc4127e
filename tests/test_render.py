"""Scenes rendered with a stand-in presenter: exact lengths, nothing black or frozen, cards and transitions where they belong."""

import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from shorts.artifacts import FPS, Aspect, Photo, Scene, Script
from shorts.compose import Composer, Parts, place_face
from shorts.errors import Cancelled, MediaUnreadable
from shorts.ffmpeg.args import Encoding
from shorts.ffmpeg.probe import count_frames
from shorts.ffmpeg.run import run
from shorts.picture.yuv import Canvas, Plate
from shorts.progress import Work
from shorts.render import encoding_of, render_segment, still_of, thumbnail
from shorts.scene_plan import ScenePlan, Transition
from shorts.shots import plan_shots
from shorts.transitions import apply
from tests.stand_in import Discs, Nodding, Spot

DRAFT = encoding_of("9:16", "draft", threads=2)
PALETTE = ("#14213d", "#fca311")


def backdrop() -> Plate:
    y, x = np.mgrid[0:1152, 0:648]
    return Plate.from_rgb(np.stack([90 + x // 8, 140 + y // 16, 200 - y // 16], -1).astype(np.uint8))


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Photo]:
    folder = tmp_path_factory.mktemp("photos")
    rng = np.random.default_rng(1)
    found = {}
    for name, (w, h) in {"square": (900, 900), "broad": (1400, 700), "tall": (1100, 1900)}.items():
        small = Image.fromarray(rng.integers(30, 250, (9, 9, 3), dtype=np.uint8))
        small.resize((w, h), Image.Resampling.BICUBIC).save(folder / f"{name}.jpg")
        found[name] = Photo(name, folder / f"{name}.jpg", w, h)
    return found


def planned(photos: dict[str, Photo], aspect: Aspect = "9:16", seed: int = 1) -> tuple[ScenePlan, ...]:
    from tests.test_shots import spoken

    scenes = (
        Scene("a", "가나다 라마바", "hook"),
        Scene("b", "가나다 라마바, 사아자 차카타", visual="photo", photo="square"),
        Scene("c", "가나다 라마바, 사아자 차카타", visual="full_photo", photo="broad"),
        Scene("d", "가나다 라마바", visual="full_photo", photo="tall"),
        Scene("e", "가나다 라마바", "close"),
    )
    voices = [spoken(scene.narration, 1.2 + 0.4 * len(scene.narration.split())) for scene in scenes]
    return plan_shots(Script("t", "ko", "news", scenes, ("h",)), voices, list(photos.values()), seed=seed, aspect=aspect)


def parts(photos: dict[str, Photo]) -> Parts:
    return Parts(backdrop(), Discs(), Spot, Nodding(), photos, (), PALETTE)


def test_segments_are_exact_and_neither_black_nor_frozen(tmp_path: Path, photos: dict[str, Photo]) -> None:
    events = []
    for index, plan in enumerate(planned(photos)):
        out = tmp_path / f"{index}.mp4"
        segment = render_segment(plan, parts(photos), DRAFT, out, Work(listener=events.append))
        assert segment.frames == plan.frames == count_frames(out)
        graph = "blackdetect=d=0.03:pix_th=0.10,freezedetect=n=-60dB:d=1.0"
        said = run(["-hide_banner", "-i", str(out), "-vf", graph, "-f", "null", "-"], "look", out, Work())
        assert not re.findall(r"black_start|freeze_start", said)
    assert {event.stage for event in events} == {"render"}
    assert events[-1].done == events[-1].total


@pytest.mark.parametrize("aspect", ["4:5", "1:1", "16:9"])
def test_other_aspects_work_from_the_same_layouts(photos: dict[str, Photo], aspect: Aspect) -> None:
    encoding = encoding_of(aspect, "draft")
    for plan in planned(photos, aspect):
        for shot in plan.shots:
            image = np.asarray(still_of(plan, parts(photos), encoding, (shot.start + shot.end) // 2))
            assert image.shape == (encoding.height, encoding.width, 3)
            assert image.std() > 10


def test_frames_depend_on_nothing_but_their_number(photos: dict[str, Photo]) -> None:
    plan = planned(photos)[1]
    canvas = Canvas.blank(DRAFT.width, DRAFT.height)
    composer = Composer(plan, parts(photos), DRAFT.width, DRAFT.height)
    seen = {}
    for frame in range(0, plan.frames, 7):
        composer.draw(canvas, frame)
        seen[frame] = canvas.buffer.copy()
    again = Composer(plan, parts(photos), DRAFT.width, DRAFT.height)
    for frame in reversed(seen):
        again.draw(canvas, frame)
        assert np.array_equal(canvas.buffer, seen[frame])


def test_a_photo_keeps_its_colours_on_a_card(tmp_path: Path) -> None:
    """Colours of a product must not shift on their way through YUV, card and canvas."""
    colour = (200, 40, 90)
    Image.new("RGB", (900, 900), colour).save(tmp_path / "p.png")
    photo = {"p": Photo("p", tmp_path / "p.png", 900, 900)}
    from tests.test_shots import spoken

    scene = Scene("a", "가나다", visual="photo", photo="p")
    script = Script("t", "ko", "news", (scene, scene, scene), ("h",))
    plan = plan_shots(script, [spoken("가나다", 2.0)] * 3, list(photo.values()), seed=0)[1]
    shot = next(shot for shot in plan.shots if shot.card)
    assert shot.card is not None
    image = np.asarray(still_of(plan, parts(photo), DRAFT, (shot.start + shot.end) // 2)).astype(int)
    cx, cy = shot.card.box.centre
    x, y = round(cx * DRAFT.width), round((cy - 0.04) * DRAFT.height)
    assert np.abs(image[y - 5 : y + 5, x - 5 : x + 5].mean((0, 1)) - colour).max() < 4


def test_a_face_is_put_where_the_layout_wants_it() -> None:
    presenter = Discs()
    place = place_face(presenter, Spot, (300.0, 500.0, 130.0), flip=True)
    assert presenter.face(place) == pytest.approx((300.0, 500.0, 130.0))
    assert place.flip


@pytest.mark.parametrize("kind", ["whip", "wipe", "circle", "zoom"])
@pytest.mark.parametrize("direction", [-1, 1])
def test_the_cut_inside_a_transition_cannot_be_seen(kind: str, direction: int) -> None:
    """Just before and just after the cut, with the same picture on both sides, frames are alike and never black."""
    picture, frames = backdrop(), []
    transition = Transition(kind, 6, direction)  # type: ignore[arg-type]
    for leaving in (True, False):
        canvas = Canvas.blank(540, 960)
        picture.warp_onto(canvas, np.array([[1.2, 0, 0], [0, 1.2, 0]]))
        still = canvas.buffer.copy()
        apply(canvas, transition, 0.0, PALETTE, leaving=leaving)
        assert np.array_equal(canvas.buffer, still)
        apply(canvas, transition, 1.0, PALETTE, leaving=leaving)
        assert canvas.y.mean() > 60
        assert np.abs(canvas.buffer.astype(int) - still).mean() > 2
        frames.append(canvas.rgb().astype(int))
    if kind in ("wipe", "circle", "zoom"):
        assert np.abs(frames[0] - frames[1]).max() <= 2


def test_the_thumbnail_is_the_first_frame(tmp_path: Path, photos: dict[str, Photo]) -> None:
    plan = planned(photos)[0]
    thumbnail(plan, parts(photos), DRAFT, tmp_path / "t.png")
    with Image.open(tmp_path / "t.png") as image:
        assert np.array_equal(np.asarray(image), np.asarray(still_of(plan, parts(photos), DRAFT)))
    thumbnail(plan, parts(photos), DRAFT, tmp_path / "t.jpg")
    with Image.open(tmp_path / "t.jpg") as image:
        assert image.format == "JPEG"


def test_the_thumbnail_may_have_a_title_of_its_own(tmp_path: Path, photos: dict[str, Photo]) -> None:
    def letter(canvas: Canvas) -> None:
        canvas.y[:40] = 235

    plan = planned(photos)[0]
    thumbnail(plan, parts(photos), DRAFT, tmp_path / "t.png", letter)
    with Image.open(tmp_path / "t.png") as image:
        lettered = np.asarray(image)
    assert lettered[:38].mean() > 180
    assert np.array_equal(lettered[42:], np.asarray(still_of(plan, parts(photos), DRAFT))[42:])


def test_cancelling_between_frames_leaves_nothing(tmp_path: Path, photos: dict[str, Photo]) -> None:
    work = Work(listener=lambda event: work.cancel.set() if event.done > 10 else None)
    with pytest.raises(Cancelled):
        render_segment(planned(photos)[1], parts(photos), DRAFT, tmp_path / "s.mp4", work)
    assert list(tmp_path.iterdir()) == []


def test_a_photo_that_vanished_is_named(tmp_path: Path, photos: dict[str, Photo]) -> None:
    gone = {**photos, "square": Photo("square", tmp_path / "gone.jpg", 900, 900)}
    with pytest.raises(MediaUnreadable, match=r"gone\.jpg"):
        render_segment(planned(photos)[1], parts(gone), DRAFT, tmp_path / "s.mp4", Work())
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_half_the_size() -> None:
    assert Encoding(540, 960, "draft", threads=2) == DRAFT
    assert encoding_of("9:16", "standard") == Encoding(1080, 1920)
    assert FPS == 30
