"""Ollama as a guest on the graphics card: it keeps its model there until somebody else needs the room."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from shorts.errors import OllamaError
from shorts.models import ollama_store

if TYPE_CHECKING:
    from shorts.settings import Settings

log = logging.getLogger(__name__)
_FORGET = 10.0  # seconds for which an Ollama that isn't there is not looked for again: on some systems each look takes half a second


class OllamaTenant:
    """See Tenant (model_manager.py). An Ollama on another machine has nothing on this card."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._here = ollama_store.is_here(settings)
        self._missed = float("-inf")

    def held(self) -> int:
        """Bytes of graphics memory that its models take; 0 where no Ollama answers."""
        return sum(self._loaded().values())

    def release(self) -> None:
        """Have every model leave. One that Ollama refuses to unload is logged; the manager goes by what is free then."""
        for model, bytes_there in self._loaded().items():
            if not bytes_there:
                continue
            try:
                ollama_store.unload(model, self._settings)
            except OllamaError as error:
                log.warning("%s stays on the card: %s", model, error.code)

    def _loaded(self) -> dict[str, int]:
        if not self._here or time.monotonic() - self._missed < _FORGET:
            return {}
        try:
            return ollama_store.loaded(self._settings)
        except OllamaError:
            self._missed = time.monotonic()
            return {}
