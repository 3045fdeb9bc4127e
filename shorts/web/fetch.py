"""One guarded GET: checked addresses at every hop, bounded bytes, time and redirects."""

from __future__ import annotations

import ssl
import threading
import time
import zlib
from concurrent.futures import Future, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import certifi
import httpcore

from shorts.errors import AddressRefused, BehindLogin, PageMissing, PageTooLarge, ShortsError, TooManyRedirects, Unreachable
from shorts.files import human_size
from shorts.web.addresses import check_url, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shorts.progress import Work
    from shorts.settings import Settings

_POLL = 0.1
_AGENT = "Mozilla/5.0 (compatible; LocalShortsStudio/0.1)"
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.9,image/*;q=0.8,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered in the end. `url` is the address after redirects, `kind` the media type it claims."""

    url: str
    kind: str
    charset: str
    body: bytes


class _CheckedNetwork(httpcore.NetworkBackend):
    """Connects to the very address that was checked, so that a second look-up can't answer differently (DNS rebinding)."""

    def __init__(self, *, allow_local: bool) -> None:
        self._plain = httpcore.SyncBackend()
        self._allow_local = allow_local

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = resolve(host, port, allow_local=self._allow_local)
        for address in addresses[:-1]:
            try:
                return self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # a host with several addresses is up if one of them is
        return self._plain.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)


def fetch(url: str, settings: Settings, work: Work, *, limit: int | None = None, referer: str = "") -> Page:
    """GET `url`. Raises AddressRefused, Unreachable, PageMissing, BehindLogin, PageTooLarge, TooManyRedirects, Cancelled.

    Look-ups and connections can't be interrupted, so they happen in a thread of their own: a cancelled job leaves it behind, to
    end by its own time limit.
    """
    answer: Future[Page] = Future()

    def do() -> None:
        try:
            answer.set_result(_fetch(url, settings, work, limit or settings.page_bytes, referer))
        except Exception as error:  # noqa: BLE001  # raised again where somebody waits for it
            answer.set_exception(error)

    threading.Thread(target=do, name="fetch", daemon=True).start()
    while not answer.done():
        work.check()
        wait([answer], _POLL)
    return answer.result()


def _fetch(url: str, settings: Settings, work: Work, limit: int, referer: str) -> Page:
    first, url = url, _ascii(check_url(url))
    deadline = time.monotonic() + settings.page_seconds
    network = _CheckedNetwork(allow_local=settings.allow_local_pages)
    trust = ssl.create_default_context(cafile=certifi.where())
    with httpcore.ConnectionPool(network_backend=network, ssl_context=trust) as pool:
        for _ in range(settings.page_redirects + 1):
            try:
                answer = _get(pool, url, deadline, limit, work, referer)
            except ShortsError:
                raise
            except (httpcore.TimeoutException, TimeoutError) as error:
                raise Unreachable(address=first, reason_ko="너무 오래 답이 없습니다", reason_en="it took too long to answer") from error
            except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError, zlib.error) as error:
                raise Unreachable(address=first, reason_ko="서버가 연결을 끊었습니다", reason_en="the server broke the connection") from error
            if isinstance(answer, Page):
                return answer
            url = _ascii(check_url(_followed(url, answer)))
    raise TooManyRedirects(address=first, limit=settings.page_redirects)


def _followed(url: str, location: str) -> str:
    """Where a redirect leads. Raises AddressRefused."""
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise AddressRefused(address=location, reason_ko="주소 형식이 아닙니다", reason_en="not a valid address") from error


def _get(pool: httpcore.ConnectionPool, url: str, deadline: float, limit: int, work: Work, referer: str) -> Page | str:
    """The page, or the address that the server redirects to."""
    headers: dict[bytes | str, bytes | str] = {"Host": urlsplit(url).netloc, "User-Agent": _AGENT, "Accept": _ACCEPT}
    headers |= {"Accept-Encoding": "gzip, deflate", "Accept-Language": "ko,en;q=0.8"}
    if referer:
        headers["Referer"] = referer
    left = max(deadline - time.monotonic(), 0.01)
    timeouts = {"connect": left, "read": left, "write": left, "pool": left}
    with pool.stream("GET", url, headers=headers, extensions={"timeout": timeouts}) as response:
        head = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in (301, 302, 303, 307, 308) and "location" in head:
            return head["location"]
        if response.status == 401:
            raise BehindLogin(address=url)
        if response.status != 200:
            raise PageMissing(address=url, status=response.status)
        body = _read(response.iter_stream(), head.get("content-encoding", ""), url, deadline, limit, work)
    kind, _, parameters = head.get("content-type", "").partition(";")
    return Page(url, kind.strip().lower(), parameters.partition("charset=")[2].strip("\"' ").lower(), body)


def _read(chunks: Iterable[bytes], encoding: str, url: str, deadline: float, limit: int, work: Work) -> bytes:
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 32) if encoding in ("gzip", "deflate", "x-gzip") else None
    body = bytearray()
    for chunk in chunks:
        work.check()
        if time.monotonic() > deadline:
            raise TimeoutError
        # Decompress at most one byte over the limit: a bomb never gets to unfold.
        body += unpack.decompress(chunk, limit + 1 - len(body)) if unpack else chunk
        if len(body) > limit:
            raise PageTooLarge(address=url, limit=human_size(limit))
    return bytes(body)


def _ascii(url: str) -> str:
    """The address as it goes over the wire: host in IDNA, path and query percent-encoded. Raises AddressRefused."""
    import idna
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        parts = parse_url(url)
        host = parts.host or ""
        if not host.isascii():
            host = idna.encode(host, uts46=True).decode("ascii")
    except (LocationParseError, idna.IDNAError) as error:
        raise AddressRefused(address=url, reason_ko="주소 형식이 아닙니다", reason_en="not a valid address") from error
    return parts._replace(host=host, fragment=None).url
