"""The aligner's table, and how far its word times are off: python -m bench.align [--train]

Truth is the embedded voice's own timing. With --train the table is made anew from the sentences that sounds were chosen on; measured is
on held-out sentences by voices that were not trained on, laid along the timing of yet another voice (the guide that cloned voices get),
beside what the guide's proportions alone would give.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bench.voice_sentences import ENGLISH, KOREAN_CHOSEN_ON, KOREAN_HELD_OUT
from shorts.artifacts import VOICE_RATE
from shorts.cast import VoicePreset
from shorts.engines import aligning
from shorts.engines.cloning_guide import GUIDES, TABLE
from shorts.engines.kokoro import KokoroVoice, spoken_words
from shorts.engines.kokoro_model import FRAME
from shorts.engines.kokoro_take import EARLY, Spoken, assemble
from shorts.progress import Work
from shorts.settings import Settings
from shorts.waveform import active_span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from shorts.artifacts import Language

TRAINED_ON: dict[Language, tuple[str, ...]] = {"ko": ("jf_nezumi", "ef_dora", "jm_kumo"), "en": ("af_heart", "bm_george", "am_michael")}
HELD_OUT: dict[Language, tuple[VoicePreset, ...]] = {
    "ko": (VoicePreset("jf_tebukuro", 0.85), VoicePreset("em_alex", 1.1)),
    "en": (VoicePreset("bf_emma", 0.85), VoicePreset("am_puck", 1.1)),
}
SENTENCES: dict[Language, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ko": (KOREAN_CHOSEN_ON[:12], KOREAN_HELD_OUT[:10]),
    "en": (ENGLISH[:10], ENGLISH[10:20]),
}
RESULTS = Path(__file__).with_name("results") / "align.json"


def train(kokoro: KokoroVoice, out: Path) -> None:
    heard: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    for language, voices in TRAINED_ON.items():
        for name in voices:
            for text in SENTENCES[language][0]:
                for said in kokoro.utter(spoken_words(text, language), language, VoicePreset(name), Work()):
                    _collect(said, heard)
    every = np.concatenate([frames for symbol, runs in heard.items() if symbol for frames in runs])
    symbols = [symbol for symbol, runs in heard.items() if sum(map(len, runs)) >= 20]
    rows = {symbol: np.concatenate(heard[symbol]) for symbol in symbols} | {"*": every}
    means = np.stack([row.mean(axis=0) for row in rows.values()])
    floor = 0.1 * every.var(axis=0)
    variances = np.stack([np.maximum(row.var(axis=0), floor) for row in rows.values()])
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, symbols=np.array(list(rows)), means=means.astype(np.float32), variances=variances.astype(np.float32))


def _collect(said: Spoken, heard: dict[str, list[NDArray[np.float32]]]) -> None:
    frames = aligning.spectra(said.audio)
    silent = aligning.silences(said.audio)[: len(frames)]
    first, last = (edge // aligning.HOP for edge in active_span(said.audio))
    edges = np.concatenate([[0], np.cumsum(said.frames)]) * FRAME - EARLY
    begin = None
    for index, symbol in enumerate(said.phrase.symbols[:-1]):
        begin = int(edges[index + 1]) if begin is None else begin
        after = said.phrase.symbols[index + 1]
        if symbol in "ˈˌ" or after in "ːʰʲ̃":
            continue
        a, b = max(begin // aligning.HOP, first), min(int(edges[index + 2]) // aligning.HOP, last)
        begin = None
        if symbol != " " and b > a:
            marks = "ːʰʲ̃"
            heard[said.phrase.symbols[index - 1] + symbol if symbol in marks else symbol].append(frames[a:b][~silent[a:b]])


def measure(kokoro: KokoroVoice, table: aligning.Table) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for language, presets in HELD_OUT.items():
        off: dict[str, list[float]] = {"aligned": [], "proportions": []}
        for preset in presets:
            for text in SENTENCES[language][1]:
                words = spoken_words(text, language)
                take = assemble(kokoro.utter(words, language, preset, Work()), len(words))
                first, last = active_span(take.audio)
                units = aligning.units_of(kokoro.outline(words, language, GUIDES[language]))
                audio = take.audio[first:last]
                for name, starts in (
                    ("aligned", aligning.aligned(audio, units, table)),
                    ("proportions", aligning.spread(units, len(audio))),
                ):
                    off[name] += _off(take.starts, starts, units, first)
        for name, seconds in off.items():
            ms = np.array(seconds) * 1000
            found[f"{language} {name}"] = {
                "words": len(ms),
                "median ms": round(float(np.median(ms)), 1),
                "nine in ten ms": round(float(np.quantile(ms, 0.9)), 1),
            }
    return found


def _off(truth: tuple[int | None, ...], starts: list[int], units: tuple[aligning.Unit, ...], first: int) -> list[float]:
    """Seconds between where each word (but the first) begins and where it is said to begin."""
    begins: dict[int, int] = {}
    for unit, start in zip(units, starts, strict=True):
        if unit.symbol:
            begins.setdefault(unit.owner, start)
    return [
        abs(begins[word] + first - start) / VOICE_RATE for word, start in enumerate(truth) if word and start is not None and word in begins
    ]


if __name__ == "__main__":
    voice = KokoroVoice(Settings())
    if "--train" in sys.argv:
        train(voice, Settings().assets / TABLE)
    results = measure(voice, aligning.load_table(Settings().assets / TABLE))
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(results, indent=1))
