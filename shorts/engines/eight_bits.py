"""Networks for cards that compute in 32 bits only: stored in 8, a quarter of the memory."""

from __future__ import annotations

from typing import Any


def store_in_8_bits(network: Any, compute: Any) -> None:
    """Store what can be stored so in fp8 and compute in `compute`, which is wider than the 16 bits of what was loaded: what can't
    (norms) changes to it for good. network: a diffusers model."""
    import torch

    network.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=compute)
    network._stored_in_fp8 = True  # the device asks: see TorchDevice.put
    for tensor in (*network.parameters(), *network.buffers()):
        if tensor.is_floating_point() and tensor.dtype.itemsize == 2:
            tensor.data = tensor.data.to(compute)
