"""How well a finished short keeps time: caption words on the decoded frames, and the mouth against the voice.

    python bench/sync.py outputs/SHORT [outputs/SHORT …]

Captions: for each word, its own letters are looked for in the video, frame by frame, inside the box where they are set, from half
a second before the voice says it to half a second after: the frame in which they come, less the voice's time, is the error. Lips: Pearson's correlation
between how open the drawn mouth is (the shape really shown, not what was asked) and the voice's level (10 ms RMS, dB above a floor,
smoothed over 100 ms), at the best of -3 … +3 frames of lead.
"""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from shorts.artifacts import FPS, VOICE_RATE, Article, Narration  # noqa: E402
from shorts.captions import captions_of  # noqa: E402
from shorts.picture.caption_layer import CaptionLayer  # noqa: E402
from shorts.picture.caption_styles import POP  # noqa: E402
from shorts.picture.lettering import HANGUL_MIDDLE  # noqa: E402
from shorts.picture.overlays import scaled  # noqa: E402
from shorts.progress import Work  # noqa: E402
from shorts.settings import Settings  # noqa: E402
from shorts.short import Short, open_short  # noqa: E402
from shorts.staging import Stage  # noqa: E402
from shorts.toon.acting import perform  # noqa: E402
from shorts.toon.acting_mouth import MOUTHS  # noqa: E402
from shorts.toon.acting_voice import loudness  # noqa: E402
from shorts.values import from_plain  # noqa: E402
from shorts.workshop import open_workshop  # noqa: E402


def scenes_of(short: Short, settings: Settings) -> list[tuple[Stage, int, Narration, int]]:
    """(stage, scene index, narration, first frame) of each scene, from the build's manifest."""
    lines = [json.loads(line) for line in (short.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    article = from_plain(Article, [_here(line["value"], short) for line in lines if line["step"] == "article"][-1])
    spoken = [from_plain(Narration, _here(line["value"], short)) for line in lines if line["step"] == "voice"]
    assert short.script is not None
    character = open_workshop(settings).character(short.request.character)
    stage = Stage(settings, short.request, article, short.script, character, Work())
    found, start = [], 0
    for index, scene in enumerate(short.script.scenes):
        text = "".join(scene.narration.split())
        narration = next(one for one in reversed(spoken) if "".join("".join(w.text for w in one.words).split()) == text)
        found.append((stage, index, narration, start))
        start += stage.plan(index, narration).frames
    return found


def _here(value: Any, short: Short) -> Any:
    return json.loads(json.dumps(value).replace('"@/', f'"{short.folder.as_posix()}/'))


def frames(path: Path, width: int, height: int) -> np.ndarray[Any, Any]:
    """Luma of the caption band of every frame: (frames, rows, width), rows 55 % … 80 % of the height."""
    top, rows = int(height * 0.55), int(height * 0.25)
    line = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-i", str(path), "-vf", f"crop={width}:{rows}:0:{top},format=gray", "-f", "rawvideo", "-"]
    raw = subprocess.run(line, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, rows, width)


def caption_errors(short: Short, settings: Settings) -> list[float]:
    """Seconds by which each word is late (early: negative)."""
    assert short.finished is not None
    scenes = scenes_of(short, settings)
    stage = scenes[0][0]
    band = frames(short.finished.path, stage.encoding.width, stage.encoding.height)
    top = int(stage.encoding.height * 0.55)
    errors = []
    for stage, index, narration, start in scenes:
        layer = CaptionLayer(captions_of(narration, stage.script.scenes[index], stage.script.language), stage.lettering, POP)
        for caption in layer.captions:
            for placed in layer._lay(caption).words:
                expected = start + round(placed.word.start * FPS)
                errors.append(_first_shown(band, _looks(stage, placed, top), expected) / FPS - (start / FPS + placed.word.start))
    return errors


def _looks(stage: Stage, placed: Any, top: int) -> list[tuple[Any, Any, int, int]]:
    """(mask, luma, x, y) of a word at each size it has while it pops in, and at rest."""
    lettered = stage.lettering.letter(placed.word.text, POP.face, placed.size, placed.spoken)
    looks = []
    for scale in (*POP.pop, 1.0):
        sprite = lettered.sprite if scale == 1.0 else scaled(lettered.sprite, scale)
        middle = placed.x + placed.advance / 2, placed.baseline - HANGUL_MIDDLE * placed.size
        x = middle[0] + (placed.x - lettered.left - middle[0]) * scale
        y = middle[1] + (placed.baseline - lettered.top - middle[1]) * scale
        looks.append((sprite.a > 250, sprite.y.astype(np.int16), round(x) // 2 * 2, round(y) // 2 * 2 - top))
    return looks


def _first_shown(band: Any, looks: list[tuple[Any, Any, int, int]], expected: int) -> float:
    """The frame near `expected` in which the letters come: most of their pixels have their luma, in one of their sizes, as in none before.

    Of two such frames the nearer: a caption before may end alike at the same place ("바삭한지," and "촉촉한지,").
    """
    first = max(expected - 15, 0)
    there = [any(_fits(band[frame], look) for look in looks) for frame in range(first, min(expected + 16, len(band)))]
    comes = [first + i for i, shown in enumerate(there) if shown and not (i and there[i - 1])]
    return float(min(comes, key=lambda frame: abs(frame - expected), default=np.nan))


def _fits(frame: Any, look: tuple[Any, Any, int, int]) -> bool:
    mask, want, x, y = look
    h, w = mask.shape
    cut = frame[y : y + h, x : x + w].astype(np.int16)
    return cut.shape == mask.shape and float((np.abs(cut - want)[mask] < 40).mean()) > 0.72


def lip_correlation(short: Short, settings: Settings) -> tuple[float, int]:
    """(r, lead in frames) over all scenes together."""
    opened, loud = [], []
    for stage, index, narration, _ in scenes_of(short, settings):
        plan = stage.plan(index, narration)
        acting = perform(narration, stage.script.scenes[index], stage.character, stage.request.seed, plan.look, plan.seconds, loudness(narration))
        count = round(narration.seconds * FPS)
        opened += [MOUTHS[acting.at(i / FPS).mouth][0] for i in range(count)]
        loud += list(_level(narration.path, count))
    a, b = np.array(opened), np.array(loud)
    best = max(range(-3, 4), key=lambda lead: np.corrcoef(np.roll(a, lead), b)[0, 1])
    return float(np.corrcoef(np.roll(a, best), b)[0, 1]), best


def _level(path: Path, count: int) -> Any:
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float64) / 32768
    window = VOICE_RATE // 10
    power = np.convolve(samples**2, np.hanning(window) / np.hanning(window).sum(), "same")
    centres = np.minimum((np.arange(count) + 0.5) * VOICE_RATE / FPS, len(samples) - 1).astype(int)
    return np.maximum(10 * np.log10(power[centres] + 1e-9), -50) + 50


def main() -> int:
    settings = Settings()
    for folder in sys.argv[1:]:
        short = open_short(Path(folder).resolve())
        errors = np.array(caption_errors(short, settings))
        found = errors[~np.isnan(errors)]
        r, lead = lip_correlation(short, settings)
        late = f"mean {found.mean() * 1000:+.0f} ms, worst {np.abs(found).max() * 1000:.0f} ms" if len(found) else "none found"
        print(f"{short.id}: {len(found)} of {len(errors)} words found, {late}; lips r = {r:.2f} at a lead of {lead} frames")
    return 0


if __name__ == "__main__":
    sys.exit(main())
