"""Acting: lips follow the sounds, nothing jumps, and the same scene is always acted the same way."""

from __future__ import annotations

import wave
from dataclasses import replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import numpy as np
import pytest

from shorts.artifacts import FPS, VOICE_RATE, Expression, Gesture, Narration, Phone, Scene, Word
from shorts.settings import Settings
from shorts.toon.acting import Performance, perform
from shorts.toon.acting_arms import BOTH, Move, arm_tracks
from shorts.toon.acting_head import MOODS
from shorts.toon.acting_mouth import MOUTHS, lips
from shorts.toon.acting_phrases import Phrase
from shorts.toon.acting_pose import ARM_GESTURES
from shorts.toon.acting_voice import loudness
from shorts.toon.pose import EXPRESSIONS
from shorts.toon.puppet_head import lid_stage
from shorts.toon.puppet_keys import PATHS

if TYPE_CHECKING:
    from shorts.cast import Character

WORDS = (
    ("안녕하세요,", "a n n j ʌ ŋ h a s e j o"),
    ("무선", "m u s ʌ n"),
    ("이어폰을", "i ʌ p o n ɯ l"),
    ("보여", "p o j ʌ"),
    ("드릴게요.", "t ɯ ɾ i l k e j o"),
    ("배터리는", "p ɛ t ʌ ɾ i n ɯ n"),
    ("얼마나", "ʌ l m a n a"),
    ("갈까요?", "k a l k a j o"),
    ("한", "h a n"),
    ("번에", "p ʌ n e"),
    ("여덟", "j ʌ d ʌ l"),
    ("시간을", "ɕ i k a n ɯ l"),
    ("씁니다.", "s ɯ m n i d a"),
)
GESTURES = get_args(Gesture)


def spoken(phone_seconds: float = 0.078, pause: float = 0.32) -> Narration:
    """A made-up narration with the shape of a real one: sounds, words that tile the time, pauses at punctuation."""
    t, words, phones = 0.12, [], []
    for text, sounds in WORDS:
        start = t if words else 0.0
        for symbol in sounds.split():
            length = phone_seconds * (1.35 if symbol in "aeiouʌɯɛ" else 0.8)
            phones.append(Phone(symbol, t, t + length))
            t += length
        t += pause if text[-1] in ",.?" else 0.0
        words.append(Word(text, start, t, stressed=text in ("무선", "배터리는", "여덟")))
    return Narration(Path("none.wav"), t, tuple(words), tuple(phones))


@pytest.fixture(scope="module")
def fox() -> Character:
    from shorts.cast import load_cast

    return load_cast(Settings().characters)["executive-fox"]


def act(character: Character, scene: Scene, seed: int = 3, look: tuple[float, float] | None = None) -> Performance:
    narration = spoken()
    return perform(narration, scene, character, seed, look, narration.seconds)


def test_lips_open_with_vowels_and_close_on_labials() -> None:
    narration = spoken()
    track = lips(narration, int(narration.seconds * FPS))
    by_sound: dict[str, list[float]] = {"open": [], "narrow": []}
    for phone in narration.phones:
        middle = round(((phone.start + phone.end) / 2 - 0.05) * FPS)
        if phone.symbol in "mp":
            assert MOUTHS[track.shapes[middle]][0] == 0, f"{phone.symbol} at {phone.start:.2f} s isn't closed"
            assert track.shapes[middle] == "press"
        if phone.symbol in ("a", "ʌ", "ɛ"):
            by_sound["open"].append(MOUTHS[track.shapes[middle]][0])
        if phone.symbol in ("i", "u", "ɯ", "s", "n", "t"):
            by_sound["narrow"].append(MOUTHS[track.shapes[middle]][0])
    assert np.mean(by_sound["open"]) > 0.55 > 0.45 > np.mean(by_sound["narrow"])


def test_openness_correlates_with_the_sound() -> None:
    narration = spoken()
    frames = int(narration.seconds * FPS)
    shown = np.array([MOUTHS[s][0] for s in lips(narration, frames).shapes])
    loud = {"a": 1.0, "ʌ": 0.8, "ɛ": 0.7, "e": 0.6, "o": 0.6, "m": 0.0, "p": 0.0}
    asked = np.zeros(frames)
    for phone in narration.phones:
        asked[round((phone.start - 0.05) * FPS) : round((phone.end - 0.05) * FPS)] = loud.get(phone.symbol, 0.3)
    assert np.corrcoef(shown, asked)[0, 1] > 0.75


def test_mouths_open_wider_when_the_voice_is_louder(tmp_path: Path) -> None:
    """A real WAV: the same sounds, first quiet, then loud; what has to be closed stays closed."""
    narration = replace(spoken(), path=tmp_path / "voice.wav")
    count = round(narration.seconds * VOICE_RATE)
    tone = 6000 * np.sin(2 * np.pi * 180 * np.arange(count) / VOICE_RATE)
    tone[: count // 2] *= 0.3
    with wave.open(str(narration.path), "wb") as out:
        out.setparams((1, 2, VOICE_RATE, 0, "NONE", ""))
        out.writeframes(tone.astype(np.int16).tobytes())
    frames = int(narration.seconds * FPS)
    plain, forced = lips(narration, frames), lips(narration, frames, loudness(narration))
    half, ratio = frames // 2, forced.openness[plain.openness > 0.2] / plain.openness[plain.openness > 0.2]
    early = int((plain.openness[:half] > 0.2).sum())
    assert np.median(ratio[:early]) < np.median(ratio[early:]) - 0.2
    assert [s == "press" for s in plain.shapes] == [s == "press" for s in forced.shapes]


def test_silence_rests_and_no_shape_flickers() -> None:
    narration = spoken()
    shapes = lips(narration, int(narration.seconds * FPS)).shapes
    runs = [len(list(group)) for group in np.split(np.array(shapes), np.flatnonzero(np.array(shapes[1:]) != np.array(shapes[:-1])) + 1)]
    assert min(runs[1:-1]) >= 2
    comma = narration.words[0].end
    assert shapes[round((comma - 0.2) * FPS)] == "rest"
    assert shapes[0] == "rest"
    assert shapes[-1] == "rest"


def test_a_narration_without_phones_is_still_mouthed() -> None:
    narration = replace(spoken(), phones=())
    shapes = lips(narration, int(narration.seconds * FPS)).shapes
    assert sum(MOUTHS[s][0] > 0.3 for s in shapes) > 0.25 * len(shapes)


@pytest.mark.parametrize("gesture", GESTURES)
def test_nothing_jumps(fox: Character, gesture: str) -> None:
    performance = act(fox, Scene("s1", "…", gesture=gesture, expression="happy"), look=(1.0, 0.2))  # type: ignore[arg-type]
    poses = [performance.at(i / FPS) for i in range(int(performance.seconds * FPS))]
    limits = {"yaw": 3.5, "pitch": 1.6, "roll": 1.0, "bob": 2.5, "sway": 0.16, "brow": 0.3, "tail": 0.2, "trail": 2.2}
    for name, limit in limits.items():
        deltas = np.abs(np.diff([getattr(p, name) for p in poses]))
        assert deltas.max() < limit, f"{name} moves {deltas.max():.2f} in one frame"
    for side in ("left", "right"):
        phases = np.array([getattr(p, side).phase for p in poses])
        names = [getattr(p, side).gesture for p in poses]
        assert np.abs(np.diff(phases)).max() < 0.2
        changed = [i for i in range(1, len(names)) if names[i] != names[i - 1]]
        assert all(abs(phases[i - 1]) < 0.03 for i in changed), "a gesture is swapped for another with the arm in the air"


@pytest.mark.parametrize("gesture", GESTURES[1:])
def test_the_gesture_is_made_early_and_something_goes_on(fox: Character, gesture: str) -> None:
    performance = act(fox, Scene("s1", "…", gesture=gesture))  # type: ignore[arg-type]
    poses = [performance.at(i / FPS) for i in range(int(performance.seconds * FPS))]
    raised = [i / FPS for i, p in enumerate(poses) if p.left.phase > 0.9]
    wanted = BOTH[gesture][0][0]
    assert raised[0] < 1.4
    assert poses[round(raised[0] * FPS)].left.gesture == wanted
    assert max(p.left.phase for p in poses) > 1.01, "no overshoot"
    motion = np.array([[p.left.phase, p.right.phase, p.yaw / 15, p.brow] for p in poses])
    window = int(2.5 * FPS)
    spans = [np.ptp(motion[i : i + window], axis=0).max() for i in range(0, len(motion) - window, 5)]
    assert min(spans) > 0.25


def test_it_starts_and_ends_neutral(fox: Character) -> None:
    performance = act(fox, Scene("s1", "…", gesture="cheer", expression="happy"))
    for t in (0.0, performance.seconds):
        pose = performance.at(t)
        assert abs(pose.left.phase) < 0.12
        assert abs(pose.yaw) < 2.5
        assert abs(pose.roll) < 1.5
        assert pose.mouth == "rest"


def test_blinks_are_whole_and_not_at_once(fox: Character) -> None:
    performance = act(fox, Scene("s1", "…"))
    lids = np.array([performance.at(i / FPS).lids[0] for i in range(int(performance.seconds * FPS))])
    assert lids[: int(0.3 * FPS)].max() == 0
    shut = np.flatnonzero(lids == 1)
    blinks = 1 + int(np.sum(np.diff(shut) > 3))
    assert performance.seconds / 5.5 - 1 <= blinks <= performance.seconds / 1.8
    assert all(abs(lids[i] - lids[i + 1]) < 0.7 for i in range(len(lids) - 1))


def test_eyes_visit_the_picture_and_come_back(fox: Character) -> None:
    performance = act(fox, Scene("s1", "…", gesture="point", visual="photo"), look=(-0.9, 0.1))
    gaze = np.array([performance.at(i / FPS).gaze[0] for i in range(int(performance.seconds * FPS))])
    assert gaze.max() > 0.6
    assert np.mean(np.abs(gaze) < 0.3) > 0.5


def test_a_wink_shuts_one_eye(fox: Character) -> None:
    performance = act(fox, Scene("s1", "…", expression="wink"))
    pairs = [performance.at(i / FPS).lids for i in range(int(performance.seconds * FPS))]
    assert any(left == 1 and right < 0.1 for left, right in pairs)


@pytest.mark.parametrize("expression", get_args(Expression))
def test_half_shut_lids_are_only_passed_through(fox: Character, expression: Expression) -> None:
    """Held, they look smug; and an eye that is wide comes to rest behind a blink, where nobody sees it change."""
    for seed in range(6):
        performance = act(fox, Scene("s1", "…", expression=expression), seed)
        for side in (0, 1):
            stages = [lid_stage(performance.at(i / FPS).lids[side], 0.0) for i in range(int(performance.seconds * FPS))]
            runs = [(stage, len(list(run))) for stage, run in groupby(stages)]
            assert max((length for stage, length in runs if stage == "half"), default=0) <= 2
            assert not {("wide", "open"), ("open", "wide")} & set(pairwise(stage for stage, _ in runs))


def test_surprise_gasps_before_it_speaks(fox: Character) -> None:
    performance = act(fox, Scene("s1", "…", expression="surprised"))
    assert performance.at(0.0).mouth == "o1"
    assert performance.at(0.0).brow > 0.9
    assert performance.at(performance.seconds).mouth == "rest"


def test_sorrow_looks_down(fox: Character) -> None:
    performance = act(fox, Scene("s1", "…", expression="sad"))
    assert np.mean([performance.at(i / FPS).gaze[1] for i in range(int(performance.seconds * FPS))]) < -0.3
    assert performance.at(0.0).pitch >= 2


def test_the_same_seed_acts_the_same_and_another_differs(fox: Character) -> None:
    scene = Scene("s1", "…", gesture="wave")
    first, again, other = act(fox, scene), act(fox, scene), act(fox, scene, seed=4)
    times = [i / 37 for i in range(100)]
    assert [first.at(t) for t in times] == [again.at(t) for t in times]
    assert [first.at(t) for t in times] != [other.at(t) for t in times]


@pytest.mark.parametrize("gesture", [name for name in BOTH if name not in ("rest", "wave", "greet")])
def test_a_held_hand_keeps_its_shape(gesture: str) -> None:
    """Between two rendered keys the shape changes: stresses move a held hand, but never as far as that."""
    times = np.arange(4 * FPS) / FPS
    beats = tuple(np.arange(0.4, 3.4, 0.37).tolist())
    for side, track in zip(("left", "right"), arm_tracks([Move(gesture, 0.3, 3.2)], (Phrase(0.2, 3.5, beats),), times), strict=True):
        keys = len(PATHS[side][track.gestures[FPS]]) - 1
        held = track.phase[(times > 1.0) & (times < 3.2)] * keys
        assert np.ptp(np.floor(held + 0.5)) == 0, f"{side}: {held.min():.2f} to {held.max():.2f} keys along"


def test_ears_come_after_the_head_and_to_rest(fox: Character) -> None:
    performance = act(fox, Scene("s1", "…", gesture="point", visual="photo"), look=(0.9, 0.1))
    yaw, trail = (np.array([getattr(performance.at(i / FPS), name) for i in range(int(performance.seconds * FPS))]) for name in ("yaw", "trail"))
    turning = np.argmax(np.diff(yaw))
    assert trail[turning : turning + 3].min() < -0.5  # the head turns to the right: they are still to the left
    assert np.abs(trail).max() <= 7
    assert abs(trail[0]) < 0.1
    assert abs(trail[-1]) < 1.0


def test_every_gesture_and_expression_is_drawn_and_acted() -> None:
    assert set(GESTURES) <= set(BOTH)
    assert set(get_args(Expression)) == set(MOODS) == set(EXPRESSIONS)
    for side, at in (("left", 0), ("right", 1)):
        assert {pair[at][0] for pair in BOTH.values()} <= set(PATHS[side])


def test_a_raised_finger_is_not_a_glance_at_the_picture(fox: Character) -> None:
    performance = act(fox, Scene("s1", "…", gesture="point_up", visual="photo"), look=(-0.9, 0.1))
    early = [performance.at(i / FPS) for i in range(int(1.6 * FPS))]
    assert max(pose.left.phase for pose in early if pose.left.gesture == "point_up") > 0.9
    assert max(abs(pose.gaze[0]) for pose in early) < 0.4


def test_a_shrug_raises_both_hands_and_tilts_the_head(fox: Character) -> None:
    shrugged, still = (act(fox, Scene("s1", "…", gesture=gesture)) for gesture in ("shrug", "rest"))
    poses = [shrugged.at(i / FPS) for i in range(int(shrugged.seconds * FPS))]
    held = next(pose for pose in poses if pose.left.phase > 0.95 and pose.right.phase > 0.95)
    assert (held.left.gesture, held.right.gesture) == ("shrug", "shrug")
    sunk = [a - b for a, b in zip(shrugged.curves["bob"], still.curves["bob"], strict=True)]
    assert max(sunk) > 5


def test_a_thinking_face_looks_up_and_lifts_one_brow(fox: Character) -> None:
    performance = act(fox, Scene("s1", "…", gesture="explain", expression="thinking"))
    poses = [performance.at(i / FPS) for i in range(int(performance.seconds * FPS))]
    up = np.array([pose.gaze[1] > 0.3 for pose in poses])
    assert 0.2 < up.mean() < 0.75
    assert max(pose.quirk for pose in poses) == 1.0
    assert np.abs(np.diff([pose.quirk for pose in poses])).max() < 0.2
    assert "rest" not in performance.lips.shapes


def test_every_gesture_uses_arms_that_exist() -> None:
    assert {name for pair in BOTH.values() for name, _ in pair} <= set(ARM_GESTURES)


def test_a_very_short_scene_is_acted_too(fox: Character) -> None:
    narration = Narration(Path("none.wav"), 0.4, (Word("네.", 0.0, 0.4),), (Phone("n", 0.05, 0.1), Phone("e", 0.1, 0.3)))
    performance = perform(narration, Scene("s1", "네."), fox, 0, None, 0.4)
    assert performance.at(0.2).mouth != "rest"
