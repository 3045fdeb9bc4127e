"""Voices that speak like a recording: real models (tiny, random weights, in their real format) behind everything that surrounds them."""

from __future__ import annotations

import itertools
import json
import pickle
import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from shorts.artifacts import FPS, VOICE_RATE, ShortRequest
from shorts.cast import VoicePreset
from shorts.engines.base import Capabilities
from shorts.engines.cloning import ATTEMPTS, CloningVoice, Line
from shorts.engines.cloning_guide import Guide
from shorts.engines.cloning_judge import Bounds
from shorts.engines.cloning_pace import Paces
from shorts.engines.cloning_reference import References, like
from shorts.engines.kokoro import KokoroVoice, spoken_words
from shorts.engines.kokoro_take import assemble
from shorts.engines.torch_voices import missing_packages
from shorts.engines.xtts import Xtts
from shorts.errors import Cancelled, EngineUnavailable, ModelMissing, NotForCommerce, UnknownChoice, UnsafeWeights, VoiceFailed
from shorts.ffmpeg.probe import probe
from shorts.models.catalog import read_catalogue
from shorts.models.licences import demand_consent
from shorts.models.local import LocalModels
from shorts.pipeline import make_short
from shorts.progress import Progress, Work
from shorts.settings import Settings
from shorts.short import start_short
from shorts.speakers import preset_of
from shorts.waveform import read_voice
from shorts.workshop import Workshop, open_workshop
from tests.test_voice_shelf import CONSENT, saved, speech

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from shorts.artifacts import Language, Narration
    from shorts.engines.cloning import Speaker

ROOT = Path(__file__).resolve().parent.parent
TEXT: dict[Language, str] = {
    "ko": "가격은 12,900원이에요. 비가 와도, 걱정 없이 쓸 수 있어요!",
    "en": "It costs $129.99. Rain is no problem, so take it along!",
}
ANYTHING = Bounds(least=0, most=inf, usual=(0, inf), silence=inf)
"""A tiny model with random weights says noise of any length."""
needs_packages = pytest.mark.skipif(
    not all(map(find_spec, ("TTS", "qwen_tts", "torchaudio"))), reason="python start.py --voices installs what this needs"
)


# --- an engine that does as it is told: what surrounds a model ----------------------------------------------------


class Parrot:
    """A Cloner that speaks by the embedded voice, after doing the wrong things that it was told to do first."""

    id = "parrot"
    version = "1"
    capabilities = Capabilities(word_times=True, clones=True, licence="Apache-2.0")
    longest = {"ko": 95, "en": 200}  # noqa: RUF012

    def __init__(self, kokoro: KokoroVoice, *faults: str) -> None:
        self._kokoro, self._faults = kokoro, list(faults)
        self.lines: list[Line] = []

    def why_not(self) -> None:
        return None

    def prepare(self) -> None:
        """Nothing to import."""

    @contextmanager
    def opened(self, work: Work) -> Iterator[Speaker]:
        yield self._say

    def _say(self, line: Line, work: Work) -> NDArray[np.float32]:
        self.lines.append(line)
        right = _right(self._kokoro, line.text, line.language)
        hole = np.zeros(VOICE_RATE, np.float32)
        match self._faults.pop(0) if self._faults else "":
            case "silent":
                return hole
            case "cut":
                return right[: len(right) // 4]
            case "endless":
                return np.concatenate([right, right, right, right])
            case "hole":
                return np.concatenate([right[: len(right) // 2], hole, hole, right[len(right) // 2 :]])
            case "went on":
                return np.concatenate([right, hole[: VOICE_RATE // 2], right[: len(right) // 3]])
        return right


@cache
def _right(kokoro: KokoroVoice, text: str, language: Language) -> NDArray[np.float32]:
    words = spoken_words(text, language)
    return assemble(kokoro.utter(words, language, VoicePreset("jf_tebukuro"), Work()), len(words)).audio


@pytest.fixture(scope="module")
def kokoro() -> KokoroVoice:
    return KokoroVoice(Settings())


@pytest.fixture
def own(local: Settings, tmp_path: Path) -> Settings:
    return replace(local, cache=tmp_path / "cache")


def around(parrot: Parrot, kokoro: KokoroVoice, settings: Settings) -> CloningVoice:
    references = References(settings, kokoro, lambda voice: settings.outputs / voice)
    return CloningVoice(parrot, Guide(kokoro, settings), references, Paces(settings.cache / "paces.json"))


def demand_whole(narration: Narration, text: str) -> None:
    """As Narration promises."""
    assert [word.text for word in narration.words] == text.split()
    for spans in (narration.words, narration.phones):
        assert spans[0].start == 0
        assert spans[-1].end == pytest.approx(narration.seconds)
        assert all(a.end == b.start and a.start < a.end for a, b in itertools.pairwise(spans))
    samples = len(read_voice(narration.path))
    assert samples == round(narration.seconds * VOICE_RATE)
    assert samples % (VOICE_RATE // FPS) == 0


@pytest.mark.parametrize("language", ["ko", "en"])
def test_what_a_model_says_becomes_a_narration(kokoro: KokoroVoice, own: Settings, tmp_path: Path, language: Language) -> None:
    parrot = Parrot(kokoro)
    voice = around(parrot, kokoro, own)
    narration = voice.say(TEXT[language], language, VoicePreset("mine:x@y", seed=5), tmp_path / "a.wav", Work())
    demand_whole(narration, TEXT[language])
    assert narration.retries == 0
    assert len(parrot.lines) == 2
    assert not any(char.isdigit() for line in parrot.lines for char in line.text)
    assert parrot.lines[0].reference == own.outputs / "mine:x"
    assert sum(phone.end - phone.start for phone in narration.phones if phone.symbol) > 0.6 * narration.seconds
    assert voice.seconds(TEXT[language], language, VoicePreset("mine:x@y")) == pytest.approx(narration.seconds, rel=0.2)


@pytest.mark.parametrize("fault", ["silent", "cut", "endless", "hole", "went on"])
def test_wrong_speech_is_said_again_and_told(kokoro: KokoroVoice, own: Settings, tmp_path: Path, fault: str) -> None:
    notes: list[Progress] = []
    parrot = Parrot(kokoro, fault)
    narration = around(parrot, kokoro, own).say(
        "지금 바로 확인해 보세요.", "ko", VoicePreset("mine:x@y"), tmp_path / "a.wav", Work(notes.append)
    )
    assert narration.retries == 1
    assert [event.note for event in notes if event.note] == ["잘못 읽어 다시 읽는 중 (1/2)"]
    assert len({line.seed for line in parrot.lines}) == 2
    demand_whole(narration, "지금 바로 확인해 보세요.")
    assert narration.seconds < 4


def test_after_two_more_attempts_it_is_given_up_with_what_was_wrong(kokoro: KokoroVoice, own: Settings, tmp_path: Path) -> None:
    parrot = Parrot(kokoro, "silent", "cut", "endless")
    with pytest.raises(VoiceFailed) as caught:
        around(parrot, kokoro, own).say("지금 바로 확인해 보세요.", "ko", VoicePreset("mine:x@y"), tmp_path / "a.wav", Work())
    assert len(parrot.lines) == ATTEMPTS
    for told in ("nothing was said", "cut short", "more was said"):
        assert told in caught.value.text("en")
    assert "없는 말을 덧붙임" in caught.value.text("ko")
    assert not (tmp_path / "a.wav").exists()


def test_it_can_be_cancelled_between_chunks(kokoro: KokoroVoice, own: Settings, tmp_path: Path) -> None:
    cancel = threading.Event()
    parrot = Parrot(kokoro)

    def listen(event: Progress) -> None:
        cancel.set()  # the first of two chunks is being said

    with pytest.raises(Cancelled):
        around(parrot, kokoro, own).say(TEXT["ko"], "ko", VoicePreset("mine:x@y"), tmp_path / "a.wav", Work(listen, cancel))
    assert len(parrot.lines) == 1
    assert not (tmp_path / "a.wav").exists()


def test_a_faster_speaker_shortens_the_forecast_and_the_recording(kokoro: KokoroVoice, own: Settings, tmp_path: Path) -> None:
    voice = around(Parrot(kokoro), kokoro, own)
    usual, quick = VoicePreset("mine:x@y"), VoicePreset("mine:x@y", speed=1.25)
    before = voice.rate("ko", usual)
    narrations = [voice.say("지금 바로 확인해 보세요.", "ko", preset, tmp_path / "a.wav", Work()) for preset in (usual, quick)]
    assert narrations[1].seconds == pytest.approx(narrations[0].seconds / 1.25, rel=0.1)
    assert voice.rate("ko", quick) > voice.rate("ko", usual) != before


# --- the models themselves -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A models folder with both tiny models as the installer leaves them, XTTS's licence not agreed to."""
    import torch

    from tests.voice_fixtures import note_installed, sha256_of, tiny_qwen, tiny_xtts, voice_row

    torch.set_num_threads(1)
    root = tmp_path_factory.mktemp("models")
    rows = []
    for model, engine, make, use in (("xtts-v2", "xtts", tiny_xtts, "no"), ("qwen3-tts-0.6b", "qwen3-tts", tiny_qwen, "yes")):
        folder = make(root / model)
        files = [path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()]
        pins = {"model.pth": sha256_of(folder / "model.pth")} if engine == "xtts" else {}
        rows.append(voice_row(model, engine, files, use=use, pins=pins))
        note_installed(folder, model, files)
    rows.append(voice_row("qwen3-tts-1.7b", "qwen3-tts", ["config.json"]))
    (root / "catalog.toml").write_text("".join(rows), encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def shop(models: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    """A workshop where both can speak, and nothing that they say is found wrong."""
    folder = tmp_path_factory.mktemp("shop")
    settings = replace(Settings(), models=models, outputs=folder / "outputs", cache=folder / "cache")
    demand_consent(read_catalogue(settings.catalogue)["xtts-v2"], settings, accept=True)
    shop = open_workshop(settings)
    for name in ("xtts", "qwen3-tts"):
        voice = shop.voices[name]
        assert isinstance(voice, CloningVoice)
        shop.voices[name] = replace(voice, bounds=ANYTHING)
    yield shop
    shop.models.close()


@needs_packages
@pytest.mark.parametrize("engine", ["xtts", "qwen3-tts"])
def test_the_same_seed_gives_the_same_recording(shop: Workshop, tmp_path: Path, engine: str) -> None:
    kept = shop.shelf.add(f"나 {engine}", saved(tmp_path / "me.wav", speech(9)), CONSENT)
    request = ShortRequest("글", voice=engine, speaker=kept.speaker, seed=7)
    shop.check(request)
    preset = preset_of(shop, request, "ko")
    assert preset == VoicePreset(f"{kept.speaker}@{kept.clip}", seed=7)
    text = "지금 바로 확인해 보세요."
    said = [
        shop.voice(engine).say(text, "ko", one, tmp_path / f"{index}.wav", Work())
        for index, one in enumerate([preset, preset, replace(preset, seed=8)])
    ]
    demand_whole(said[0], text)
    assert said[0].words == said[1].words
    assert said[0].path.read_bytes() == said[1].path.read_bytes() != said[2].path.read_bytes()
    shop.shelf.delete(kept.id)
    with pytest.raises(UnknownChoice):
        shop.voice(engine).say(text, "ko", preset, tmp_path / "gone.wav", Work())


@needs_packages
@pytest.mark.parametrize("engine", ["xtts", "qwen3-tts"])
def test_a_model_stops_between_two_of_its_steps_and_speaks_again(shop: Workshop, tmp_path: Path, engine: str) -> None:
    voice = shop.voices[engine]
    assert isinstance(voice, CloningVoice)
    line = Line("안녕하세요.", "ko", saved(tmp_path / "me.wav", speech(4)), 1, inf)
    cancel = threading.Event()
    steps: list[float] = []

    def listen(event: Progress) -> None:
        steps.append(event.done)
        if len(steps) == 3:
            cancel.set()

    with voice.cloner.opened(Work()) as speaker:
        with pytest.raises(Cancelled):
            speaker(line, Work(listen, cancel))
        assert steps == [0, 1, 2]
        assert np.isfinite(speaker(line, Work())).all()


@pytest.mark.usefixtures("quarter_size")
@needs_packages
@pytest.mark.slow
@pytest.mark.parametrize(("engine", "source"), [("xtts", "news.html"), ("qwen3-tts", "lamp.html")])
def test_a_recorded_voice_drives_a_whole_short(shop: Workshop, tmp_path: Path, engine: str, source: str) -> None:
    kept = shop.shelf.add(f"{engine}의 목소리", saved(tmp_path / "me.wav", speech(9)), CONSENT)
    request = ShortRequest(
        str(ROOT / "examples" / source), kind="file", voice=engine, speaker=kept.speaker, seconds=8, scenes=3, quality="draft", music="none"
    )
    made = make_short(start_short(request, shop.settings), shop, Work())
    assert made.finished is not None
    assert made.script is not None
    assert probe(made.finished.path).seconds == pytest.approx(made.finished.seconds, abs=0.1)
    report = json.loads(made.finished.report.read_text(encoding="utf-8"))
    assert report["engines"]["voice"]["id"] == engine
    assert report["engines"]["voice"]["commercial_use"] is (engine != "xtts")
    assert report["made"]["voice_retries"] == 0
    manifest = (made.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    again = make_short(made, shop, Work())
    assert again.finished == made.finished
    assert (made.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines() == manifest  # nothing is made twice


def test_every_character_speaks_through_a_cloning_engine(kokoro: KokoroVoice, own: Settings) -> None:
    """By its own voice of the embedded engine (which clip that is: test_cloning_parts)."""
    shop = open_workshop(own)
    shop.voices["parrot"] = around(Parrot(kokoro), kokoro, own)
    for character in shop.cast.values():
        request = ShortRequest("글", voice="parrot", speaker=character.id, seed=3)
        shop.check(request)
        for language in ("ko", "en"):
            assert preset_of(shop, request, language) == VoicePreset(like(character.voice("kokoro", language)), seed=3)


# --- licences, missing parts, dangerous files ----------------------------------------------------------------------


def test_what_sells_is_refused_before_anything_is_made_and_the_way_out_is_named(kokoro: KokoroVoice, own: Settings) -> None:
    shop = open_workshop(own)
    parrot = Parrot(kokoro)
    parrot.capabilities = replace(parrot.capabilities, licence="CPML 1.0", commercial_use=False)
    shop.voices["parrot"] = around(parrot, kokoro, own)
    advert = ShortRequest("글", voice="parrot", ad_line="쿠팡 파트너스 활동으로 수수료를 받습니다")
    with pytest.raises(NotForCommerce, match="qwen3-tts"):
        shop.check(advert)
    shop.check(replace(advert, ad_line=""))
    page = ShortRequest(str(ROOT / "examples" / "lamp.html"), kind="file", voice="parrot", seconds=8)
    short = start_short(page, own)
    with pytest.raises(NotForCommerce) as caught:
        make_short(short, shop, Work())
    assert "상품 페이지" in caught.value.text("ko")
    assert [json.loads(line)["step"] for line in (short.folder / "manifest.jsonl").read_text(encoding="utf-8").splitlines()] == ["article"]
    assert parrot.lines == []


def test_what_is_missing_is_told_with_what_to_do(own: Settings, tmp_path: Path) -> None:
    missing = missing_packages(("json", "no_such_package"))
    assert missing is not None
    assert all("no_such_package" in text and "start.py --voices" in text for text in missing)
    assert missing_packages(("json",)) is None
    shop = open_workshop(replace(own, models=ROOT / "models"))
    listed = {engine.id: engine for engine in shop.voices.values() if engine.capabilities.clones}
    assert set(listed) == {"qwen3-tts", "xtts"}
    for name, engine in listed.items():
        assert engine.why_not() is not None
        with pytest.raises(EngineUnavailable):
            shop.voice(name)
    assert listed["xtts"].capabilities.commercial_use is False
    assert listed["qwen3-tts"].capabilities.commercial_use is True


@needs_packages
def test_without_the_licence_agreed_to_it_does_not_speak(models: Path, tmp_path: Path) -> None:
    (models / "licences.json").unlink(missing_ok=True)
    local = LocalModels(replace(Settings(), models=models))
    assert "CPML" in str(Xtts(local).why_not())
    demand_consent(local.catalogue["xtts-v2"], local.settings, accept=True)
    assert Xtts(local).why_not() is None


class _Payload:
    """What runs when a pickle is opened carelessly."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self._mark,)


@needs_packages
@pytest.mark.parametrize("kind", ["pinned", "another", "not pinned"])
def test_a_checkpoint_that_would_run_code_is_refused(models: Path, tmp_path: Path, kind: str) -> None:
    import shutil

    import torch

    from tests.voice_fixtures import note_installed, sha256_of, voice_row

    folder, mark = tmp_path / "models" / "xtts-v2", tmp_path / "it ran"
    folder.mkdir(parents=True)
    for name in ("config.json", "vocab.json"):
        shutil.copy(models / "xtts-v2" / name, folder / name)
    torch.save({"model": _Payload(mark)}, folder / "model.pth", pickle_module=pickle)
    files = ["config.json", "vocab.json", "model.pth"]
    pins = {"pinned": {"model.pth": sha256_of(folder / "model.pth")}, "another": {"model.pth": "0" * 64}, "not pinned": {}}[kind]
    note_installed(folder, "xtts-v2", files)
    (folder.parent / "catalog.toml").write_text(voice_row("xtts-v2", "xtts", files, use="no", pins=pins), encoding="utf-8")
    local = LocalModels(replace(Settings(), models=folder.parent))
    with pytest.raises(UnsafeWeights), Xtts(local).opened(Work()):
        pass
    assert not mark.exists()
    assert local.manager.on_card() == {}
    local.close()


def test_a_model_that_is_not_there_is_told(own: Settings) -> None:
    local = LocalModels(replace(own, models=ROOT / "models"))
    if local.has("xtts-v2"):
        pytest.skip("XTTS-v2 is installed here")
    with pytest.raises(ModelMissing):
        _ = Xtts(local).version
