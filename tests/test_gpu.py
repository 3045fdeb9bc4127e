"""What only a real card can show. Skipped without one; on one: python start.py test -m gpu"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.model_manager import ModelManager

pytestmark = pytest.mark.gpu
GIB = 1 << 30


@pytest.fixture(autouse=True)
def card() -> None:
    """Asked when a test runs: collecting must not import torch."""
    torch = pytest.importorskip("torch")
    if not torch.cuda.is_available():
        pytest.skip("needs a CUDA device")


@pytest.fixture
def manager() -> Iterator[ModelManager]:
    import torch

    from shorts.model_device import TorchDevice
    from shorts.model_manager import ModelManager

    made = ModelManager(TorchDevice(), reserve=GIB // 4)
    yield made
    made.close()
    torch.cuda.empty_cache()


def net(width: int = 4096, layers: int = 4) -> Any:
    import torch

    torch.manual_seed(0)
    return torch.nn.Sequential(*(torch.nn.Linear(width, width, dtype=torch.float16) for _ in range(layers))).eval().requires_grad_(requires_grad=False)


def test_weights_come_and_go_without_growth(manager: ModelManager) -> None:
    import torch

    from shorts.model_manager import Part

    module = net()
    manager.add(Part("net", lambda: module))
    given = torch.randn(2, 4096, dtype=torch.float16)
    before, results = torch.cuda.memory_allocated(), []
    for _ in range(20):
        with manager.use("net") as held:
            results.append(held.run(lambda there: there(given.cuda()).cpu()))
        manager.evict("net")
        assert torch.cuda.memory_allocated() - before < 64 << 20  # cuBLAS keeps a workspace
        assert next(module.parameters()).device.type == "cpu"
    assert all(torch.equal(result, results[0]) for result in results)
    assert next(module.parameters()).is_pinned()


def test_a_replay_gives_what_a_call_gives() -> None:
    import diffusers
    import torch

    from shorts.engines.replay import forget_recordings, replaying

    torch.manual_seed(0)
    unet = diffusers.UNet2DConditionModel(
        sample_size=16, block_out_channels=(32, 64), down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), cross_attention_dim=32, attention_head_dim=8,
    ).half().cuda().eval()  # fmt: skip
    for seed in (1, 2, 3):
        torch.manual_seed(seed)
        sample, words = torch.randn(2, 4, 16, 16, device="cuda", dtype=torch.float16), torch.randn(2, 7, 32, device="cuda", dtype=torch.float16)
        time = torch.tensor(100 * seed, device="cuda")
        with torch.no_grad():
            called = unet(sample, time, encoder_hidden_states=words, return_dict=False)[0]
            with replaying(unet):
                replayed = unet(sample, time, encoder_hidden_states=words, return_dict=False)[0]
        assert torch.allclose(called, replayed, atol=2e-3)
    held = torch.cuda.memory_reserved()
    forget_recordings(unet)
    torch.cuda.empty_cache()
    assert torch.cuda.memory_reserved() < held
    assert unet(sample, time, encoder_hidden_states=words, return_dict=False)[0].shape == sample.shape


def test_a_part_that_does_not_fit_is_held_in_8_bits_and_computes_nearly_the_same() -> None:
    import diffusers
    import torch

    from shorts.model_device import TorchDevice

    torch.manual_seed(0)
    unet = diffusers.UNet2DConditionModel(
        sample_size=16, block_out_channels=(64, 128), down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"), cross_attention_dim=32, attention_head_dim=8,
    ).half().eval()  # fmt: skip
    sample, words = torch.randn(1, 4, 16, 16, device="cuda", dtype=torch.float16), torch.randn(1, 7, 32, device="cuda", dtype=torch.float16)
    device = TorchDevice()
    with torch.no_grad():
        kept = device.put(unet, "full")
        full = unet(sample, 10, encoder_hidden_states=words, return_dict=False)[0].float()
        device.drop(unet, kept)
        kept = device.put(unet, "fp8")
        eight = unet(sample, 10, encoder_hidden_states=words, return_dict=False)[0].float()
        device.drop(unet, kept)
    assert torch.isfinite(eight).all()
    assert torch.nn.functional.cosine_similarity(full.flatten(), eight.flatten(), dim=0) > 0.98


def test_a_limit_is_kept_to() -> None:
    from shorts.errors import NotEnoughVram
    from shorts.model_device import TorchDevice
    from shorts.model_manager import ModelManager, Part

    device = TorchDevice(limit=GIB)
    assert device.total() == GIB
    made = ModelManager(device, reserve=0)
    try:
        made.add(Part("large", lambda: net(8192, 10)))  # 1.25 GiB
        made.add(Part("small", lambda: net(4096, 4)))
        with pytest.raises(NotEnoughVram), made.use("large"):
            pass
        with made.use("small"):
            assert made.on_card()["small"][0] == "full"
    finally:
        made.close()
