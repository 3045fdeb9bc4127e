"""One streamed conversation with Ollama: every way in which it may go wrong, and a cancel that doesn't wait for the next word."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shorts.errors import OllamaDown, OllamaGone, OllamaModelMissing, OllamaRefused, OllamaSilent
from shorts.models import ollama_store

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shorts.progress import Work
    from shorts.settings import Settings

_POLL = 0.1  # seconds between two looks whether it is still wanted
_MISSING = 404


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds without a word: before the first (the model is loaded and reads the page) and after it."""

    first: float = 300.0
    next: float = 60.0


@dataclass(frozen=True, slots=True)
class Room:
    """Tokens. `context`: that a conversation may take, the answer included: Ollama's default would cut off a long page without a word, and
    more costs memory. `answer`: after which an answer is cut off."""

    context: int
    answer: int


@dataclass(frozen=True, slots=True)
class Chat:
    """Conversations with one model."""

    settings: Settings
    model: str
    patience: Patience

    def ask(
        self, messages: Sequence[Mapping[str, str]], schema: dict[str, Any], seed: int, room: Room, work: Work, hear: Callable[[str], None]
    ) -> str:
        """The model's answer, in the shape of `schema` (Ollama sees to that as far as it can). hear: called with all of it so far.

        Raises OllamaDown, OllamaModelMissing, OllamaRefused, OllamaSilent, OllamaGone, Cancelled.
        """
        said: queue.SimpleQueue[str | BaseException | None] = queue.SimpleQueue()
        unwanted = threading.Event()
        options = {"seed": seed, "temperature": 0.6, "top_p": 0.9, "num_ctx": room.context, "num_predict": room.answer}
        # a thread of its own, left behind on a cancel: a read that waits for the next word can't be interrupted; it ends with that word
        listener = threading.Thread(target=self._listen, args=(messages, schema, options, said, unwanted), name="ollama", daemon=True)
        listener.start()
        try:
            return self._gather(said, work, hear)
        finally:
            unwanted.set()

    def _gather(self, said: queue.SimpleQueue[str | BaseException | None], work: Work, hear: Callable[[str], None]) -> str:
        text, last = "", time.monotonic()
        while True:
            work.check()
            try:
                part = said.get(timeout=_POLL)
            except queue.Empty:
                if time.monotonic() - last > (limit := self.patience.next if text else self.patience.first):
                    raise OllamaSilent(host=self.settings.ollama, model=self.model, seconds=f"{limit:.0f}") from None
                continue
            if part is None:
                return text
            if isinstance(part, BaseException):
                raise self._explained(part, begun=bool(text)) from part
            text, last = text + part, time.monotonic()
            hear(text)

    def _listen(
        self, messages: Sequence[Mapping[str, str]], schema: dict[str, Any], options: dict[str, Any],
        said: queue.SimpleQueue[str | BaseException | None], unwanted: threading.Event,
    ) -> None:  # fmt: skip
        """Pass on what comes; closing the stream tells Ollama to stop writing."""
        done = False
        try:
            with ollama_store.client_of(self.settings, self.patience.first + 1) as client:
                stream = client.chat(self.model, messages, stream=True, format=schema, options=options, think=False)
                with contextlib.closing(stream):
                    for part in stream:
                        if unwanted.is_set():
                            return
                        said.put(part.message.content or "")  # a sign of life, while it thinks
                        done = bool(part.done)
            said.put(None if done else EOFError("no end"))
        except Exception as error:  # noqa: BLE001  # it belongs to the thread that asked, which explains it
            said.put(error)

    def _explained(self, error: BaseException, *, begun: bool) -> BaseException:
        """What the client raised, as an error for people; what isn't about Ollama stays what it is."""
        import httpx
        import ollama

        place = {"host": self.settings.ollama, "model": self.model}
        if isinstance(error, ollama.ResponseError):
            return self._missing() if error.status_code == _MISSING else OllamaRefused(**place, reason=error.error[:200])
        if isinstance(error, httpx.ReadTimeout):
            return OllamaSilent(**place, seconds=f"{self.patience.first:.0f}")
        if isinstance(error, (ConnectionError, httpx.ConnectError, httpx.ConnectTimeout)) and not begun:
            return OllamaDown(host=self.settings.ollama)
        if isinstance(error, (httpx.HTTPError, ConnectionError, EOFError)):
            return OllamaGone(**place)
        return OllamaRefused(**place, reason="no answer of an Ollama") if isinstance(error, ValueError) else error

    def _missing(self) -> OllamaModelMissing:
        with contextlib.suppress(OllamaDown, OllamaRefused):
            return missing(self.model, ollama_store.installed_tags(self.settings))
        return missing(self.model, ())


def missing(model: str, names: Sequence[str] | Mapping[str, Any]) -> OllamaModelMissing:
    """names: what is installed."""
    listed = ", ".join(names)
    return OllamaModelMissing(model=model, installed=listed or "none", installed_ko=listed or "없음")
