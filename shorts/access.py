"""Who may use a studio that is shared on the LAN: one password, the browsers that gave it, and tokens for programs.

Nothing here can be turned back into a password or a token: the password is kept as its scrypt hash, sessions and tokens as the SHA-256 of
256 random bits. outputs/access.json is read again whenever it has changed, so that the command line can revoke while the studio runs.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import json
import os
import secrets
import threading
import time
import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pydantic import ValidationError

from shorts.access_words import WORDS
from shorts.errors import StoreDamaged, WeakPassword
from shorts.files import replacing, storage_errors
from shorts.values import from_plain, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path

SESSION_SECONDS = 30 * 24 * 3600
SHORTEST = 8
"""Characters of a password that somebody chose."""
_SESSIONS = 100  # kept at most; the oldest go first
_SCRYPT = {"n": 2**15, "r": 8, "p": 1}  # 32 MB and about 0.1 s for each try (RFC 7914)


@dataclass(frozen=True, slots=True)
class Secret:
    """A session or a token. `digest` is the SHA-256 of what its owner holds; times are seconds since 1970, 0 for no end."""

    id: str
    name: str
    digest: str
    created: float
    ends: float = 0.0


@dataclass(frozen=True, slots=True)
class Kept:
    """What access.json holds. `password` is the scrypt hash, hex, "" where none was set."""

    salt: str = ""
    password: str = ""
    sessions: tuple[Secret, ...] = ()
    tokens: tuple[Secret, ...] = ()


def made_password() -> str:
    """Three words and four digits, 34 bits: easily read out and typed, on a Korean keyboard too (lower-case letters, digits, hyphens)."""
    return "-".join([*(secrets.choice(WORDS) for _ in range(3)), f"{secrets.randbelow(10_000):04d}"])


@dataclass
class Throttle:
    """At most `limit` bad tries per address in `seconds`; an IPv6 household counts as one (its /64)."""

    limit: int = 5
    seconds: float = 60.0
    clock: Callable[[], float] = time.monotonic
    _tries: dict[str, list[float]] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def wait(self, address: str) -> float:
        """Seconds until this address may try again; 0 if it may now."""
        with self._guard:
            tries = self._recent(_household(address))
            return max(0.0, tries[-self.limit] + self.seconds - self.clock()) if len(tries) >= self.limit else 0.0

    def count(self, address: str) -> None:
        """Note a try before it is checked, so that tries at the same moment can't slip through together."""
        with self._guard:
            self._tries.setdefault(_household(address), []).append(self.clock())
            for other in [other for other in self._tries if not self._recent(other)]:
                del self._tries[other]

    def forgive(self, address: str) -> None:
        """A good try takes its note back; bad ones stay."""
        with self._guard:
            self._tries.get(_household(address), [0.0]).pop()

    def _recent(self, household: str) -> list[float]:
        tries = self._tries.get(household, [])
        tries[:] = [when for when in tries if when > self.clock() - self.seconds]
        return tries


class Access:
    """Safe to call from any thread. Methods that write may raise DiskFull or OutputUnwritable."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        """Raises StoreDamaged."""
        self._path, self._clock = path, clock
        self._guard = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._kept = Kept()
        self._read()

    # --- the password ---

    @property
    def has_password(self) -> bool:
        return bool(self._read().password)

    def set_password(self, password: str) -> None:
        """Also ends every session: a new password is often set because the old one got around. Raises WeakPassword."""
        if len(password) < SHORTEST:
            raise WeakPassword(least=SHORTEST)
        salt = secrets.token_bytes(16)
        self._write(lambda kept: replace(kept, salt=salt.hex(), password=_hash(password, salt), sessions=()))

    def is_password(self, password: str) -> bool:
        kept = self._read()
        return bool(kept.password) and hmac.compare_digest(_hash(password[:1000], bytes.fromhex(kept.salt)), kept.password)

    # --- browsers ---

    def open_session(self, name: str) -> str:
        """What the browser keeps in its cookie. `name` tells the owner which browser it is."""
        token, secret = self._secret(name, SESSION_SECONDS)
        self._write(lambda kept: replace(kept, sessions=(*self._live(kept)[-_SESSIONS + 1 :], secret)))
        return token

    def is_session(self, token: str) -> bool:
        return _find(token, self._live(self._read())) is not None

    def session(self, token: str) -> Secret | None:
        """The session that a browser holds with `token`, None where it holds none."""
        return _find(token, self._live(self._read()))

    def close_session(self, token: str) -> None:
        self._write(lambda kept: replace(kept, sessions=tuple(one for one in self._live(kept) if one.digest != _digest(token))))

    def end_sessions(self, ids: Collection[str]) -> None:
        """Those of the sessions with these ids."""
        self._write(lambda kept: replace(kept, sessions=tuple(one for one in self._live(kept) if one.id not in ids)))

    def close_all_sessions(self, but: str = "") -> None:
        """`but`: what one browser holds, which stays logged in."""
        mine = _digest(but) if but else ""
        self._write(lambda kept: replace(kept, sessions=tuple(one for one in kept.sessions if one.digest == mine)))

    def sessions(self) -> list[Secret]:
        return list(self._live(self._read()))

    # --- programs ---

    def create_token(self, name: str) -> str:
        """A bearer token for the API, shown once; it holds until it is revoked."""
        token, secret = self._secret(name, 0)
        self._write(lambda kept: replace(kept, tokens=(*kept.tokens, secret)))
        return token

    def is_token(self, token: str) -> bool:
        return _find(token, self._read().tokens) is not None

    def tokens(self) -> list[Secret]:
        return list(self._read().tokens)

    def revoke_token(self, id_: str) -> None:
        """A token that is unknown (revoked before) is no error."""
        self._write(lambda kept: replace(kept, tokens=tuple(one for one in kept.tokens if one.id != id_)))

    # --- the file ---

    def _secret(self, name: str, seconds: float) -> tuple[str, Secret]:
        token, now = secrets.token_urlsafe(32), self._clock()
        return token, Secret(secrets.token_hex(4), name[:200], _digest(token), now, now + seconds if seconds else 0.0)

    def _live(self, kept: Kept) -> tuple[Secret, ...]:
        return tuple(one for one in kept.sessions if one.ends > self._clock())

    def _read(self) -> Kept:
        with self._guard:
            return self._fresh()

    def _fresh(self) -> Kept:
        """What the file says, read only where it has changed. Somebody who deletes it locks everyone out; the next start sets a password."""
        try:
            stat = self._path.stat()
        except FileNotFoundError:
            self._seen, self._kept = None, Kept()
            return self._kept
        if (stat.st_mtime_ns, stat.st_size) != self._seen:
            try:
                with storage_errors(self._path):
                    self._kept = from_plain(Kept, json.loads(self._path.read_bytes()))
            except (ValueError, ValidationError) as error:
                raise StoreDamaged(path=self._path, where="JSON") from error
            self._seen = (stat.st_mtime_ns, stat.st_size)
        return self._kept

    def _write(self, change: Callable[[Kept], Kept]) -> None:
        with self._guard:
            kept = change(self._fresh())
            with replacing(self._path) as part:
                part.unlink(missing_ok=True)
                handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)  # from its first byte on, where there are modes
                with os.fdopen(handle, "w", encoding="utf-8") as file:
                    json.dump(to_plain(kept), file, ensure_ascii=False, indent=1)
            stat = self._path.stat()
            self._kept, self._seen = kept, (stat.st_mtime_ns, stat.st_size)


def _hash(password: str, salt: bytes) -> str:
    """Composed and decomposed Hangul are the same password: keyboards differ in which they send."""
    return hashlib.scrypt(unicodedata.normalize("NFKC", password).encode("utf-8", "replace"), salt=salt, maxmem=64 << 20, **_SCRYPT).hex()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _find(token: str, among: tuple[Secret, ...]) -> Secret | None:
    """Compared in constant time, and all of them."""
    digest = _digest(token)
    return ([None, *(one for one in among if hmac.compare_digest(one.digest, digest))])[-1]


def _household(address: str) -> str:
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        return str(known.ipv4_mapped or ipaddress.ip_network((known, 64), strict=False))
    return address
