"""One graphics card, many models: who is on it, who has to leave, and that nothing is there which nobody accounts for.

    with manager.use("unet", "vae", room=2 * GIB, key="unet 1024x1024") as held:
        picture = held.run(lambda unet, vae: …)

The unit is a part (text encoder, UNet, VAE, …), shared by every pipeline that names it. All loading, moving and running happens on one
thread of the manager's, which also owns all of its state; callers may be on any thread. What fits is computed beforehand, never learned
from an out-of-memory error: Windows drivers spill into main memory, a hundred times slower, instead of failing.
"""

from __future__ import annotations

import contextlib
import json
import logging
import queue
import threading
import time
import traceback
from collections import Counter
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from shorts.errors import NotEnoughVram, UnknownChoice
from shorts.files import human_size, write_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from shorts.model_device import Device, Mode
    from shorts.progress import Work

log = logging.getLogger(__name__)
T = TypeVar("T")
GIB = 1 << 30
RESERVE = int(0.7 * GIB)
"""Bytes left to the desktop, the browser and the allocator's fragments."""
_TENANT_SECONDS = 10.0  # a tenant's memory takes this long to come back, at most
_POLL = 0.05


class Tenant(Protocol):
    """Another program on the card that gives way when asked (Ollama with keep_alive=0)."""

    def held(self) -> int:
        """Bytes it has on the card now."""

    def release(self) -> None:
        """Ask it to leave; it may take a moment."""


@dataclass(frozen=True, slots=True)
class Part:
    """`load` makes the module in main memory; `modes`: how it may be held, best first; `leave` is called with the module before it
    leaves the card, to let go of what stands on its being there."""

    id: str
    load: Callable[[], Any]
    modes: tuple[Mode, ...] = ("full",)
    leave: Callable[[Any], None] = field(default=lambda module: None)


@dataclass(slots=True)
class _Resident:
    mode: Mode
    bytes: int
    kept: Any
    clock: int


class ModelManager:
    """`peaks`: file where measured working memory is kept, per key. Raises nothing at construction; `close` ends its thread."""

    def __init__(self, device: Device, *, reserve: int = RESERVE, tenants: Sequence[Tenant] = (), peaks: Path | None = None) -> None:
        self._device, self._reserve, self._tenants, self._peaks_file = device, reserve, tuple(tenants), peaks
        self._parts: dict[str, Part] = {}
        self._modules: dict[str, Any] = {}
        self._sizes: dict[tuple[str, Mode], int] = {}
        self._resident: dict[str, _Resident] = {}
        self._locks: Counter[str] = Counter()
        self._plan: list[str] = []
        self._clock = 0
        self._peaks: dict[str, int] = _read_peaks(peaks)
        self._gpu = _Lane("gpu")
        self._depth = threading.local()
        self._released = threading.Condition()
        self._releases = 0

    def close(self) -> None:
        """Take everything off the card. Closing again does nothing."""
        if self._gpu.alive():
            self._gpu.call(self._drop_all)
            self._gpu.close()

    def add(self, part: Part) -> None:
        """Make a part known; one that is known already stays as it is, so pipelines share it."""
        self._gpu.call(lambda: self._parts.setdefault(part.id, part))

    def plan(self, uses: Iterable[str]) -> None:
        """The parts that will be asked for, in order: what is needed last leaves first. Stage by stage moves least."""
        ordered = list(uses)
        self._gpu.call(lambda: setattr(self, "_plan", ordered))

    def on_card(self) -> dict[str, tuple[Mode, int]]:
        """What is on the card: mode and bytes."""
        return self._gpu.call(lambda: {name: (resident.mode, resident.bytes) for name, resident in self._resident.items()})

    def spare(self) -> int:
        """Bytes that are free now, the reserve left alone: for what is only worth having where there is plenty."""
        return self._gpu.call(lambda: self._device.free() - self._reserve)

    def evict(self, part: str) -> None:
        """Take a part off the card; it stays in main memory. One in use stays where it is."""
        self._gpu.call(lambda: self._drop(part) if part in self._resident and not self._locks[part] else None)

    def forget(self, part: str) -> None:
        """Let go of a part altogether, in main memory too. One in use stays."""
        self._gpu.call(lambda: self._forget(part))

    @contextlib.contextmanager
    def use(self, *parts: str, room: int = 0, key: str = "", work: Work | None = None) -> Iterator[Held]:
        """Have parts on the card, locked until the block ends. `room`: bytes to work in, until the peak under `key` has been measured.

        Waits while others hold what has to leave, unless this thread holds parts itself (two that wait for each other would never end).
        Raises UnknownChoice, NotEnoughVram (with the numbers), Cancelled, and whatever a part's `load` raises; then nothing of this
        call stays on the card or locked.
        """
        wanted = tuple(dict.fromkeys(parts))
        depth = getattr(self._depth, "held", 0)
        self._acquire(wanted, room, key, work, may_wait=depth == 0 and not self._gpu.here())
        self._depth.held = depth + 1
        try:
            yield Held(self, wanted, key)
        finally:
            self._depth.held = depth
            self._gpu.call(lambda: self._unlock(wanted))
            with self._released:
                self._releases += 1
                self._released.notify_all()

    def _acquire(self, wanted: tuple[str, ...], room: int, key: str, work: Work | None, *, may_wait: bool) -> None:
        while True:
            with self._released:
                seen = self._releases
            if self._gpu.call(lambda: self._bring(wanted, room, key, may_wait=may_wait)):
                return
            with self._released:
                while self._releases == seen:
                    self._released.wait(0.2)
                    if work:
                        work.check()

    # --- on the manager's thread ---

    def _bring(self, wanted: tuple[str, ...], room: int, key: str, *, may_wait: bool) -> bool:
        """True when everything is on the card and locked; False if it would be, once others let go."""
        for name in wanted:
            if name not in self._modules:
                self._modules[name] = self._load(name)
        missing = [name for name in wanted if name not in self._resident]
        room = max(self._peaks.get(key, room), 0) + self._reserve
        modes = self._choose(wanted, missing, room, may_wait=may_wait)
        if modes is None:
            return False
        need = room + sum(self._size(name, mode) for name, mode in modes.items())
        self._make_room(need, wanted)
        brought: list[str] = []
        try:
            for name, mode in modes.items():
                self._put(name, mode)
                brought.append(name)
        except BaseException as error:
            for name in brought:
                self._drop(name)
            traceback.clear_frames(error.__traceback__)  # frames would keep a half-moved module alive
            raise
        for name in wanted:
            self._locks[name] += 1
            self._clock += 1
            self._resident[name].clock = self._clock
            if name in self._plan:
                self._plan.remove(name)
        return True

    def _load(self, name: str) -> Any:
        if name not in self._parts:
            raise UnknownChoice(kind="part", kind_ko="모델 부품", value=name, choices=", ".join(self._parts))
        try:
            return self._parts[name].load()
        except BaseException as error:
            traceback.clear_frames(error.__traceback__)
            raise

    def _choose(self, wanted: tuple[str, ...], missing: list[str], room: int, *, may_wait: bool) -> dict[str, Mode] | None:
        """The best mode for each missing part that fits: the largest gives way first, to 8 bits, then to blocks. None: wait."""
        usable = self._device.free() + sum(tenant.held() for tenant in self._tenants)
        after = usable + sum(resident.bytes for name, resident in self._resident.items() if name not in wanted)
        usable += sum(resident.bytes for name, resident in self._resident.items() if name not in wanted and not self._locks[name])
        modes: dict[str, Mode] = {name: self._parts[name].modes[0] for name in missing}
        needs = [room + sum(self._size(name, mode) for name, mode in modes.items())]
        largest_first = sorted(missing, key=lambda name: -self._size(name, modes[name]))
        lower: tuple[Mode, ...] = ("fp8", "blocks")
        steps = [(name, mode) for mode in lower for name in largest_first if mode in self._parts[name].modes and mode != modes[name]]
        for name, mode in [*steps, (None, None)]:
            if needs[-1] <= usable:
                return modes
            if name is not None and mode is not None:
                modes[name] = mode
                needs.append(room + sum(self._size(part, held) for part, held in modes.items()))
        if may_wait and min(needs) <= after:
            return None
        said = {"needed": human_size(min(needs)), "usable": human_size(usable), "total": human_size(self._device.total())}
        raise NotEnoughVram(parts=", ".join(wanted), **said)

    def _make_room(self, need: int, wanted: tuple[str, ...]) -> None:
        for tenant in self._tenants:
            if self._device.free() < need and tenant.held():
                tenant.release()
                deadline = time.monotonic() + _TENANT_SECONDS
                while self._device.free() < need and tenant.held() and time.monotonic() < deadline:
                    time.sleep(_POLL)  # the memory comes back when that program lets go, and nobody tells
        while self._device.free() < need:
            leaving = [name for name in self._resident if not self._locks[name] and name not in wanted]
            if not leaving:
                said = {"needed": human_size(need), "usable": human_size(self._device.free()), "total": human_size(self._device.total())}
                raise NotEnoughVram(parts=", ".join(wanted), **said)
            self._drop(max(leaving, key=self._next_use))

    def _next_use(self, name: str) -> tuple[int, int]:
        """How far away its next use is; of those that the plan doesn't name, the one unused for longest."""
        return (self._plan.index(name) if name in self._plan else len(self._plan), -self._resident[name].clock)

    def _put(self, name: str, mode: Mode) -> None:
        began = time.perf_counter()
        size = self._size(name, mode)
        kept = self._device.put(self._modules[name], mode)
        if mode != "full":
            self._forget_sizes(name)  # a module that was stored in 8 bits stays so
        self._resident[name] = _Resident(mode, size, kept, self._clock)
        seconds = max(time.perf_counter() - began, 1e-9)
        log.info("%s (%s): %s in %.2f s, %.1f GB/s; free %s", name, mode, human_size(size), seconds, size / seconds / 1e9, human_size(self._device.free()))

    def _drop(self, name: str) -> None:
        self._parts[name].leave(self._modules[name])
        self._device.drop(self._modules[name], self._resident.pop(name).kept)

    def _drop_all(self) -> None:
        for name in list(self._resident):
            self._drop(name)
        self._modules.clear()
        self._sizes.clear()

    def _forget(self, name: str) -> None:
        if not self._locks[name]:
            if name in self._resident:
                self._drop(name)
            self._modules.pop(name, None)
            self._forget_sizes(name)

    def _unlock(self, wanted: tuple[str, ...]) -> None:
        self._locks.subtract(wanted)

    def _size(self, name: str, mode: Mode) -> int:
        """Remembered: adding up two thousand tensors takes as long as a tenth of moving them."""
        if (name, mode) not in self._sizes:
            self._sizes[name, mode] = self._device.size(self._modules[name], mode)
        return self._sizes[name, mode]

    def _forget_sizes(self, name: str) -> None:
        self._sizes = {key: size for key, size in self._sizes.items() if key[0] != name}

    def _run(self, wanted: tuple[str, ...], key: str, function: Callable[..., T]) -> T:
        self._device.mark()
        try:
            return function(*(self._modules[name] for name in wanted))
        finally:
            peak = self._device.peak()
            if key and peak > self._peaks.get(key, 0):
                self._peaks[key] = peak
                if self._peaks_file:
                    write_json(self._peaks_file, self._peaks)


@dataclass(frozen=True, slots=True)
class Held:
    """Parts that are on the card while the `with` block lasts."""

    _manager: ModelManager
    _parts: tuple[str, ...]
    _key: str

    def run(self, function: Callable[..., T]) -> T:
        """Call `function` with the modules, in the order they were asked for, on the manager's thread; its peak memory is noted."""
        manager = self._manager
        return manager._gpu.call(lambda: manager._run(self._parts, self._key, function))


class _Lane:
    """One thread that does what it is given, in order; called from itself, at once."""

    def __init__(self, name: str) -> None:
        self._orders: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def alive(self) -> bool:
        return self._thread.is_alive()

    def here(self) -> bool:
        return threading.current_thread() is self._thread

    def call(self, function: Callable[[], T]) -> T:
        if self.here():
            return function()
        future: Future[T] = Future()
        self._orders.put((function, future))
        return future.result()

    def close(self) -> None:
        self._orders.put(None)
        self._thread.join(10)

    def _work(self) -> None:
        while (order := self._orders.get()) is not None:
            function, future = order
            try:
                future.set_result(function())
            except BaseException as error:  # noqa: BLE001  # it belongs to the caller, who gets it whole
                future.set_exception(error)
            del order, function, future  # a kept closure would keep modules alive


def _read_peaks(file: Path | None) -> dict[str, int]:
    """Nothing readable: everything is measured anew."""
    if file is None:
        return {}
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {key: value for key, value in kept.items() if isinstance(value, int)} if isinstance(kept, dict) else {}
