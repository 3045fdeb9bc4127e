"""Which network addresses a page may come from: public ones only, whatever a name resolves to."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from shorts.errors import AddressRefused, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

# Ranges that `is_global` lets through, or that smuggle an IPv4 address inside an IPv6 one (RFC 6052, 8215, 3056, 4380, 6598, 3879).
_NOT_PUBLIC = [
    ipaddress.ip_network(net)
    for net in ("100.64.0.0/10", "192.88.99.0/24", "64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/23", "fec0::/10", "::/96", "::ffff:0:0/96")
]


def is_public(address: IPAddress) -> bool:
    """Reachable by anyone on the Internet, and by unicast."""
    if any(address.version == net.version and address in net for net in _NOT_PUBLIC):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def resolve(host: str, port: int, *, allow_local: bool) -> list[str]:
    """The addresses of `host`, every one of them checked. Raises AddressRefused, Unreachable."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(address=host, reason_ko="그런 서버를 찾을 수 없습니다", reason_en="no such host") from error
    addresses = list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))
    refuse_private(host, map(ipaddress.ip_address, addresses), allow_local=allow_local)
    return addresses


def refuse_private(host: str, addresses: Iterable[IPAddress], *, allow_local: bool) -> None:
    """Raises AddressRefused unless every address may be opened."""
    for address in addresses:
        if not (is_public(address) or (allow_local and address.is_loopback)):
            raise AddressRefused(address=host, reason_ko="공개된 인터넷 주소가 아닙니다", reason_en="not a public internet address")


def check_url(url: str) -> str:
    """`url` with a scheme, if it is an http(s) address without credentials. Raises AddressRefused."""
    if "://" not in url:
        url = "https://" + url
    try:
        parts = urlsplit(url)
        port_is_fine = parts.port is None or 0 < parts.port < 65536
    except ValueError as error:
        raise AddressRefused(address=url, reason_ko="주소 형식이 아닙니다", reason_en="not a valid address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname or not port_is_fine:
        raise AddressRefused(address=url, reason_ko="http나 https 주소가 아닙니다", reason_en="not an http or https address")
    if parts.username or parts.password:
        raise AddressRefused(address=parts.hostname, reason_ko="주소에 아이디나 비밀번호가 들어 있습니다", reason_en="it carries a user name or password")
    return url
