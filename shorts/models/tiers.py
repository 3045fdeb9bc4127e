"""What a graphics card can run: its memory is measured, a profile is proposed, the user may choose another.

Seconds are estimates for an RTX 3060, computed from each model's arithmetic, not measured; other cards differ.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import Literal

GIB = 1 << 30
TierId = Literal["cpu", "6", "8", "12", "16", "24"]
_SCENES = 6  # of a 30-second short


@dataclass(frozen=True, slots=True)
class Gpu:
    """`total`, `free`: bytes. `half_broken`: fp16 gives NaN (GTX 16xx), so weights are stored in fp8 and computed in fp32."""

    name: str
    total: int
    free: int

    @property
    def half_broken(self) -> bool:
        return "GTX 16" in self.name


@dataclass(frozen=True, slots=True)
class Use:
    """One kind of work in a profile: the engine, what it needs from the catalogue ("" and () for the embedded ones), how it runs,
    and estimated seconds per piece (a picture, a 4-second clip); None where nothing was computed."""

    engine: str
    models: tuple[str, ...]
    ko: str
    en: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Tier:
    """`gb`: the memory that such cards are sold with."""

    id: TierId
    gb: int
    image: Use
    motion: Use
    voice: Use
    script: Use

    @property
    def seconds(self) -> float | None:
        """Estimated seconds of GPU work for the pictures and clips of a 30-second short of six scenes; None for the embedded engines."""
        known = [use.seconds for use in (self.image, self.motion) if use.seconds is not None]
        return sum(known) * _SCENES if known else None

    @property
    def models(self) -> tuple[str, ...]:
        """Everything to install for it, needs not included."""
        return tuple(dict.fromkeys(model for use in (self.image, self.motion, self.voice, self.script) for model in use.models))


@dataclass(frozen=True, slots=True)
class Profile:
    """What is proposed here, and what is used: the user's choice where there is one."""

    gpu: Gpu | None
    proposed: Tier
    chosen: Tier


_TOON = Use("toon", (), "내장 3D 캐릭터", "the embedded 3-D characters")
_TOON_MOTION = Use("toon", (), "내장 연기와 립싱크", "the embedded acting and lip-sync")
_KOKORO = Use("kokoro", (), "내장 음성 Kokoro", "the embedded voice Kokoro")
_EXTRACT = Use("extract", (), "내장 대본 작가", "the embedded writer")
_KENBURNS = Use("kenburns", (), "천천히 움직이는 화면(모델 없음)", "a slow camera move, no model")
_SMALL_SIZE = (512 * 896) / 1024**2  # of the pixels that the estimate for a picture is for
_LIGHTNING = ("sdxl-base", "sdxl-lightning-8", "ip-adapter-plus-sdxl", "taesd-xl")
_LTX = Use("ltx", ("ltx-video-2b",), "LTX 증류판 8단계, 글 해석은 CPU에서", "LTX distilled, 8 steps; its text encoder runs on the CPU", 12.0)
_LLAMA = Use("ollama", ("ollama-llama3.1-8b",), "Llama 3.1 8B (그림을 그릴 때는 내려놓음)", "Llama 3.1 8B, unloaded while pictures are drawn")
_GEMMA = Use("ollama", ("ollama-gemma3-4b",), "Gemma 3 4B", "Gemma 3 4B")
_QWEN_SMALL = Use("qwen3-tts", ("qwen3-tts-0.6b",), "Qwen3-TTS 0.6B (목소리 복제)", "Qwen3-TTS 0.6B, cloned voices")
_QWEN_LARGE = Use("qwen3-tts", ("qwen3-tts-1.7b",), "Qwen3-TTS 1.7B (목소리 복제)", "Qwen3-TTS 1.7B, cloned voices")

TIERS: tuple[Tier, ...] = (
    Tier("cpu", 0, _TOON, _TOON_MOTION, _KOKORO, _EXTRACT),
    Tier(
        "6", 6,
        Use("sdxl", ("sdxl-base", "sdxl-lightning-8", "taesd-xl"), "SDXL-Lightning 8단계, 512×896, fp8 보관", "SDXL-Lightning, 8 steps, 512×896, stored in fp8", 3.5 * _SMALL_SIZE),
        _KENBURNS, _KOKORO, _GEMMA,
    ),
    Tier("8", 8, Use("sdxl", _LIGHTNING, "SDXL-Lightning 8단계와 IP-Adapter, fp8 보관", "SDXL-Lightning, 8 steps, with IP-Adapter, stored in fp8", 3.5), _LTX, _QWEN_SMALL, _LLAMA),
    Tier("12", 12, Use("sdxl", _LIGHTNING, "SDXL-Lightning 8단계와 IP-Adapter, fp16", "SDXL-Lightning, 8 steps, with IP-Adapter, fp16", 3.5), _LTX, _QWEN_LARGE, _LLAMA),
    Tier("16", 16, Use("flux2-klein", ("flux2-klein-4b",), "FLUX.2 klein 4단계, 기준 그림 1장", "FLUX.2 klein, 4 steps, one reference picture", 10.0), _LTX, _QWEN_LARGE, _LLAMA),
    Tier("24", 24, Use("flux2-klein", ("flux2-klein-4b",), "FLUX.2 klein 4단계, 기준 그림 여러 장", "FLUX.2 klein, 4 steps, several reference pictures", 10.0), _LTX, _QWEN_LARGE, _LLAMA),
)  # fmt: skip


def propose(gpu: Gpu | None) -> Tier:
    """The largest tier that a card can hold; cards report up to 7 % less than they are sold with."""
    total = gpu.total if gpu else 0
    return max((tier for tier in TIERS if total >= tier.gb * 0.93 * GIB), key=lambda tier: tier.gb)


def measure(*, load_torch: bool = False) -> Gpu | None:
    """The card with the most memory: through torch where it is loaded already (or may be loaded), else through nvidia-smi. None without one."""
    found = _through_torch() if load_torch or "torch" in sys.modules else None
    return found or _through_nvidia_smi()


def _through_torch() -> Gpu | None:
    try:
        import torch
    except (ImportError, OSError):
        return None
    if not torch.cuda.is_available():
        return None
    cards = []
    for index in range(torch.cuda.device_count()):
        free, total = torch.cuda.mem_get_info(index)
        cards.append(Gpu(torch.cuda.get_device_name(index), total, free))
    return max(cards, key=lambda card: card.total)


def _through_nvidia_smi() -> Gpu | None:
    line = ["nvidia-smi", "--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits"]
    try:
        said = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=5, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return read_nvidia_smi(said)


def read_nvidia_smi(said: str) -> Gpu | None:
    """The largest card of what nvidia-smi printed (name, MiB, MiB a line)."""
    cards = []
    for line in said.splitlines():
        name, _, numbers = line.rpartition(",")[0].rpartition(",")
        free = line.rpartition(",")[2].strip()
        if name and numbers.strip().isdigit() and free.isdigit():
            cards.append(Gpu(name.strip(), int(numbers) << 20, int(free) << 20))
    return max(cards, key=lambda card: card.total, default=None)
