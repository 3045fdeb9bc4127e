"""The model manager on a device that only counts: never over budget, never takes what is in use, never leaves anything behind."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shorts.errors import Cancelled, NotEnoughVram, UnknownChoice
from shorts.model_manager import GIB, ModelManager, Part
from shorts.progress import Work

SIZES = {"te": 1.52, "unet": 4.78, "vae": 0.16, "clipv": 1.2, "tts": 1.8, "t5": 4.8, "ltx": 3.58, "ltxvae": 0.78}  # GiB, fp16
ROOMS = {"te": 0.3, "unet": 2.2, "vae": 2.0, "clipv": 0.3, "tts": 0.8, "t5": 0.4, "ltx": 2.0, "ltxvae": 2.5}


class Module:
    """Weights that know only how many bytes they are."""

    def __init__(self, size: int) -> None:
        self.size = size


class CountingDevice:
    def __init__(self, total: int, foreign: int = 0) -> None:
        self._total, self.foreign = total, foreign
        self.used = self.most = self.moved = 0
        self.on: dict[int, int] = {}
        self.fail_puts = 0  # how many puts to let pass before one fails; 0: none fails
        self.working = 0

    def total(self) -> int:
        return self._total

    def free(self) -> int:
        return self._total - self.foreign - self.used

    def size(self, module: Module, mode: str) -> int:
        return {"full": module.size, "fp8": module.size // 2, "blocks": module.size // 8}[mode]

    def put(self, module: Module, mode: str) -> int:
        if self.fail_puts:
            self.fail_puts -= 1
            if not self.fail_puts:
                raise MemoryError("injected")
        size = self.size(module, mode)
        assert id(module) not in self.on
        assert size <= self.free(), "over budget"
        self.on[id(module)] = size
        self.used += size
        self.moved += size
        self.most = max(self.most, self.used)
        return size

    def drop(self, module: Module, kept: int) -> None:
        self.used -= self.on.pop(id(module))

    def mark(self) -> None:
        self.working = 0

    def peak(self) -> int:
        return self.working


class Guest:
    """A tenant whose memory comes back only after it was asked twice for how much it holds, as a server's does."""

    def __init__(self, device: CountingDevice, size: int) -> None:
        self.device, self.size, self.asked, self.leaving = device, size, 0, 0
        device.foreign += size

    def held(self) -> int:
        if self.leaving:
            self.leaving -= 1
            if not self.leaving:
                self.device.foreign -= self.size
                self.size = 0
        return self.size

    def release(self) -> None:
        self.asked += 1
        self.leaving = 2


@contextmanager
def managed(device: CountingDevice, sizes: dict[str, int], modes: tuple[str, ...] = ("full",), **more: Any) -> Iterator[ModelManager]:
    manager = ModelManager(device, **more)  # type: ignore[arg-type]
    for name, size in sizes.items():
        manager.add(Part(name, lambda size=size: Module(size), modes))  # type: ignore[misc, arg-type]
    try:
        yield manager
    finally:
        manager.close()
        assert device.used == 0, "something stayed on the card"


def gib(**sizes: float) -> dict[str, int]:
    return {name: int(size * GIB) for name, size in sizes.items()}


def test_parts_are_shared_brought_once_and_given_to_the_work() -> None:
    device = CountingDevice(12 * GIB)
    with managed(device, gib(unet=4, vae=1)) as manager:
        for _ in range(3):
            with manager.use("unet", "vae", room=GIB) as held:
                assert held.run(lambda unet, vae: (unet.size, vae.size, threading.current_thread().name)) == (4 * GIB, GIB, "gpu")
        assert device.moved == 5 * GIB
        assert manager.on_card() == {"unet": ("full", 4 * GIB), "vae": ("full", GIB)}


def test_closing_twice_is_closing_once() -> None:
    with managed(CountingDevice(GIB), {}) as manager:
        manager.close()


def test_before_a_part_leaves_it_is_told() -> None:
    told: list[object] = []
    with managed(CountingDevice(10 * GIB), {}) as manager:
        module = Module(GIB)
        manager.add(Part("net", lambda: module, leave=told.append))
        with manager.use("net"):
            manager.evict("net")
            assert not told  # it is in use
        manager.evict("net")
        assert told == [module]
        before = manager.spare()
        with manager.use("net"):
            assert manager.spare() == before - GIB


def test_what_is_needed_last_leaves_first() -> None:
    device = CountingDevice(10 * GIB)
    with managed(device, gib(a=3, b=3, c=3)) as manager:
        manager.plan(["a", "b", "c", "a", "b"])
        for name in ("a", "b", "c"):
            with manager.use(name, room=GIB):
                pass
        assert set(manager.on_card()) == {"a", "c"}  # b is needed after a


def test_a_guest_is_asked_to_leave_before_anything_of_ours() -> None:
    device = CountingDevice(12 * GIB)
    guest = Guest(device, 6 * GIB)
    with managed(device, gib(a=4, b=4), tenants=(guest,)) as manager:
        with manager.use("a"):
            pass
        assert guest.asked == 0
        with manager.use("b"):
            pass
        assert guest.asked == 1
        assert set(manager.on_card()) == {"a", "b"}


def test_what_does_not_fit_is_held_in_less_or_refused_with_the_numbers() -> None:
    device = CountingDevice(6 * GIB)
    with managed(device, gib(unet=8, vae=1), modes=("full", "fp8", "blocks")) as manager, manager.use("unet", "vae"):
        assert {name: mode for name, (mode, _) in manager.on_card().items()} == {"unet": "fp8", "vae": "full"}
    with managed(CountingDevice(3 * GIB), gib(unet=8), modes=("full", "fp8", "blocks")) as manager, manager.use("unet"):
        assert manager.on_card()["unet"][0] == "blocks"
    with managed(CountingDevice(3 * GIB), gib(unet=8), modes=("full", "fp8")) as manager:
        with pytest.raises(NotEnoughVram) as refused, manager.use("unet"):
            pytest.fail("it can't fit")
        assert refused.value.details == {"parts": "unet", "needed": "4.7 GB", "usable": "3.0 GB", "total": "3.0 GB"}
        assert manager.on_card() == {}


def test_measured_room_replaces_the_guess_and_is_kept(tmp_path: Path) -> None:
    device = CountingDevice(8 * GIB)
    file = tmp_path / "peaks.json"
    with managed(device, gib(a=3, b=3), peaks=file) as manager:
        with manager.use("a", room=GIB, key="a 1024") as held:
            held.run(lambda a: setattr(device, "working", 4 * GIB))
        with manager.use("b"):
            pass
        with manager.use("a", key="a 1024"):
            assert set(manager.on_card()) == {"a"}  # b had to leave: a needs 4 GiB to work in
    with managed(device, gib(a=3, b=3), peaks=file) as again:
        with again.use("b"):
            pass
        with again.use("a", key="a 1024"):
            assert set(again.on_card()) == {"a"}


@pytest.mark.parametrize("fail", [1, 2, 3])
def test_a_failed_move_leaves_nothing(fail: int) -> None:
    device = CountingDevice(12 * GIB)
    with managed(device, gib(a=1, b=2, c=3)) as manager:
        device.fail_puts = fail
        with pytest.raises(MemoryError), manager.use("a", "b", "c"):
            pytest.fail("it failed to load")
        assert (manager.on_card(), device.used) == ({}, 0)
        with manager.use("a", "b", "c"):
            assert device.used == 6 * GIB


def test_a_failed_load_and_its_error_keep_nothing_alive() -> None:
    device = CountingDevice(12 * GIB)
    made: list[weakref.ref[Module]] = []

    def load() -> Module:
        module = Module(GIB)
        made.append(weakref.ref(module))
        raise OSError("half a file")

    with managed(device, {}) as manager:
        manager.add(Part("bad", load))
        with pytest.raises(OSError, match="half a file") as kept, manager.use("bad"):
            pytest.fail("it failed to load")
        gc.collect()
        assert made[0]() is None
        assert str(kept.value) == "half a file"
        with pytest.raises(UnknownChoice), manager.use("nobody"):
            pytest.fail("there is none")


def test_one_waits_for_another_to_let_go_and_can_be_cancelled() -> None:
    device = CountingDevice(6 * GIB)
    with managed(device, gib(a=4, b=4)) as manager:
        seen: list[str] = []

        def second() -> None:
            with manager.use("b"):
                seen.append("b")

        with manager.use("a"):
            thread = threading.Thread(target=second)
            thread.start()
            cancel = threading.Event()
            cancel.set()
            other = threading.Thread(target=lambda: seen.append(type(_error_of(manager, cancel)).__name__))
            other.start()
            other.join(5)
            assert seen == ["Cancelled"]
            with pytest.raises(NotEnoughVram), manager.use("b"):  # this thread holds a: waiting would never end
                pytest.fail("a is in the way")
            assert set(manager.on_card()) == {"a"}
        thread.join(5)
        assert seen == ["Cancelled", "b"]


def _error_of(manager: ModelManager, cancel: threading.Event) -> BaseException | None:
    try:
        with manager.use("b", work=Work(cancel=cancel)):
            return None
    except Cancelled as error:
        return error


def moved(uses: list[str], total: float) -> float:
    device = CountingDevice(int(total * GIB), GIB)
    with managed(device, gib(**SIZES)) as manager:
        manager.plan(uses)
        for name in uses:
            with manager.use(name, room=int(ROOMS[name] * GIB)):
                pass
    return device.moved / GIB


def test_stage_by_stage_moves_a_quarter_of_scene_by_scene() -> None:
    scenes = 5
    by_scene = ["te", "clipv", "unet", "vae", "tts", "t5", "ltxvae", "ltx", "ltxvae"] * scenes
    by_stage = [name for name in ("te", "clipv", "unet", "vae", "tts", "t5", "ltxvae", "ltx", "ltxvae") for _ in range(scenes)]
    assert moved(by_stage, 12) <= 0.25 * moved(by_scene, 12)


# --- whatever the plan ------------------------------------------------------------------------------------------------

NAMES = "abcde"
STEP = st.tuples(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3), st.integers(0, 4), st.sampled_from(["", "load", "put", "work"]), st.booleans())


@settings(max_examples=120, deadline=None)
@given(
    total=st.integers(4, 24), foreign=st.integers(0, 6), guest=st.integers(0, 4), steps=st.lists(STEP, max_size=12), ahead=st.lists(st.sampled_from(NAMES)),
    sizes=st.lists(st.integers(1, 12), min_size=5, max_size=5), modes=st.sampled_from([("full",), ("full", "fp8"), ("full", "fp8", "blocks"), ("fp8", "blocks")]),
)  # fmt: skip
def test_never_over_budget_never_in_use_never_left_behind(
    total: int, foreign: int, guest: int, steps: list[tuple[list[str], int, str, bool]], ahead: list[str], sizes: list[int], modes: tuple[str, ...]
) -> None:
    """The device itself checks the budget at every move; nested uses keep what they hold; failures change nothing that was locked."""
    device = CountingDevice(total * GIB, foreign * GIB)
    failing = {"load": False}

    def loader(size: int) -> Any:
        def load() -> Module:
            if failing["load"]:
                raise OSError("injected")
            return Module(size)

        return load

    manager = ModelManager(device, reserve=GIB // 2, tenants=(Guest(device, guest * GIB),))
    try:
        for name, size in zip(NAMES, sizes, strict=True):
            manager.add(Part(name, loader(size * GIB), modes))  # type: ignore[arg-type]
        manager.plan(ahead)
        with ExitStack() as stack:
            holding: set[str] = set()
            for names, room, failure, keep in steps:
                failing["load"] = failure == "load"
                device.fail_puts = 1 if failure == "put" else 0
                before = manager.on_card()
                try:
                    with ExitStack() as inner:
                        held = inner.enter_context(manager.use(*names, room=room * GIB))
                        assert device.free() >= room * GIB + GIB // 2
                        assert set(names) <= set(manager.on_card())
                        if failure == "work":
                            with pytest.raises(ZeroDivisionError):
                                held.run(lambda *parts: 1 // 0)
                        if keep:
                            stack.push(inner.pop_all())
                            holding |= set(names)
                except (NotEnoughVram, OSError, MemoryError) as error:
                    if not isinstance(error, NotEnoughVram):
                        assert failure in ("load", "put")
                    assert set(manager.on_card()) <= set(before)
                assert holding <= set(manager.on_card())
                assert device.used == sum(size for _, size in manager.on_card().values())
                device.fail_puts = 0
    finally:
        manager.close()
    assert device.used == 0


@settings(max_examples=15, deadline=None)
@given(st.lists(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2), min_size=6, max_size=18))
def test_threads_never_lock_each_other_out(orders: list[list[str]]) -> None:
    device = CountingDevice(8 * GIB)
    done: list[int] = []
    with managed(device, dict.fromkeys(NAMES, 3 * GIB), reserve=0) as manager:

        def work(index: int) -> None:
            for names in orders[index::3]:
                with manager.use(*names) as held:
                    held.run(lambda *parts: None)
                    with suppress(NotEnoughVram), manager.use("a", "b"):  # holding already, it is refused rather than made to wait
                        pass
            done.append(index)

        threads = [threading.Thread(target=work, args=(index,), daemon=True) for index in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
    assert sorted(done) == [0, 1, 2]


# --- torch's own --------------------------------------------------------------------------------------------------------


def test_a_torch_module_comes_and_goes_without_being_copied_back() -> None:
    import torch

    from shorts.model_device import TorchDevice

    device = TorchDevice("cpu", cpu_bytes=1 << 20)
    module = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.BatchNorm1d(64))
    module[0].weight.requires_grad_(False)
    places = [tensor.data_ptr() for tensor in (*module.parameters(), *module.buffers())]
    manager = ModelManager(device, reserve=0)
    manager.add(Part("net", lambda: module))
    try:
        with manager.use("net") as held:
            assert module[0].weight.data_ptr() != places[0]
            assert device.free() == (1 << 20) - device.size(module, "full")
            assert held.run(lambda net: net(torch.ones(2, 64)).shape) == (2, 64)
        manager.forget("net")
        assert [tensor.data_ptr() for tensor in (*module.parameters(), *module.buffers())] == places
        assert device.free() == 1 << 20
    finally:
        manager.close()


def test_a_diffusers_model_in_8_bits_and_block_by_block_gives_pictures() -> None:
    import torch
    from diffusers import AutoencoderTiny

    from shorts.model_device import TorchDevice

    torch.manual_seed(0)
    made = AutoencoderTiny(encoder_block_out_channels=(8, 8), decoder_block_out_channels=(8, 8), num_encoder_blocks=(1, 1), num_decoder_blocks=(1, 1))
    latent = torch.randn(1, 4, 8, 8)
    with torch.no_grad():
        exact = made.eval().decode(latent).sample
    for mode, tolerance in (("fp8", 0.5), ("blocks", 1e-6)):
        manager = ModelManager(TorchDevice("cpu", cpu_bytes=1 << 30), reserve=0)
        again = AutoencoderTiny.from_config(made.config).eval()
        again.load_state_dict(made.state_dict())
        manager.add(Part("vae", lambda again=again: again, (mode,)))  # type: ignore[misc, arg-type]
        try:
            for _ in range(2):
                with manager.use("vae") as held, torch.no_grad():
                    assert (torch.float8_e4m3fn in {tensor.dtype for tensor in again.parameters()}) == (mode == "fp8")
                    assert held.run(lambda vae: vae.decode(latent).sample).sub(exact).abs().max() <= tolerance
                manager.evict("vae")
        finally:
            manager.close()
