"""The person's own music on the shelf: what is kept, what is refused, what is removed; the level of music; previews."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shorts import tracks
from shorts.artifacts import ShortRequest
from shorts.audio import CEILING, MUSIC_UNDER, TARGET, mix_audio
from shorts.errors import Cancelled, MediaUnreadable, UnknownChoice
from shorts.ffmpeg.loudness import measure
from shorts.ffmpeg.probe import probe
from shorts.ffmpeg.run import run
from shorts.music import fit_track, pick_track
from shorts.music_preview import LOUDNESS, SECONDS, preview_track
from shorts.progress import Work
from shorts.tracks import add_music, load_tracks, remove_music
from tests.test_mix import LENGTHS, music, narrations
from tests.test_music import own_file, presenter, samples_of

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.settings import Settings


@pytest.fixture
def settings(local: Settings, tmp_path: Path) -> Settings:
    return replace(local, cache=tmp_path / "cache")


# --- the shelf -----------------------------------------------------------------------------------------------


def test_a_file_is_kept_listed_chosen_and_removed(settings: Settings, tmp_path: Path) -> None:
    before = load_tracks(settings)
    track = add_music(own_file(tmp_path / "up.tmp", 6.0), r"C:\노래\봄 캠핑.mp3", settings)
    assert track.titles == ("봄 캠핑", "봄 캠핑")
    assert track.seconds == pytest.approx(6.0, abs=0.1)
    assert load_tracks(settings) == before | {track.id: track}
    assert pick_track(track.id, "news", presenter("tech"), 0, settings) == track
    assert len(samples_of(fit_track(track, 15.0, tmp_path / "fitted.wav", Work()))) == 15 * 48_000
    remove_music(track.id, settings)
    assert load_tracks(settings) == before
    assert list((settings.outputs / "music").iterdir()) == []


def test_the_same_file_twice_is_one_track(settings: Settings, tmp_path: Path) -> None:
    file = own_file(tmp_path / "a", 3.0)
    one, two = add_music(file, "하나.wav", settings), add_music(file, "둘.wav", settings)
    assert one.id == two.id
    assert load_tracks(settings)[one.id].titles[0] == "둘"


def test_auto_never_draws_a_file_of_ones_own(settings: Settings, tmp_path: Path) -> None:
    own = add_music(own_file(tmp_path / "a", 3.0), "a.wav", settings)
    drawn = {pick_track("auto", genre, presenter("mine"), seed, settings) for genre in ("news", "story") for seed in range(20)}  # type: ignore[arg-type]
    assert own not in drawn


def test_names_are_titles_only_and_never_paths(settings: Settings, tmp_path: Path) -> None:
    track = add_music(own_file(tmp_path / "a", 3.0), "../../../etc/pass\x00wd\n.mp3", settings)
    assert track.titles[0] == "passwd"
    assert track.path.parent == settings.outputs / "music"
    assert {path.parent for path in tmp_path.rglob("*.m4a")} == {settings.outputs / "music"}


def test_a_film_gives_its_sound_and_nothing_else(settings: Settings, tmp_path: Path) -> None:
    film = tmp_path / "film"
    source = ["-f", "lavfi", "-i", "testsrc=s=64x64:d=3", "-f", "lavfi", "-i", "sine=d=3", "-metadata", "title=secret"]
    run(["-y", *source, "-c:v", "mpeg4", "-c:a", "aac", "-f", "mp4", str(film)], "film", film, Work())
    kept = probe(add_music(film, "film.mp4", settings).path)
    assert (kept.width, kept.audio_codec, kept.sample_rate, kept.channels) == (0, "aac", 48_000, 2)
    assert "secret" not in dict(kept.tags).values()


@pytest.mark.parametrize("case", ["rubbish", "playlist", "concat", "silent film", "short", "large"])
def test_what_is_no_music_is_refused_and_leaves_nothing(case: str, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target, file = own_file(tmp_path / "target.wav", 4.0), tmp_path / "song.mp3"
    if case == "rubbish":
        file.write_bytes(bytes(range(256)) * 300)
    elif case == "playlist":
        file.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:4\n#EXTINF:4,\n{target}\n#EXT-X-ENDLIST\n", encoding="utf-8")
    elif case == "concat":
        file.write_text(f"ffconcat version 1.0\nfile '{target.name}'\n", encoding="utf-8")
    elif case == "silent film":
        run(["-y", "-f", "lavfi", "-i", "testsrc=s=64x64:d=3", "-f", "mp4", str(file)], "film", file, Work())
    elif case == "short":
        own_file(file, 1.0)
    else:
        own_file(file, 3.0)
        monkeypatch.setattr(tracks, "OWN_BYTES", 1000)
    with pytest.raises(MediaUnreadable, match="song"):
        add_music(file, "song.mp3", settings)
    shelf = settings.outputs / "music"
    assert not shelf.exists() or list(shelf.iterdir()) == []


def test_too_long_or_too_slow_is_refused(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = own_file(tmp_path / "a", 5.0)
    with monkeypatch.context() as patch:
        patch.setattr(tracks, "OWN_LONGEST", 4.0)
        with pytest.raises(MediaUnreadable, match="longer"):
            add_music(file, "a.wav", settings)
    monkeypatch.setattr(tracks, "DECODING", 0.0)
    with pytest.raises(MediaUnreadable, match="too long to read"):
        add_music(own_file(tmp_path / "b", 600.0, rate=16_000), "b.wav", settings)
    assert list((settings.outputs / "music").iterdir()) == []


def test_adding_can_be_cancelled(settings: Settings, tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Cancelled):
        add_music(own_file(tmp_path / "a", 3.0), "a.wav", settings, Work(cancel=stop))


def test_our_tracks_stay(settings: Settings) -> None:
    for name in (next(iter(load_tracks(settings))), "../short", "own-nothing"):
        with pytest.raises(UnknownChoice):
            remove_music(name, settings)


def test_a_broken_card_is_left_out(settings: Settings, tmp_path: Path) -> None:
    track = add_music(own_file(tmp_path / "a", 3.0), "a.wav", settings)
    track.path.with_suffix(".json").write_text("{", encoding="utf-8")
    assert track.id not in load_tracks(settings)


# --- level and preview ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [-12.0, 6.0])
def test_a_level_moves_the_music_under_the_voice_and_not_the_whole(level: float, tmp_path: Path) -> None:
    report = mix_audio(narrations(tmp_path), LENGTHS, music(tmp_path), tmp_path / "mix.m4a", Work(), level=level)
    heard = measure(report.path, Work())
    assert abs(report.music_under - (MUSIC_UNDER - level)) <= 1.5
    assert abs(heard.integrated - TARGET) <= 0.5
    assert heard.peak <= CEILING


def test_the_usual_level_is_the_default() -> None:
    assert ShortRequest("").music_level == 0.0


def test_a_preview_is_short_as_loud_as_told_and_made_once(settings: Settings, tmp_path: Path) -> None:
    track = add_music(own_file(tmp_path / "a", 3.0), "a.wav", settings)
    ours = next(iter(load_tracks(settings)))
    for name, level in ((ours, 0.0), (ours, -9.0), (track.id, 4.0)):
        path = preview_track(name, level, settings)
        assert probe(path).seconds == pytest.approx(SECONDS, abs=0.05)
        assert measure(path, Work()).integrated == pytest.approx(LOUDNESS + level, abs=0.6)
        stamp = path.stat().st_mtime_ns
        assert preview_track(name, level, settings).stat().st_mtime_ns == stamp
    with pytest.raises(UnknownChoice):
        preview_track("../a", 0.0, settings)
