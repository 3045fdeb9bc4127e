"""Models that Ollama keeps in its own store: listed, fetched, deleted and unloaded through its client."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from socket import gethostname
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from shorts.errors import OllamaDown, OllamaRefused
from shorts.models.install import STAGE
from shorts.models.licences import demand_consent

if TYPE_CHECKING:
    from collections.abc import Iterator

    import ollama

    from shorts.models.catalog import Entry
    from shorts.progress import Work
    from shorts.settings import Settings

_CONNECT = 0.4  # seconds: the server is on this machine or this network, or not there
_LOOK = 0.6  # seconds to wait for a list
_PULL = 60.0  # seconds without a word during a pull
_UNLOAD = 10.0


@dataclass(frozen=True, slots=True)
class Kept:
    """A model in Ollama's store: bytes on disk, and the digest of what it is."""

    bytes: int
    digest: str


def client_of(settings: Settings, patience: float, connect: float = _CONNECT) -> ollama.Client:
    """`patience`: seconds without a word after which a call fails. A server on this machine is never asked through a proxy."""
    import httpx
    import ollama

    plain = settings.ollama.startswith("http:")  # without TLS, nothing is to be verified: loading certificates takes its time
    return ollama.Client(host=settings.ollama, timeout=httpx.Timeout(patience, connect=connect), verify=not plain, trust_env=not is_here(settings))


def is_here(settings: Settings) -> bool:
    """Does Ollama run on this machine, and so on its graphics card?"""
    host = urlsplit(settings.ollama).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() in ("localhost", gethostname().lower())


def installed(settings: Settings) -> dict[str, Kept]:
    """What Ollama has, by name, within a second. Raises OllamaDown, OllamaRefused."""
    with explained(settings, "list"), client_of(settings, _LOOK) as client:
        return {model.model: Kept(int(model.size or 0), model.digest or "") for model in client.list().models if model.model}


def installed_tags(settings: Settings) -> dict[str, int]:
    """Name → bytes of what Ollama has. Raises OllamaDown, OllamaRefused."""
    return {name: kept.bytes for name, kept in installed(settings).items()}


def loaded(settings: Settings) -> dict[str, int]:
    """Name → bytes of graphics memory of the models that are ready to answer. Raises OllamaDown, OllamaRefused."""
    with explained(settings, "ps"), client_of(settings, _LOOK) as client:
        return {name: int(model.size_vram or 0) for model in client.ps().models if (name := model.model or model.name)}


def unload(model: str, settings: Settings) -> None:
    """Have a model leave memory; it may take a moment. Raises OllamaDown, OllamaRefused."""
    with explained(settings, model), client_of(settings, _UNLOAD) as client:
        client.generate(model=model, prompt="", keep_alive=0)


def pull(entry: Entry, settings: Settings, work: Work, *, accept: bool = False) -> None:
    """Let Ollama fetch a model; it resumes by itself and verifies what it got. Progress in bytes, summed over its layers.

    Raises LicenceNotAccepted, OllamaDown, OllamaRefused, Cancelled.
    """
    demand_consent(entry, settings, accept=accept)
    layers: dict[str, tuple[int, int]] = {}
    success = False
    with explained(settings, entry.tag), client_of(settings, _PULL, connect=_PULL) as client:
        for step in client.pull(entry.tag, stream=True):
            if step.digest and step.total:
                layers[step.digest] = (step.completed or 0, step.total)
            done, total = sum(have for have, _ in layers.values()), sum(size for _, size in layers.values())
            work.step(STAGE, done, max(total, entry.bytes if not layers else total, 1), step.status or "")
            success = step.status == "success"
    if not success:
        raise OllamaRefused(host=settings.ollama, model=entry.tag, reason="no “success” at the end")


def delete(entry: Entry, settings: Settings) -> int:
    """Returns the bytes that Ollama said it took. Raises OllamaDown, OllamaRefused."""
    size = size_of(entry, installed_tags(settings))
    with explained(settings, entry.tag), client_of(settings, _PULL) as client:
        client.delete(entry.tag)
    return size or 0


def size_of(entry: Entry, tags: dict[str, int]) -> int | None:
    """Bytes of an entry among what is installed; None where it isn't."""
    name = named(entry.tag, tags)
    return tags[name] if name else None


def named(tag: str, tags: dict[str, Any]) -> str:
    """What Ollama calls a model that people call `tag` (it adds :latest to a bare name); "" where it isn't installed."""
    return next((name for name in (tag, f"{tag}:latest") if name in tags), "")


@contextmanager
def explained(settings: Settings, model: str) -> Iterator[None]:
    """What the client raises, as our errors: OllamaDown, OllamaRefused."""
    import httpx
    import ollama

    try:
        yield
    except ollama.ResponseError as error:
        raise OllamaRefused(host=settings.ollama, model=model, reason=error.error) from error
    except (ConnectionError, httpx.HTTPError) as error:
        raise OllamaDown(host=settings.ollama) from error
    except ValueError as error:  # json's and pydantic's among them: something else listens there
        raise OllamaRefused(host=settings.ollama, model=model, reason="no answer of an Ollama") from error
