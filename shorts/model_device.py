"""What the model manager asks of a device, and the device that is torch's.

A part is moved by giving each parameter a copy on the card; dropping it points the parameter back to the tensor it had before, which
stayed where it was: in page-locked blocks (model_pack.py) up to a quarter of main memory, else memory-mapped from its file, as a rule.
Nothing is ever copied back from the card.
"""

from __future__ import annotations

import logging
import weakref
from typing import TYPE_CHECKING, Any, Literal, Protocol

from shorts.model_pack import Packed

if TYPE_CHECKING:
    from collections.abc import Iterator

log = logging.getLogger(__name__)
Mode = Literal["full", "fp8", "blocks"]
"""As loaded; stored in 8 bits and computed in the module's own type; brought over block by block while it runs."""


class Device(Protocol):
    """Called from one thread only."""

    def total(self) -> int:
        """Bytes of the device."""

    def free(self) -> int:
        """Bytes that can be had: what the driver calls free, and what the allocator keeps for later."""

    def size(self, module: Any, mode: Mode) -> int:
        """Bytes that `put` would take."""

    def put(self, module: Any, mode: Mode) -> Any:
        """Bring a module over; the answer is what `drop` wants to have. Raising, it leaves nothing behind."""

    def drop(self, module: Any, kept: Any) -> None:
        """Give its memory back."""

    def mark(self) -> None:
        """From here on, measure."""

    def peak(self) -> int:
        """The most bytes in use since `mark`, above what was in use then."""


class TorchDevice:
    """A CUDA (or ROCm) card; or the CPU as one of `cpu_bytes`, for machines without. Modes other than "full" need a diffusers model.

    limit: bytes to keep to on a card that has more (the user chose a smaller profile). pinned: bytes of main memory that may be
    page-locked for weights; None: a quarter of it.
    """

    def __init__(self, name: str = "cuda", cpu_bytes: int = 8 << 30, *, limit: int | None = None, pinned: int | None = None) -> None:
        import torch

        self._torch = torch
        self._cpu_bytes, self._used, self._limit = cpu_bytes, 0, limit
        self._device = torch.device(name)
        self._cuda = self._device.type == "cuda"
        self._pinnable = (_quarter_of_ram() if pinned is None else pinned) if self._cuda else 0
        self._packs: weakref.WeakKeyDictionary[Any, Packed] = weakref.WeakKeyDictionary()
        self._before = 0

    def total(self) -> int:
        whole = int(self._torch.cuda.mem_get_info(self._device)[1]) if self._cuda else self._cpu_bytes
        return min(whole, self._limit) if self._limit else whole

    def free(self) -> int:
        if not self._cuda:
            return self._cpu_bytes - self._used
        allocated = self._torch.cuda.memory_allocated(self._device)
        cached = self._torch.cuda.memory_reserved(self._device) - allocated
        free = int(self._torch.cuda.mem_get_info(self._device)[0]) + cached
        return min(free, self._limit - allocated) if self._limit else free

    def size(self, module: Any, mode: Mode) -> int:
        whole = _bytes(module)
        if mode == "full":
            return whole
        if mode == "fp8":  # norms and embeddings keep their type; counting everything at a byte a value is a few per cent short
            return sum(int(tensor.numel()) * (1 if tensor.is_floating_point() else int(tensor.element_size())) for tensor in _tensors(module)) * 105 // 100
        largest = max((_bytes(child) for child in _blocks(module)), default=whole)
        return 2 * largest  # one runs while the next comes over

    def put(self, module: Any, mode: Mode) -> Any:
        if mode == "blocks":
            from diffusers.hooks import apply_group_offloading

            cpu = self._torch.device("cpu")
            apply_group_offloading(module, onload_device=self._device, offload_device=cpu, offload_type="leaf_level", use_stream=self._cuda)
            return None
        if mode == "fp8" and not getattr(module, "_stored_in_fp8", False):
            module.enable_layerwise_casting(storage_dtype=self._torch.float8_e4m3fn, compute_dtype=next(module.parameters()).dtype)
            module._stored_in_fp8 = True  # the hooks stay; casting twice would lose what they remember
            self._packs.pop(module, None)
        pack = self._packed(module)
        if pack and mode == "full":
            pack.bring(self._device)
            self._torch.cuda.synchronize(self._device)
            return pack
        # in 8 bits, each weight is replaced by itself whenever it was used: a block would stay as long as one of them isn't
        kept: list[tuple[Any, Any]] = []
        try:
            for tensor in _tensors(module):
                kept.append((tensor, tensor.data))
                tensor.data = tensor.data.to(self._device, non_blocking=self._cuda, copy=True)
                self._used += tensor.nbytes
            if self._cuda:
                self._torch.cuda.synchronize(self._device)
        except BaseException:
            self._back(kept)
            raise
        return kept

    def _packed(self, module: Any) -> Packed | None:
        """The module's weights in page-locked memory; None where there is no room for them."""
        if module in self._packs:
            return self._packs[module]
        if _bytes(module) > self._pinnable - sum(pack.bytes for pack in self._packs.values()):
            return None
        try:
            self._packs[module] = Packed(_tensors(module), pin=True)
        except RuntimeError:  # the system won't lock so much: copies are slower then, and that is all
            log.warning("no page-locked memory for %s", type(module).__name__)
            self._pinnable = 0
            return None
        return self._packs[module]

    def drop(self, module: Any, kept: Any) -> None:
        if kept is None:
            from diffusers.hooks import HookRegistry

            for part in module.modules():
                HookRegistry.check_if_exists_or_initialize(part).remove_hook("group_offloading", recurse=False)
            return
        if isinstance(kept, Packed):
            kept.take_back()
            self._torch.cuda.empty_cache()
            return
        self._back(kept)

    def _back(self, kept: list[tuple[Any, Any]]) -> None:
        for tensor, data in kept:
            self._used -= tensor.nbytes if tensor.data_ptr() != data.data_ptr() else 0
            tensor.data = data
        kept.clear()
        if self._cuda:
            self._torch.cuda.empty_cache()

    def mark(self) -> None:
        if self._cuda:
            self._torch.cuda.reset_peak_memory_stats(self._device)
            self._before = self._torch.cuda.memory_allocated(self._device)

    def peak(self) -> int:
        return max(0, self._torch.cuda.max_memory_allocated(self._device) - self._before) if self._cuda else 0


def _quarter_of_ram() -> int:
    import psutil

    return int(psutil.virtual_memory().total) // 4


def _tensors(module: Any) -> Iterator[Any]:
    """Parameters and buffers, each once though modules may share them."""
    seen: set[int] = set()
    for tensor in (*module.parameters(), *module.buffers()):
        if id(tensor) not in seen:
            seen.add(id(tensor))
            yield tensor


def _bytes(module: Any) -> int:
    return sum(int(tensor.nbytes) for tensor in _tensors(module))


def _blocks(module: Any) -> Iterator[Any]:
    """The repeated pieces of a network: what sits in its lists of modules."""
    import torch

    for child in module.modules():
        if isinstance(child, torch.nn.ModuleList):
            yield from child
