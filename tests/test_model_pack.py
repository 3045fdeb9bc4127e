"""Weights in blocks: the same numbers in the same order, there and back, and nothing half done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shorts import model_pack
from shorts.model_pack import Packed


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_pack, "BLOCK", 4096)


def weights() -> list[object]:
    import torch

    torch.manual_seed(0)
    return [
        torch.nn.Parameter(torch.randn(16, 3, 3, 3).to(memory_format=torch.channels_last)),
        torch.nn.Parameter(torch.randn(40, 40)),  # larger than a block
        torch.nn.Parameter(torch.randn(7).half()),
        torch.tensor(3.5),
        torch.arange(77),
        torch.randn(8, 4).t(),
        torch.randn(1, 6).expand(5, 6),  # not dense
        torch.empty(0),
    ]


def test_numbers_types_and_order_stay() -> None:
    import torch

    tensors = weights()
    before = [(tensor.data.clone(), tensor.dtype, tensor.shape) for tensor in tensors]
    channels_last = tensors[0].stride()
    pack = Packed(tensors, pin=False)
    assert len(pack.blocks) > 1
    assert tensors[0].stride() == channels_last
    for tensor, (values, dtype, shape) in zip(tensors, before, strict=True):
        assert tensor.dtype == dtype
        assert tensor.shape == shape
        assert torch.equal(tensor.data, values)
    homes = [tensor.data_ptr() for tensor in tensors]
    held = {block.host.data_ptr(): block.host.nbytes for block in pack.blocks}
    assert all(any(start <= home < start + size for start, size in held.items()) for tensor, home in zip(tensors, homes, strict=True) if tensor.numel())


def test_brought_away_and_taken_back() -> None:
    import torch

    tensors = weights()
    pack = Packed(tensors, pin=False)
    homes = [tensor.data_ptr() for tensor in tensors]
    before = [tensor.data.clone() for tensor in tensors]
    pack.bring("cpu")
    assert not {tensor.data_ptr() for tensor in tensors if tensor.numel()} & set(homes)
    assert all(torch.equal(tensor.data, values) for tensor, values in zip(tensors, before, strict=True))
    pack.take_back()
    assert [tensor.data_ptr() for tensor in tensors] == homes
    assert all(torch.equal(tensor.data, values) for tensor, values in zip(tensors, before, strict=True))


def test_what_fails_on_the_way_leaves_everything_at_home() -> None:
    tensors = weights()
    pack = Packed(tensors, pin=False)
    homes = [tensor.data_ptr() for tensor in tensors]

    class Full:
        def to(self, *rest: object, **more: object) -> None:
            raise RuntimeError("injected")

    pack.blocks[1] = replace(pack.blocks[1], host=Full())
    with pytest.raises(RuntimeError, match="injected"):
        pack.bring("cpu")
    assert [tensor.data_ptr() for tensor in tensors] == homes


def test_memory_that_cannot_be_locked_leaves_tensors_where_they_were() -> None:
    import torch

    if torch.cuda.is_available():
        pytest.skip("here it can be locked")
    tensors = weights()
    places = [tensor.data_ptr() for tensor in tensors]
    with pytest.raises(RuntimeError):
        Packed(tensors, pin=True)
    assert [tensor.data_ptr() for tensor in tensors] == places
