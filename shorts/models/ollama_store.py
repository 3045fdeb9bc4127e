"""Models that Ollama keeps in its own store: listed, fetched and deleted through its client."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from shorts.errors import OllamaDown, OllamaRefused
from shorts.models.install import STAGE
from shorts.models.licences import demand_consent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.models.catalog import Entry
    from shorts.progress import Work
    from shorts.settings import Settings

_LOOK = 1.0  # seconds to wait for a list: the server is on this machine, or not there
_PULL = 60.0  # seconds without a word during a pull


def installed_tags(settings: Settings) -> dict[str, int]:
    """Name → bytes of what Ollama has. Raises OllamaDown, OllamaRefused."""
    import ollama

    with _explained(settings, "list"):
        return {model.model: int(model.size or 0) for model in ollama.Client(host=settings.ollama, timeout=_LOOK).list().models if model.model}


def pull(entry: Entry, settings: Settings, work: Work, *, accept: bool = False) -> None:
    """Let Ollama fetch a model; it resumes by itself and verifies what it got. Progress in bytes, summed over its layers.

    Raises LicenceNotAccepted, OllamaDown, OllamaRefused, Cancelled.
    """
    import ollama

    demand_consent(entry, settings, accept=accept)
    layers: dict[str, tuple[int, int]] = {}
    success = False
    with _explained(settings, entry.tag):
        for step in ollama.Client(host=settings.ollama, timeout=_PULL).pull(entry.tag, stream=True):
            if step.digest and step.total:
                layers[step.digest] = (step.completed or 0, step.total)
            done, total = sum(have for have, _ in layers.values()), sum(size for _, size in layers.values())
            work.step(STAGE, done, max(total, entry.bytes if not layers else total, 1), step.status or "")
            success = step.status == "success"
    if not success:
        raise OllamaRefused(host=settings.ollama, model=entry.tag, reason="no “success” at the end")


def delete(entry: Entry, settings: Settings) -> int:
    """Returns the bytes that Ollama said it took. Raises OllamaDown, OllamaRefused."""
    import ollama

    size = size_of(entry, installed_tags(settings))
    with _explained(settings, entry.tag):
        ollama.Client(host=settings.ollama, timeout=_PULL).delete(entry.tag)
    return size or 0


def size_of(entry: Entry, tags: dict[str, int]) -> int | None:
    """Bytes of an entry among what is installed; None where it isn't. Ollama adds :latest to a bare name."""
    return next((tags[name] for name in (entry.tag, f"{entry.tag}:latest") if name in tags), None)


@contextmanager
def _explained(settings: Settings, model: str) -> Iterator[None]:
    import httpx
    import ollama

    try:
        yield
    except ollama.ResponseError as error:
        raise OllamaRefused(host=settings.ollama, model=model, reason=error.error) from error
    except (ConnectionError, httpx.HTTPError) as error:
        raise OllamaDown(host=settings.ollama) from error
