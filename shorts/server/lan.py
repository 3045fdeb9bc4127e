"""What this machine is called on its network, and the address as a QR code."""

from __future__ import annotations

import contextlib
import io
import ipaddress
import socket

_SOMEWHERE = ("192.0.2.1", "10.255.255.255", "172.31.255.255", "192.168.255.255", "2001:db8::1")
"""Addresses whose routes are asked for; no packet is sent to them."""


def lan_addresses() -> list[str]:
    """This machine's addresses that others on its network can open; the one of the default route first. Empty without a network."""
    found = [_own_address_towards(target) for target in _SOMEWHERE]
    with contextlib.suppress(OSError):  # a host whose own name isn't known to its resolver
        found += [str(entry[4][0]) for entry in socket.getaddrinfo(socket.gethostname(), None)]
    return list(dict.fromkeys(address for address in found if _reachable(address)))


def own_names() -> frozenset[str]:
    """Host names and addresses by which a browser may ask for this machine."""
    name = socket.gethostname().lower().removesuffix(".local")
    return frozenset({"127.0.0.1", "localhost", "::1", name, f"{name}.local", *lan_addresses()})


def address_of(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def qr_svg(address: str) -> str:
    """An inline SVG, black on white with its quiet zone, whatever colours the page has; 200 pixels and more wide."""
    import segno

    return str(segno.make(address, error="m", micro=False).svg_inline(scale=6, border=4, dark="#000", light="#fff"))


def qr_text(address: str) -> str:
    """The same for a terminal, two modules a character."""
    import segno

    out = io.StringIO()
    segno.make(address, error="l", micro=False).terminal(out, compact=True, border=2)
    return out.getvalue()


def _own_address_towards(target: str) -> str:
    with socket.socket(socket.AF_INET6 if ":" in target else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect((target, 9))
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def _reachable(address: str) -> bool:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:  # "", and link-local ones with their zone
        return False
    return not (known.is_loopback or known.is_link_local or known.is_unspecified or known.is_multicast)
