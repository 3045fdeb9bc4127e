"""A module's weights in a few large blocks of page-locked memory: brought to the card block by block, at the link's full speed.

Hundreds of small copies out of pageable memory reach a fifth of what the link gives; the driver has to copy each through a page-locked
buffer of its own first. Packed, the weights lie in such memory already, once, in the place of where they were read to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

BLOCK = 256 << 20
"""Bytes. A power of two, since torch's allocator of page-locked memory rounds up to one; a larger tensor gets a block of its own."""
_ALIGN = 512
"""Bytes: what CUDA's own allocator aligns to, and kernels for matrices count on."""


@dataclass(frozen=True, slots=True)
class _Place:
    tensor: Any
    offset: int
    home: Any  # its view of the block


@dataclass(frozen=True, slots=True)
class _Block:
    host: Any  # (bytes,) uint8
    places: tuple[_Place, ...]


class Packed:
    """`tensors` (dense ones, each once) moved into blocks; their data are views of these from now on. On whatever device they are.

    Raises RuntimeError where so much memory can't be page-locked; then the tensors are where they were.
    """

    def __init__(self, tensors: Iterable[Any], *, pin: bool) -> None:
        homes = [(tensor, tensor.data) for tensor in tensors]
        self.blocks: list[_Block] = []
        try:
            self.blocks = [_filled(group, pin=pin) for group in _grouped([tensor for tensor, _ in homes])]
        except RuntimeError:
            for tensor, data in homes:
                tensor.data = data
            raise
        self.bytes = sum(int(block.host.nbytes) for block in self.blocks)

    def bring(self, device: Any) -> None:
        """Point every tensor at a copy on `device`; raising, none. Copies may still be under way: synchronise before use."""
        try:
            for block in self.blocks:
                there = block.host.to(device, non_blocking=True, copy=True)
                for place in block.places:
                    place.tensor.data = _view(there, place.offset, place.home)
        except BaseException:
            self.take_back()
            raise

    def take_back(self) -> None:
        """Point every tensor back to its block; nothing is copied."""
        for block in self.blocks:
            for place in block.places:
                place.tensor.data = place.home


def _grouped(tensors: list[Any]) -> list[list[Any]]:
    """Tensors in the order that fills blocks best while neighbours stay together."""
    groups: list[list[Any]] = []
    left = 0
    for tensor in tensors:
        size = _room(tensor)
        if size > left or not groups:
            groups.append([])
            left = max(BLOCK, size)
        groups[-1].append(tensor)
        left -= size
    return groups


def _room(tensor: Any) -> int:
    return -(-int(tensor.nbytes) // _ALIGN) * _ALIGN


def _filled(tensors: list[Any], *, pin: bool) -> _Block:
    import torch

    block = torch.empty(sum(map(_room, tensors)), dtype=torch.uint8, pin_memory=pin)
    places, offset = [], 0
    for tensor in tensors:
        data = tensor.data
        home = _view(block, offset, data)
        home.copy_(data)
        tensor.data = home
        places.append(_Place(tensor, offset, home))
        offset += _room(tensor)
    return _Block(block, tuple(places))


def _view(block: Any, offset: int, like: Any) -> Any:
    """The bytes from `offset` on as a tensor of the type, shape and order (channels last stays so) of `like`."""
    flat = block[offset : offset + like.nbytes].view(like.dtype)
    return flat.as_strided(like.size(), like.stride()) if _dense(like) else flat.view(like.size())


def _dense(tensor: Any) -> bool:
    """Do its strides go over exactly as many values as it has?"""
    return bool(1 + sum((size - 1) * step for size, step in zip(tensor.size(), tensor.stride(), strict=True)) == tensor.numel())
