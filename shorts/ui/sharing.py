"""Who else may use the studio, as the Settings tab tells and changes it: address, devices logged in, tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gradio.context import LocalContext

from shorts.errors import BadOption
from shorts.server.guard import Door, cookie_of
from shorts.server.lan import address_of, lan_addresses, qr_svg

if TYPE_CHECKING:
    from shorts.access import Access, Secret

_SYSTEMS = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "CrOS", "Linux")
_BROWSERS = (
    ("Edg", "Edge"), ("SamsungBrowser", "Samsung Internet"), ("NAVER", "NAVER"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"),
    ("Chrome", "Chrome"), ("CriOS", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
"""In an order in which the first that is named is the right one: every browser names others, too."""
_MOST_ADDRESSES = 3


@dataclass(frozen=True)
class Shared:
    """What the page may ask; everybody who may open the page may."""

    door: Door

    def access(self, port: int) -> dict[str, Any]:
        """How the studio is open. `port`: where the page itself was found. Looking up this machine's names may take a second."""
        access, mine = self.door.access, self._mine()
        found = [address_of(host, int(port)) for host in lan_addresses()[:_MOST_ADDRESSES]] if self.door.shared else []
        return {
            "shared": self.door.shared, "asked": access is not None, "addresses": found, "qr": qr_svg(found[0]) if found else "",
            "mine": mine is not None,
            "sessions": [_session(one, mine) for one in access.sessions()] if access else [],
            "tokens": [{"id": one.id, "name": one.name, "created": one.created} for one in access.tokens()] if access else [],
        }  # fmt: skip

    def sign_out_others(self) -> None:
        """End all sessions but that of the browser that asks (this computer's own may have none)."""
        self._opened().close_all_sessions(but=_held())

    def make_token(self, name: str) -> str:
        """A new token, shown this once. Raises BadOption without a name: later one has to know which to revoke."""
        name = " ".join(str(name).split())[:60]
        if not name:
            raise BadOption(option="name", option_ko="이름", value="", expected="what the token is for", expected_ko="토큰을 쓸 곳의 이름")
        return self._opened().create_token(name)

    def revoke_token(self, token: str) -> None:
        self._opened().revoke_token(str(token))

    def _opened(self) -> Access:
        """Raises BadOption where nobody is asked for a password."""
        if self.door.access is None:
            raise BadOption(option="serve", value="", expected="serve --lan")
        return self.door.access

    def _mine(self) -> Secret | None:
        return self.door.access.session(_held()) if self.door.access else None


def _held() -> str:
    """What the browser that asks holds in its cookie; "" where none."""
    request: Any = LocalContext.request.get(None)
    return cookie_of(request.scope) if request is not None else ""


def _session(one: Secret, mine: Secret | None) -> dict[str, Any]:
    return {"name": device_of(one.name), "created": one.created, "mine": one == mine}


def device_of(agent: str) -> str:
    """ "Mozilla/5.0 (iPhone; …) … Safari/604.1" → "iPhone · Safari"; what isn't known stays as it is, shortened."""
    system = next((name for name in _SYSTEMS if name in agent), "").replace("Macintosh", "Mac").replace("CrOS", "Chromebook")
    browser = next((name for sign, name in _BROWSERS if re.search(rf"\b{sign}[\w]*[/(]", agent)), "")
    return " · ".join(filter(None, (system, browser))) or agent[:60] or "?"
