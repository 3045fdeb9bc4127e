"""Who may talk to the studio: its own pages, at its own names, and on the LAN only after the password. Gradio itself answers anybody."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from shorts.server.asgi import answer, header, is_for_programs, language_of, refuse
from shorts.server.login import COOKIE, LOGIN, LOGOUT, POLICY, login_page
from shorts.server.words import FOREIGN_HOST, FOREIGN_PAGE, LOGIN_NEEDED, TOKEN_NEEDED

if TYPE_CHECKING:
    from shorts.access import Access
    from shorts.server.asgi import Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PROXY = frozenset({b"forwarded", b"x-real-ip", b"x-original-url", b"x-original-host", b"x-rewrite-url", b"x-host", b"x-gradio-server"})


@dataclass(frozen=True)
class Door:
    """How the studio is open. `names`: what it may be called by in the address, besides the very address that a request came to.

    access: None where nobody is asked. ask_here: whether this computer's own browser is asked too. shared: others on the network can come.
    """

    names: frozenset[str] = field(default=LOOPBACK)
    access: Access | None = None
    ask_here: bool = False
    shared: bool = False


class Guard:
    """ASGI middleware. A foreign Host (a name that was made to point here) or Origin (another site's script) gets 403, a stranger 401.

    Forwarding headers are dropped: there is no proxy, and Gradio would believe them.
    """

    def __init__(self, app: Any, door: Door) -> None:
        self._app, self._door = app, door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        scope = {**scope, "headers": [entry for entry in scope["headers"] if not _is_of_a_proxy(entry[0].lower())]}
        host = _host(scope)
        if host is None or not self._is_ours(host, scope):
            await refuse(scope, send, 403, FOREIGN_HOST)
        elif not _is_own_page(scope):
            await refuse(scope, send, 403, FOREIGN_PAGE)
        elif scope["path"] in (LOGIN, LOGOUT) or self._may_enter(host, scope):
            await self._app(scope, receive, send)
        elif _is_navigation(scope):
            await answer(send, 401, login_page(language_of(scope), scope["path"]), "text/html; charset=utf-8", [(b"content-security-policy", POLICY.encode())])
        else:
            word = TOKEN_NEEDED if is_for_programs(scope["path"]) else LOGIN_NEEDED
            await refuse(scope, send, 401, word, [(b"www-authenticate", b"Bearer")])

    def _is_ours(self, host: str, scope: Scope) -> bool:
        """A name on the list, or the address that the request came to: a name that somebody else made can be neither."""
        reached = scope.get("server") or ("", 0)
        return host in self._door.names or _same_address(host, str(reached[0]))

    def _may_enter(self, host: str, scope: Scope) -> bool:
        access = self._door.access
        if access is None or (not self._door.ask_here and host in LOOPBACK and _is_loopback(str((scope.get("client") or ("",))[0]))):
            return True
        kind, _, token = header(scope, "authorization").partition(" ")
        if kind.lower() == "bearer":
            return access.is_token(token.strip())
        return access.is_session(cookie_of(scope))


def cookie_of(scope: Scope) -> str:
    """The session that this browser holds, "" if none."""
    try:
        found = SimpleCookie(header(scope, "cookie")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""


def _is_of_a_proxy(name: bytes) -> bool:
    return name.startswith(b"x-forwarded") or name in _PROXY


def _host(scope: Scope) -> str | None:
    """The name in the Host header, lower-case; None unless there is exactly one that makes sense."""
    found = [value for name, value in scope["headers"] if name.lower() == b"host"]
    try:
        return urlsplit(f"//{found[0].decode('ascii')}").hostname if len(found) == 1 and b"@" not in found[0] else None
    except ValueError:  # brackets that don't match, bytes that aren't ASCII
        return None


def _is_own_page(scope: Scope) -> bool:
    """Browsers name the origin of a script or form, and newer ones say whether a request crosses sites; programs do neither."""
    origins = [value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"origin"]
    own = header(scope, "host").lower()
    if any(origin.lower() not in (f"http://{own}", f"https://{own}") for origin in origins):
        return False
    return header(scope, "sec-fetch-site") not in ("cross-site", "same-site") or header(scope, "sec-fetch-mode") == "navigate"


def _is_navigation(scope: Scope) -> bool:
    return scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and "text/html" in header(scope, "accept")


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return None
    return (found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else found


def _same_address(one: str, other: str) -> bool:
    return _address(one) is not None and _address(one) == _address(other)


def _is_loopback(peer: str) -> bool:
    found = _address(peer)
    return found is not None and found.is_loopback
