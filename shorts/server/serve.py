"""Opening the studio to a browser: the sockets, the door, what the terminal shows."""

from __future__ import annotations

import contextlib
import getpass
import os
import socket
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shorts.access import Access, made_password
from shorts.errors import BadOption
from shorts.server import words
from shorts.server.guard import LOOPBACK, Door
from shorts.server.lan import address_of, lan_addresses, own_names, qr_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shorts.settings import Settings


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the command line asks for. password: None if none was given, "" if it is to be asked for; given, this computer is asked too.

    hosts: further names in the address bar that are this machine (a router's name for it, a tunnel).
    """

    lan: bool = False
    password: str | None = None
    hosts: tuple[str, ...] = ()


def listen(port: int, *, everywhere: bool) -> list[socket.socket]:
    """Listening sockets: loopback only, or every interface, IPv6 too where there is any. Port 0 takes a free one. Raises BadOption."""
    if port and _is_answered(port):
        raise _taken(port)
    first = _listening(socket.AF_INET, "0.0.0.0" if everywhere else "127.0.0.1", port)
    if not everywhere or not socket.has_ipv6:
        return [first]
    try:
        return [first, _listening(socket.AF_INET6, "::", first.getsockname()[1])]
    except (BadOption, OSError):  # no IPv6 here, though Python has it
        return [first]


@contextlib.contextmanager
def closing_all(sockets: list[socket.socket]) -> Iterator[list[socket.socket]]:
    try:
        yield sockets
    finally:
        for opened in sockets:
            opened.close()


def open_door(settings: Settings, sharing: Sharing) -> tuple[Door, str]:
    """Who may come in, and a password that was made just now ("" if none was). Raises WeakPassword, StorageError."""
    names = frozenset(host.lower() for host in sharing.hosts)
    if not sharing.lan and sharing.password is None:
        return Door(LOOPBACK | names), ""
    access = Access(settings.outputs / "access.json")
    password = sharing.password or (_asked(settings.ui_language) if sharing.password == "" else "")
    made = "" if password or access.has_password else made_password()
    if made or (password and not access.is_password(password)):  # the same one again keeps browsers logged in
        access.set_password(made or password)
    return Door((own_names() if sharing.lan else LOOPBACK) | names, access, sharing.password is not None, sharing.lan), made


def announce(port: int, sharing: Sharing, made: str, settings: Settings) -> None:
    """The addresses, the password if it was made now, and a code for the phone's camera, on the terminal."""
    said = settings.ui_language
    found = lan_addresses() if sharing.lan else []
    lines = ["", words.HERE.text(said).format(address=address_of("127.0.0.1", port))]
    lines += [words.THERE.text(said).format(address=address_of(host, port)) for host in found]
    if sharing.lan and not found:
        lines.append(words.NO_NETWORK.text(said))
    if made:
        lines.append(words.MADE.text(said).format(password=made))
    elif sharing.lan and sharing.password is None:
        lines.append(words.AS_BEFORE.text(said))
    if found and sys.stderr.isatty():
        lines += ["", qr_text(address_of(found[0], port))]
    sys.stderr.write("\n".join(lines) + "\n\n")


def run(app: Any, sockets: Sequence[socket.socket]) -> None:
    """Serve until Ctrl-C."""
    import uvicorn

    config = uvicorn.Config(
        app, log_config=None, access_log=False, proxy_headers=False, server_header=False,
        timeout_graceful_shutdown=1,  # open pages keep a stream
    )  # fmt: skip
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=list(sockets))


def _listening(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    # The protocol by its name: asyncio sends small answers at once (TCP_NODELAY) only where it sees it; else each waits 40 ms for the browser.
    opened = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "nt":  # there SO_REUSEADDR would let two programs share the port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        opened.bind((host, port))
        opened.listen(128)
        opened.set_inheritable(False)
    except (OSError, OverflowError) as error:
        opened.close()
        raise _taken(port) from error
    return opened


def _is_answered(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(0.5)
        try:
            return probe.connect_ex(("127.0.0.1", port)) == 0
        except OverflowError as error:
            raise BadOption(option="--port", value=port, expected="1 … 65535") from error


def _taken(port: int) -> BadOption:
    return BadOption(option="--port", value=port, expected=f"--port {port + 1}")


def _asked(language: str) -> str:
    return getpass.getpass(words.ASK.text(language))
