"""What the voice models that run on torch have in common: their packages, chance, and being stopped between two steps."""

from __future__ import annotations

import importlib
import sys
import threading
import types
from contextlib import contextmanager, redirect_stdout
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from shorts.progress import Work

_guard = threading.Lock()
_EXTENSION = "torchaudio._extension"


def missing_packages(packages: Sequence[str]) -> tuple[str, str] | None:
    """Which of these can't be imported, as an engine's `why_not` tells it; nothing is imported."""
    gone = [name for name in packages if find_spec(name) is None]
    if not gone:
        return None
    named = ", ".join(gone)
    if "torch" in gone:
        return (
            "PyTorch가 설치되어 있지 않습니다(‘python start.py --torch auto --voices’로 설치할 수 있습니다)",
            "PyTorch is not installed (“python start.py --torch auto --voices” installs it)",
        )
    return (
        f"목소리 복제에 필요한 패키지가 없습니다: {named}(‘python start.py --voices’로 설치할 수 있습니다)",
        f"packages for cloned voices are missing: {named} (“python start.py --voices” installs them)",
    )


def import_with_torchaudio(name: str, stand_ins: Sequence[str] = ()) -> Any:
    """Import a package that wants torchaudio, whose compiled part is built for one torch only and fails beside any other.

    Nothing here needs that part: spectra and resampling are plain torch. So torchaudio is told that it has none, as it does itself where
    it was built without. stand_ins: modules that the package imports for functions that are never called; they are empty meanwhile.
    """
    with _guard:
        spare_torchaudio()
        borrowed = [module for module in stand_ins if module not in sys.modules and find_spec(module) is None]
        for module in borrowed:
            sys.modules[module] = types.ModuleType(module)
        try:
            with redirect_stdout(sys.stderr):  # some greet; standard output belongs to the command
                return importlib.import_module(name)
        finally:
            for module in borrowed:
                sys.modules.pop(module, None)


def hush() -> None:
    """Transformers' progress bars and remarks on what a checkpoint has too much of are for those who made it."""
    from transformers.utils import logging

    logging.disable_progress_bar()
    logging.set_verbosity_error()


def spare_torchaudio() -> None:
    """Have torchaudio, when it is imported, not look for its compiled part. Cheap; may be called again."""
    if "torchaudio" not in sys.modules:
        sys.modules[_EXTENSION] = _no_extension()


def _no_extension() -> types.ModuleType:
    """What torchaudio/_extension/__init__.py is where nothing was compiled."""
    module = types.ModuleType(_EXTENSION)

    def fail_if_no_align(function: Callable[..., Any]) -> Callable[..., Any]:
        return function

    module.__dict__.update(_IS_TORCHAUDIO_EXT_AVAILABLE=False, _IS_ALIGN_AVAILABLE=False, fail_if_no_align=fail_if_no_align)
    return module


@contextmanager
def chances(seed: int, device: Any) -> Iterator[None]:
    """Torch's chances begin with `seed` and are put back afterwards, so that nobody else's change."""
    import torch

    cards = [device] if device.type == "cuda" else []
    with torch.random.fork_rng(devices=cards):
        torch.manual_seed(seed)
        yield


@contextmanager
def stoppable(network: Any, work: Work, steps: int) -> Iterator[None]:
    """Between two runs of `network` (one a step of about `steps`) the work may be cancelled, and tells how far it is. Raises Cancelled."""
    done = 0

    def step(*_: object) -> None:
        nonlocal done
        work.step("voice", min(done, steps), steps)
        done += 1

    hook = network.register_forward_pre_hook(step)
    try:
        yield
    finally:
        hook.remove()
