"""Our tracks as shipped, how one is picked, and how it is fitted: whole bars, no seam, a soft end."""

from __future__ import annotations

import threading
import tomllib
import wave
from functools import cache
from pathlib import Path

import av
import numpy as np
import pytest

from shorts.cast import Character
from shorts.errors import Cancelled, MediaUnreadable, OutputUnwritable, UnknownChoice
from shorts.music import FADE_OUT, RATE, Track, fit_track, load_tracks, pick_track
from shorts.progress import Work
from shorts.settings import Settings

SETTINGS = Settings()
TRACKS = load_tracks(SETTINGS)
IDS = sorted(TRACKS)
PROFILES = {  # how well each note fits a major (False) or minor (True) key: Krumhansl & Kessler 1982
    False: np.array([6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]),
    True: np.array([6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]),
}
NOTES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def presenter(group: str, name: str = "someone") -> Character:
    return Character(name, {}, group, (), {}, {}, "haeyo", {}, "", (), (), "studio", ())


@cache
def decoded(track_id: str) -> np.ndarray:
    with av.open(str(TRACKS[track_id].path)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(frames, axis=1).T.astype(np.float64)


@cache
def loop(track_id: str) -> np.ndarray:
    track = TRACKS[track_id]
    return decoded(track_id)[track.lead : track.lead + track.samples]


def samples_of(path: Path) -> np.ndarray:
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 2, 2)
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2) / 32768


def loudness(audio: np.ndarray) -> float:
    """Integrated loudness, LUFS, as ITU-R BS.1770-4 has it, the K weighting applied as a spectrum (blocks of 400 ms)."""
    block = round(0.4 * RATE)
    z = np.exp(-2j * np.pi * np.fft.rfftfreq(block, 1 / RATE) / RATE)
    shelf = (1.53512485958697 - 2.69169618940638 * z + 1.19839281085285 * z**2) / (1 - 1.69065929318241 * z + 0.73248077421585 * z**2)
    high = (1 - z) ** 2 / (1 - 1.99004745483398 * z + 0.99007225036621 * z**2)
    blocks = audio[: len(audio) // block * block].reshape(-1, block, 2)
    power = (np.abs(np.fft.rfft(blocks, axis=1) * (shelf * high)[:, None]) ** 2).sum(axis=(1, 2)) * 2 / block**2
    power = power[power > 0.1 * power.mean()]
    return float(-0.691 + 10 * np.log10(power.mean()))


# --- the tracks ----------------------------------------------------------------------------------------------


def test_there_are_tracks_for_every_genre_and_group() -> None:
    assert len(TRACKS) >= 6
    assert {genre for track in TRACKS.values() for genre in track.genres} >= {"product", "news", "howto", "story"}
    groups = {tomllib.loads(path.read_text(encoding="utf-8"))["group"] for path in SETTINGS.characters.glob("*.toml")}
    assert groups <= {group for track in TRACKS.values() for group in track.groups}
    assert len({track.moods for track in TRACKS.values()}) == len(TRACKS)
    assert (SETTINGS.assets / "music" / "LICENSE").read_text(encoding="utf-8").startswith("Creative Commons")


@pytest.mark.parametrize("track_id", IDS)
def test_a_track_is_whole_bars_small_and_of_good_length(track_id: str) -> None:
    track = TRACKS[track_id]
    assert track.samples == round(track.bars * 4 * 60 / track.bpm * RATE)
    assert 40 <= track.seconds <= 70
    assert track.path.stat().st_size <= 900_000
    assert track.licence == "CC0-1.0"
    assert len(decoded(track_id)) >= track.lead + track.samples + RATE // 10


@pytest.mark.parametrize("track_id", IDS)
def test_a_track_is_evenly_loud_and_never_clips(track_id: str) -> None:
    audio = loop(track_id)
    assert loudness(audio) == pytest.approx(-16.0, abs=0.7)
    assert np.abs(audio).max() < 10 ** (-1 / 20)
    assert abs(audio.mean()) < 0.002
    eighths = [loudness(part) for part in np.array_split(audio, 8)]
    assert max(eighths) - min(eighths) < 7
    left, right = audio.T
    assert 0.3 < np.corrcoef(left, right)[0, 1] < 0.999  # stereo, and safe on one loudspeaker


@pytest.mark.parametrize("track_id", IDS)
def test_a_track_leaves_room_for_a_voice(track_id: str) -> None:
    """Power between 1 and 4 kHz, where consonants are, lies well below the rest."""
    spectrum = np.abs(np.fft.rfft(loop(track_id).mean(axis=1))) ** 2
    hertz = np.fft.rfftfreq(TRACKS[track_id].samples, 1 / RATE)
    assert spectrum[(hertz > 1000) & (hertz < 4000)].sum() < 0.2 * spectrum.sum()


@pytest.mark.parametrize("track_id", IDS)
def test_a_track_is_in_its_key(track_id: str) -> None:
    """Of all 24 keys, the one that tracks.toml names (or its relative, with the same notes) fits what is heard best."""
    listed = tomllib.loads((SETTINGS.assets / "music" / "tracks.toml").read_text(encoding="utf-8"))["track"]
    name = next(one["key"] for one in listed if one["id"] == track_id)
    tonic, minor = NOTES[name[0]], name.endswith("m")
    heard = notes_heard(loop(track_id).mean(axis=1))
    fits = {(root, mode): np.corrcoef(np.roll(PROFILES[mode], root), heard)[0, 1] for root in range(12) for mode in (False, True)}
    relative = ((tonic + (3 if minor else 9)) % 12, not minor)
    named = max(fits[tonic, minor], fits[relative])
    assert named >= max(fits.values()) - 0.02
    assert named > 0.65


def notes_heard(mono: np.ndarray) -> np.ndarray:
    """How strong each of the twelve notes is: the spectral peaks between 160 and 1100 Hz, moment by moment."""
    size = 8192
    windows = np.lib.stride_tricks.sliding_window_view(mono, size)[:: size * 2] * np.hanning(size)
    power = np.abs(np.fft.rfft(windows, axis=1)) ** 2
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    band = (hertz > 160) & (hertz < 1100)
    weights = np.zeros(12)
    for row in power:
        peaks = np.flatnonzero((row[1:-1] > row[:-2]) & (row[1:-1] > row[2:]) & band[1:-1]) + 1
        for peak in peaks[row[peaks] > 0.03 * row[band].max()]:
            weights[round(69 + 12 * np.log2(hertz[peak] / 440)) % 12] += row[peak] ** 0.25
    return weights


# --- seams ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("track_id", IDS)
def test_a_turn_of_the_loop_is_no_event(track_id: str, tmp_path: Path) -> None:
    """At the turn, nothing jumps, clicks or falls silent that doesn't elsewhere in the track."""
    track = TRACKS[track_id]
    audio = samples_of(fit_track(track, track.seconds + 6.0, tmp_path / "music.wav", Work()))[: track.samples + 4 * RATE]
    steps = np.abs(np.diff(audio, n=2, axis=0)).max(axis=1)  # clicks stand out in the second difference
    turn = slice(track.samples - 480, track.samples + 960)
    assert steps[turn].max() <= 1.5 * np.abs(np.diff(audio[: 4 * RATE], n=2, axis=0)).max()
    assert steps[track.samples - 3 : track.samples + 1].max() <= np.quantile(steps, 0.999)
    levels = np.sqrt((audio[: len(audio) // 4800 * 4800].reshape(-1, 4800, 2) ** 2).mean(axis=(1, 2)))
    at = track.samples // 4800
    assert levels[at - 2 : at + 3].min() > 0.5 * np.quantile(levels, 0.02)


@pytest.mark.parametrize("track_id", IDS)
def test_what_follows_the_loop_in_the_file_is_its_beginning(track_id: str) -> None:
    """The codec neither shifts nor smears the turn: lead-out and beginning agree sample for sample."""
    track, audio = TRACKS[track_id], decoded(track_id)
    beginning, after = loop(track_id)[: RATE // 4], audio[track.lead + track.samples :][: RATE // 4]
    assert np.corrcoef(beginning.ravel(), after.ravel())[0, 1] > 0.97


# --- picking -------------------------------------------------------------------------------------------------


def test_auto_suits_the_genre_and_depends_on_nothing_but_its_arguments() -> None:
    for genre in ("product", "news", "howto", "story"):
        for group in ("business", "tech", "fashion", "sports", "food", "entertainment", "everyday"):
            picks = [pick_track("auto", genre, presenter(group), seed, SETTINGS) for seed in range(4)]
            assert picks == [pick_track("auto", genre, presenter(group), seed, SETTINGS) for seed in range(4)]
            assert all(track and genre in track.genres for track in picks)


def test_another_seed_may_bring_another_track() -> None:
    picks = {pick_track("auto", "product", presenter("everyday"), seed, SETTINGS) for seed in range(20)}
    assert len(picks) > 1


def test_none_and_ids_are_taken_at_their_word() -> None:
    assert pick_track("none", "news", presenter("tech"), 0, SETTINGS) is None
    assert all(pick_track(track_id, "news", presenter("tech"), 0, SETTINGS) == track for track_id, track in TRACKS.items())


def test_an_unknown_name_lists_what_there_is() -> None:
    with pytest.raises(UnknownChoice) as failure:
        pick_track("polka", "news", presenter("tech"), 0, SETTINGS)
    assert all(track_id in failure.value.text("ko") for track_id in IDS)


# --- fitting -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.4, 7.3, 31.25, 150.0])
def test_music_is_as_long_as_asked_and_ends_softly(seconds: float, tmp_path: Path) -> None:
    path = fit_track(TRACKS[IDS[0]], seconds, tmp_path / "music.wav", Work())
    audio = samples_of(path)
    assert len(audio) == round(seconds * RATE)
    assert np.abs(audio[-50:]).max() < 0.002
    assert np.abs(audio[:3]).max() < 0.03
    if seconds > 4 * FADE_OUT:
        before = audio[-round(3 * RATE) : -round(2 * RATE)].std()
        assert audio[-round(0.3 * RATE) :].std() < 0.35 * before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["music.wav"]


def test_fitting_twice_gives_the_same_file(tmp_path: Path) -> None:
    one, two = (fit_track(TRACKS[IDS[0]], 12.0, tmp_path / name, Work()).read_bytes() for name in ("a.wav", "b.wav"))
    assert one == two


def test_cancelled_work_leaves_nothing(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        fit_track(TRACKS[IDS[0]], 10.0, tmp_path / "music.wav", Work(cancel=stop))
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_place_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(OutputUnwritable):
        fit_track(TRACKS[IDS[0]], 1.0, tmp_path / "file" / "folder" / "music.wav", Work())


# --- the person's own file -----------------------------------------------------------------------------------


def own_file(path: Path, seconds: float, rate: int = 44_100, hertz: float = 220.0, silence: float = 0.0) -> Path:
    """A mono tone after some silence."""
    t = np.arange(round(seconds * rate)) / rate
    tone = np.concatenate([np.zeros(round(silence * rate)), 0.3 * np.sin(2 * np.pi * hertz * t)])
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes((tone * 32767).astype("<i2").tobytes())
    return path


def own_track(path: Path) -> Track:
    track = pick_track(str(path), "product", presenter("food"), 0, SETTINGS)
    assert track is not None
    return track


def test_a_file_of_ones_own_is_repeated_without_a_gap(tmp_path: Path) -> None:
    track = own_track(own_file(tmp_path / "내 노래.wav", 3.0, silence=0.8))
    audio = samples_of(fit_track(track, 11.0, tmp_path / "out" / "music.wav", Work()))
    assert len(audio) == 11 * RATE
    levels = np.sqrt((audio[: 9 * RATE].reshape(-1, 4800, 2) ** 2).mean(axis=(1, 2)))
    assert levels.min() > 0.05  # neither the silence at its beginning nor a gap at its turns
    assert track.titles[0] == "내 노래"


def test_a_long_file_is_cut(tmp_path: Path) -> None:
    track = own_track(own_file(tmp_path / "long.wav", 30.0, rate=16_000))
    assert len(samples_of(fit_track(track, 5.0, tmp_path / "music.wav", Work()))) == 5 * RATE


def test_two_files_with_one_name_are_two_tracks(tmp_path: Path) -> None:
    one = own_track(own_file(tmp_path / "a.wav", 3.0))
    two = own_track(own_file(tmp_path / "a.wav", 3.0, hertz=330.0))
    assert one.id != two.id


@pytest.mark.parametrize("case", ["missing", "rubbish", "empty", "text", "short", "picture"])
def test_what_is_no_music_is_refused_with_its_name(case: str, tmp_path: Path) -> None:
    path = tmp_path / "song.mp3"
    if case == "rubbish":
        path.write_bytes(np.random.default_rng(1).bytes(50_000))
    elif case == "empty":
        path.touch()
    elif case == "text":
        path.write_text("이것은 음악이 아닙니다. " * 100, encoding="utf-8")
    elif case == "short":
        own_file(path, 0.5)
    elif case == "picture":
        path.write_bytes(next((SETTINGS.root / "tests").rglob("*.png"), SETTINGS.assets / "fonts" / "README.md").read_bytes())
    with pytest.raises(MediaUnreadable) as failure:
        pick_track(str(path), "product", presenter("food"), 0, SETTINGS)
    assert "song.mp3" in failure.value.text("ko")
    assert "song.mp3" in failure.value.text("en")
