"""What pictures and the model manager cost on this machine's card, with SDXL at its full size and random weights; nothing is downloaded.

    python -m bench.gpu                  measure; prints a table, writes bench/results/gpu-DEVICE.json
    python -m bench.gpu --tiny           the same with tiny weights, also on the CPU: that everything runs, no figures worth keeping

Pictures: `SdxlImages.draw` (text, denoising, decoding, PNG on disk) against diffusers' own pipeline (text, denoising, decoding, a picture
in memory) with the same weights, sizes, steps and guidance, one after the other in one run, the best of three each, a new text each time.
Swaps: the UNet brought to the card twenty times, against its bytes at the link's bandwidth from page-locked memory.
Caps: one 8-step picture each in a process that may allocate no more than 6, 8 and 12 GiB, with the profile of such a card.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import full_size
from shorts.engines.base import PictureBrief
from shorts.engines.frameworks import settle
from shorts.engines.sdxl import SdxlImages
from shorts.models.local import LocalModels
from shorts.progress import Work
from shorts.settings import Settings
from tests import tiny_models

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent
FAST = "sdxl-lightning-8"
LORA = "sdxl_lightning_8step_lora.safetensors"
CAPS = (6, 8, 12)
SWAPS = 20
TEXTS = ("a fox in a navy suit explains a lamp", "a cat paints a wall", "a robot waves in a bright kitchen", "a bear shows a coffee machine")
GIB = 1 << 30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiny", action="store_true")
    parser.add_argument("--cap", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--models", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    settle()
    if options.cap:
        sys.stdout.write(json.dumps(under_cap(options.models, options.cap)) + "\n")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(Path(folder), tiny=options.tiny)
    sys.stdout.write(json.dumps(rows, indent=2) + "\n")
    if not options.tiny:
        name = "".join(letter if letter.isalnum() else "-" for letter in rows["device"]).strip("-").lower()
        (ROOT / "bench" / "results" / f"gpu-{name}.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0


def measure(folder: Path, *, tiny: bool) -> dict[str, Any]:
    import torch

    cuda = torch.cuda.is_available()
    models = folder / "models"
    models.mkdir()
    (models / "catalog.toml").write_bytes((ROOT / "models" / "catalog.toml").read_bytes())
    tiny_models.install(models, "sdxl-base", tiny_models.sdxl_base if tiny else full_size.save_sdxl)
    tiny_models.install(models, "sdxl-vae-fp16", tiny_models.sdxl_vae if tiny else full_size.save_vae)
    side, rounds = (64, 1) if tiny else (1024, 3)
    rows: dict[str, Any] = {"device": torch.cuda.get_device_name() if cuda else "CPU", "torch": torch.__version__, "side": side}
    local = LocalModels(replace(Settings(), models=models))
    rows["pictures"] = [pictures(local, models, folder, 30, side, rounds)]
    release()
    tiny_models.install(models, FAST, lambda place: (tiny_models.lora if tiny else full_size.save_lora)(place / LORA))
    rows["pictures"].append(pictures(local, models, folder, 8, side, rounds))
    release()
    rows["swaps"] = swaps(local)
    local.close()
    if cuda and not tiny:
        rows["caps"] = [capped(models, cap) for cap in CAPS]
    return rows


# --- pictures --------------------------------------------------------------------------------------------------


def pictures(local: LocalModels, models: Path, folder: Path, steps: int, side: int, rounds: int) -> dict[str, Any]:
    """Seconds a picture, ours and plain. The plain pipeline is loaded and leaves the card again beside ours."""
    import torch

    plain = plain_pipeline(models, local.compute_dtype, steps)
    guidance = 6.0 if steps == 30 else 0.0
    engine = SdxlImages(local)
    seeds = iter(range(1000))

    def theirs() -> object:
        seed = next(seeds)
        generator = torch.Generator("cpu").manual_seed(seed)
        text = f"{TEXTS[seed % len(TEXTS)]}, {seed}"
        return plain(text, negative_prompt="blurry", num_inference_steps=steps, guidance_scale=guidance, width=side, height=side, generator=generator).images[0]

    def ours() -> object:
        seed = next(seeds)
        brief = PictureBrief(f"{TEXTS[seed % len(TEXTS)]}, {seed}", "blurry", side, side, seed)
        return engine.draw(brief, folder / f"{seed}.png", Work())

    seconds: dict[str, list[float]] = {"plain": [], "ours": []}
    theirs()  # kernels are chosen, weights come to the card
    ours()
    for _ in range(rounds):
        for name, run in (("plain", theirs), ("ours", ours)):
            seconds[name].append(timed(run))
    best = {name: min(times) for name, times in seconds.items()}
    return {"steps": steps, **{name: round(value, 4) for name, value in best.items()}, "ratio": round(best["ours"] / best["plain"], 3)}


def plain_pipeline(models: Path, dtype: Any, steps: int) -> Any:
    """As its documentation says, on the card whole; the few-step LoRA is added to the weights, the scheduler the one that it wants."""
    import torch
    from diffusers import AutoencoderKL, DPMSolverMultistepScheduler, EulerDiscreteScheduler, StableDiffusionXLPipeline

    base = models / "sdxl-base"
    vae = AutoencoderKL.from_pretrained(models / "sdxl-vae-fp16", torch_dtype=dtype, local_files_only=True)
    pipe = StableDiffusionXLPipeline.from_pretrained(base, vae=vae, torch_dtype=dtype, variant="fp16", local_files_only=True, add_watermarker=False)
    if steps == 30:
        pipe.scheduler = DPMSolverMultistepScheduler.from_config(pipe.scheduler.config, use_karras_sigmas=True)
    else:
        pipe.load_lora_weights(str(models / FAST), weight_name=LORA, local_files_only=True)
        pipe.fuse_lora()
        pipe.unload_lora_weights()
        pipe.scheduler = EulerDiscreteScheduler.from_config(pipe.scheduler.config, timestep_spacing="trailing")
    pipe.set_progress_bar_config(disable=True)
    return pipe.to("cuda" if torch.cuda.is_available() else "cpu")


def timed(run: Callable[[], object]) -> float:
    wait()
    began = time.perf_counter()
    run()
    wait()
    return time.perf_counter() - began


# --- swaps -----------------------------------------------------------------------------------------------------


def swaps(local: LocalModels) -> dict[str, Any]:
    """The UNet that was drawn with, taken off the card and brought back."""
    import torch

    manager, cuda = local.manager, torch.cuda.is_available()
    name, (_, size) = max(manager.on_card().items(), key=lambda item: item[1][1])
    link = bandwidth() if cuda else 0.0
    times, held = [], []
    for _ in range(SWAPS):
        manager.evict(name)
        began = time.perf_counter()
        with manager.use(name):
            times.append(time.perf_counter() - began)
            held.append(torch.cuda.memory_allocated() if cuda else 0)
    rest = sorted(times[1:])  # the first packs the weights
    row: dict[str, Any] = {"bytes": size, "seconds": round(rest[len(rest) // 2], 4), "first": round(times[0], 4), "growth": held[-1] - held[0]}
    if link:
        row |= {"link_gb_s": round(link / 1e9, 2), "ratio": round(rest[len(rest) // 2] / (size / link), 3)}
    return row


def bandwidth() -> float:
    """Bytes a second from page-locked memory to the card, the best of five copies of a gigabyte."""
    import torch

    here, there = torch.empty(GIB, dtype=torch.uint8, pin_memory=True), torch.empty(GIB, dtype=torch.uint8, device="cuda")
    return max(GIB / timed(lambda: there.copy_(here, non_blocking=True)) for _ in range(6))


# --- caps ------------------------------------------------------------------------------------------------------


def capped(models: Path, cap: int) -> dict[str, Any]:
    line = [sys.executable, "-m", "bench.gpu", "--cap", str(cap), "--models", str(models)]
    done = subprocess.run(line, cwd=ROOT, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, stdout=subprocess.PIPE, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout)
    return row


def under_cap(models: Path, cap: int) -> dict[str, Any]:
    """One picture on a card of `cap` GiB: the allocator refuses more, the profile is that card's."""
    import torch

    torch.cuda.set_per_process_memory_fraction(cap * GIB / torch.cuda.get_device_properties(0).total_memory)
    (models / "profile.json").write_text(json.dumps({"tier": str(cap)}), encoding="utf-8")
    local = LocalModels(replace(Settings(), models=models))
    engine = SdxlImages(local)
    with tempfile.TemporaryDirectory() as folder:
        brief = PictureBrief(TEXTS[0], "blurry", 1080, 1920, 0)
        first = timed(lambda: engine.draw(brief, Path(folder) / "0.png", Work()))
        second = timed(lambda: engine.draw(replace(brief, seed=1), Path(folder) / "1.png", Work()))
        from PIL import Image

        with Image.open(Path(folder) / "1.png") as picture:
            size = picture.size
    modes = {name: f"{mode} {size_of / GIB:.2f} GiB" for name, (mode, size_of) in local.manager.on_card().items()}
    peak, kept = torch.cuda.max_memory_allocated() / GIB, torch.cuda.max_memory_reserved() / GIB
    local.close()
    return {"cap_gib": cap, "size": size, "first_s": round(first, 2), "next_s": round(second, 2), "peak_gib": round(peak, 2), "reserved_gib": round(kept, 2), "on_card": modes}


def wait() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.synchronize()


def release() -> None:
    import gc

    import torch

    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


if __name__ == "__main__":
    sys.exit(main())
