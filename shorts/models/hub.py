"""Talking to the model hub: what a repository holds, and bytes of one file from any point on.

Addresses, headers (the token of HF_TOKEN or of a login included) and the meaning of refusals come from huggingface_hub. The client is
our own, for two reasons: hf_hub_download throws away what has arrived when a download breaks off, so a 7 GB file over a home line
would start anew; and the app runs with HF_HUB_OFFLINE=1, which this client alone doesn't heed: only the installer reaches the network.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from shorts.models.catalog import stays_inside
from shorts.errors import HubAnswered, HubGated, HubMissing, HubUnreachable

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterator

CHUNK = 1 << 20
_TIMEOUT = 20.0  # seconds without a byte


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """`sha256` for large files; small ones have git's own digest of their content (`blob`)."""

    path: str
    bytes: int
    sha256: str | None
    blob: str

    @property
    def key(self) -> str:
        """Tells versions of a file apart; part of the name of an unfinished download."""
        return (self.sha256 or self.blob)[:16]

    def digest(self) -> Digest:
        return Digest(self)


class Digest:
    """Runs along a download: sha256 for our own records, git's blob digest where the hub publishes only that."""

    def __init__(self, file: RemoteFile) -> None:
        self._file = file
        self._sha256 = hashlib.sha256()
        self._blob = hashlib.sha1(f"blob {file.bytes}\0".encode(), usedforsecurity=False)

    def update(self, data: bytes) -> None:
        self._sha256.update(data)
        if self._file.sha256 is None:
            self._blob.update(data)

    @property
    def sha256(self) -> str:
        return self._sha256.hexdigest()

    def differs(self) -> tuple[str, str] | None:
        """(published, received) where they differ."""
        published, found = (self._file.sha256, self.sha256) if self._file.sha256 else (self._file.blob, self._blob.hexdigest())
        return None if not published or published == found else (published[:12], found[:12])


@dataclass(frozen=True, slots=True)
class Listing:
    """A repository at one commit."""

    repo: str
    commit: str
    files: tuple[RemoteFile, ...]


class Hub:
    """One conversation with the hub at `endpoint`; close it (or use `with`) when done. Safe to use from one thread."""

    def __init__(self, endpoint: str) -> None:
        import httpx2

        self.endpoint = endpoint.rstrip("/")
        self._client = httpx2.Client(follow_redirects=True, timeout=_TIMEOUT, verify=_trust())

    def __enter__(self) -> Hub:
        return self

    def __exit__(self, *exception: object) -> None:
        self._client.close()

    def list_files(self, repo: str, revision: str) -> Listing:
        """Raises HubUnreachable, HubGated, HubMissing, HubAnswered."""
        address = f"{self.endpoint}/api/models/{repo}/revision/{quote(revision, safe='')}"
        with self._explained(repo, revision):
            answer = self._client.get(address, params={"blobs": "true"}, headers=_headers())
            _raise_for_status(answer)
        try:
            data = answer.json()
            return Listing(repo, data["sha"], tuple(_remote(row) for row in data["siblings"] if stays_inside(row["rfilename"])))
        except (ValueError, KeyError, TypeError) as error:  # not the hub: a captive portal, a proxy's page
            raise HubAnswered(repo=repo, status=answer.status_code) from error

    @contextmanager
    def read(self, listing: Listing, file: RemoteFile, start: int) -> Iterator[tuple[int, Iterator[bytes]]]:
        """Bytes of a file from `start` on; yields where they really start (0 where the server can't resume) and the chunks.

        A connection that breaks raises HubUnreachable, from the chunks too.
        """
        from huggingface_hub import hf_hub_url

        address = hf_hub_url(listing.repo, file.path, revision=listing.commit, endpoint=self.endpoint)
        headers = _headers() | {"Accept-Encoding": "identity"} | ({"Range": f"bytes={start}-"} if start else {})
        with self._explained(listing.repo, file.path), self._client.stream("GET", address, headers=headers) as answer:
            if answer.status_code >= 400:
                answer.read()
            _raise_for_status(answer)
            resumed = answer.status_code == 206 and answer.headers.get("Content-Range", "").startswith(f"bytes {start}-")
            yield (start if resumed else 0), answer.iter_bytes()

    @contextmanager
    def _explained(self, repo: str, what: str) -> Iterator[None]:
        import httpx2
        from huggingface_hub import errors

        try:
            yield
        except errors.GatedRepoError as error:
            raise HubGated(repo=repo, url=f"{self.endpoint}/{repo}") from error
        except errors.RepositoryNotFoundError as error:
            raise HubMissing(repo=repo, what="repository") from error
        except (errors.RemoteEntryNotFoundError, errors.RevisionNotFoundError) as error:
            raise HubMissing(repo=repo, what=what) from error
        except errors.HfHubHTTPError as error:
            raise HubAnswered(repo=repo, status=error.response.status_code) from error
        except httpx2.HTTPError as error:
            raise HubUnreachable(host=urlsplit(self.endpoint).netloc, reason=type(error).__name__) from error


@cache
def _trust() -> ssl.SSLContext:
    """Reading the certificates takes a tenth of a second."""
    import httpx2

    return httpx2.create_ssl_context()


def _headers() -> dict[str, str]:
    from huggingface_hub.utils import build_hf_headers  # type: ignore[attr-defined]  # documented, though not in __all__

    return build_hf_headers(library_name="local-shorts-studio")


def _raise_for_status(answer: Any) -> None:
    from huggingface_hub.utils import hf_raise_for_status  # type: ignore[attr-defined]

    hf_raise_for_status(answer)


def _remote(row: dict[str, Any]) -> RemoteFile:
    large = row.get("lfs") or {}
    return RemoteFile(row["rfilename"], int(large.get("size", row.get("size") or 0)), large.get("sha256"), row.get("blobId") or "")
