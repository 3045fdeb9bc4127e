"""Who may come in: the password, sessions and tokens; names, origins and addresses."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import socket
import stat
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette

from shorts.access import Access, Throttle, made_password
from shorts.errors import BadOption, StoreDamaged, WeakPassword
from shorts.server.guard import Door, Guard
from shorts.server.headers import Headers
from shorts.server.lan import lan_addresses, own_names, qr_svg, qr_text
from shorts.server.login import login_routes
from shorts.server.serve import Sharing, announce, closing_all, listen, open_door
from shorts.studio import Studio
from tests.asgi import ask, echo, run_apart

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.settings import Settings

PASSWORD = "maple-otter-piano-0042"


@pytest.fixture
def access(tmp_path: Path) -> Access:
    opened = Access(tmp_path / "access.json")
    opened.set_password(PASSWORD)
    return opened


# --- secrets -------------------------------------------------------------------------------------------------------


def test_the_file_holds_no_secret_and_only_its_owner_reads_it(access: Access, tmp_path: Path) -> None:
    session, token = access.open_session("phone"), access.create_token("script")
    text = (tmp_path / "access.json").read_text(encoding="utf-8")
    for secret in (PASSWORD, session, token):
        assert secret not in text
    assert len(json.loads(text)["password"]) == 128
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / "access.json").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["access.json"]


def test_the_password_and_nothing_like_it(access: Access) -> None:
    assert access.is_password(PASSWORD)
    for other in ("", PASSWORD[:-1], PASSWORD + "x", PASSWORD.upper(), "\0", "가" * 10_000, "\ud800"):
        assert not access.is_password(other)
    with pytest.raises(WeakPassword, match="8 characters"):
        access.set_password("short")
    access.set_password("비밀번호입니다요")
    assert access.is_password("비밀번호입니다요")  # the same letters, as another keyboard composes them


def test_without_a_password_nothing_is_the_password(tmp_path: Path) -> None:
    assert not Access(tmp_path / "access.json").is_password("")


def test_made_passwords_are_typed_on_any_keyboard_and_differ() -> None:
    made = {made_password() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"[a-z]{3,8}-[a-z]{3,8}-[a-z]{3,8}-\d{4}", password) for password in made)


def test_sessions_end_by_time_by_hand_and_with_the_password(tmp_path: Path) -> None:
    now = [1e9]
    access = Access(tmp_path / "access.json", clock=lambda: now[0])
    access.set_password(PASSWORD)
    one, two = access.open_session("phone"), access.open_session("laptop")
    assert access.is_session(one)
    assert not access.is_session(one + "x")
    assert not access.is_session("")
    access.close_session(one)
    assert [access.is_session(one), access.is_session(two)] == [False, True]
    now[0] += 30 * 24 * 3600 + 1
    assert not access.is_session(two)
    three = access.open_session("phone")
    access.set_password("another-password")
    assert not access.is_session(three)


def test_tokens_are_revoked_from_another_process(access: Access, tmp_path: Path) -> None:
    token = access.create_token("script")
    elsewhere = Access(tmp_path / "access.json")
    assert elsewhere.is_token(token)
    assert not elsewhere.is_session(token)
    elsewhere.revoke_token(elsewhere.tokens()[0].id)
    assert not access.is_token(token)
    (tmp_path / "access.json").unlink()
    assert not access.is_password(PASSWORD)
    (tmp_path / "access.json").write_text("{", encoding="utf-8")
    with pytest.raises(StoreDamaged):
        access.is_token(token)


def test_five_bad_tries_a_minute_per_address() -> None:
    now = [0.0]
    throttle = Throttle(clock=lambda: now[0])
    for _ in range(5):
        assert throttle.wait("192.168.0.9") == 0
        throttle.count("192.168.0.9")
        now[0] += 1
    assert throttle.wait("192.168.0.9") == 55
    assert throttle.wait("::ffff:192.168.0.9") == 55
    assert throttle.wait("192.168.0.10") == 0
    for last in range(5):
        throttle.count(f"fd00::{last}")
    assert throttle.wait("fd00::abcd") > 0  # one household
    now[0] = 60.1
    assert throttle.wait("192.168.0.9") == 0
    throttle.count("192.168.0.9")
    assert throttle.wait("192.168.0.9") > 0  # four of the last minute, and this one
    throttle.forgive("192.168.0.9")
    assert throttle.wait("192.168.0.9") == 0


# --- the door ------------------------------------------------------------------------------------------------------


NAMES = frozenset({"127.0.0.1", "localhost", "::1", "desk", "desk.local"})
HOSTS = [
    ("192.168.0.2:7860", 200), ("desk.local:7860", 200), ("DESK.local", 200), ("127.0.0.1:7860", 200), ("[::1]:7860", 200), ("evil.example", 403),
    ("127.0.0.1.evil.example", 403), ("192.168.0.3:7860", 403), ("[", 403), ("", 403), ("desk.local@evil.example", 403), ("evil.example@desk.local", 403),
    ("desk.local.", 403), ("0.0.0.0:7860", 403),
]  # fmt: skip


@pytest.mark.parametrize(("host", "status"), HOSTS)
def test_only_names_of_this_machine_are_answered(host: str, status: int) -> None:
    assert ask(Guard(echo, Door(NAMES)), host=host)[0] == status


def test_a_second_host_header_is_refused() -> None:
    async def twice(scope: Any, receive: Any, send: Any) -> None:
        await Guard(echo, Door(NAMES))({**scope, "headers": [*scope["headers"], (b"Host", b"evil.example")]}, receive, send)

    assert ask(twice)[0] == 403


ORIGINS = [
    ({"origin": "http://192.168.0.2:7860"}, 200), ({"origin": "https://192.168.0.2:7860"}, 200), ({"origin": "http://192.168.0.2:3000"}, 403),
    ({"origin": "http://192.168.0.2"}, 403), ({"origin": "https://evil.example"}, 403),
    ({"origin": "null"}, 403), ({"origin": "http://192.168.0.2:7860.evil.example"}, 403), ({"origin": "file://"}, 403),
    ({"origin": "http://desk.local:7860"}, 403), ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "no-cors"}, 403),
    ({"sec_fetch_site": "same-origin", "sec_fetch_mode": "cors"}, 200),
    ({"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}, 200), ({"sec_fetch_site": "same-site", "sec_fetch_mode": "cors"}, 403),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "status"), ORIGINS)
def test_other_sites_are_not_answered(headers: dict[str, str], status: int) -> None:
    assert ask(Guard(echo, Door(NAMES)), **headers)[0] == status


def test_headers_of_proxies_are_dropped() -> None:
    names = ("x_forwarded_for", "x_forwarded_host", "x_forwarded_proto", "x_forwarded_prefix", "forwarded", "x_real_ip", "x_original_url", "x_rewrite_url", "x_gradio_server")
    status, _, body = ask(Guard(echo, Door(NAMES)), **dict.fromkeys(names, "evil.example"), accept_language="ko")
    assert status == 200
    assert [name for name, _ in json.loads(body)] == ["host", "accept-language"]


def test_strangers_get_401_as_a_page_a_problem_or_a_line(access: Access) -> None:
    door = Headers(Guard(echo, Door(NAMES, access)))
    status, headers, page = ask(door, "/en/", accept="text/html,*/*")
    assert (status, 'lang="en"' in page, 'value="/en/"' in page) == (401, True, True)
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "비밀번호" in ask(door, "/", accept="text/html,*/*")[2]
    status, headers, problem = ask(door, "/api/shorts", method="POST")
    assert (status, headers["content-type"], json.loads(problem)["code"]) == (401, "application/problem+json", "login-needed")
    assert ask(door, "/gradio_api/queue/data")[0] == 401
    assert ask(door, "/x", kind="websocket")[0] == 1008
    assert ask(door, "/", authorization=f"Bearer {PASSWORD}")[0] == 401
    assert ask(door, "/", cookie="shorts-session=x; ;;=")[0] == 401


def test_sessions_tokens_and_this_computer_come_in(access: Access) -> None:
    door, strict = Guard(echo, Door(NAMES, access)), Guard(echo, Door(NAMES, access, ask_here=True))
    for way in (door, strict):
        assert ask(way, cookie=f"a=b; shorts-session={access.open_session('x')}")[0] == 200
        assert ask(way, authorization=f"bearer {access.create_token('x')}")[0] == 200
    for peer in ("127.0.0.1", "::1", "::ffff:127.0.0.1"):
        assert ask(door, peer=peer, host="localhost:7860")[0] == 200
        assert ask(strict, peer=peer, host="localhost:7860")[0] == 401
    assert ask(door, peer="127.0.0.1", host="desk.local:7860")[0] == 401  # a tunnel or proxy on this machine brings strangers
    assert ask(door, peer="192.168.0.9", host="localhost:7860")[0] == 401
    assert ask(door, peer="192.168.0.9", x_forwarded_for="127.0.0.1")[0] == 401


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Gradio leaves event loops open
def test_every_route_is_shut_to_strangers(access: Access, local: Settings) -> None:
    from shorts.ui.build import make_app

    studio = Studio(replace(local, cache=local.outputs.parent / "cache"))
    try:
        app = make_app(studio, Door(NAMES, access))
        asked = 0
        for method, path in sorted(set(_routes(app.routes, ""))):
            if path not in ("/login", "/logout"):
                for page in ("", "/en"):  # the second page is built when somebody comes in
                    status = ask(app, page + re.sub(r"\{[^}]*\}", "x", path), method=method)[0]
                    assert status == 401, (method, page, path)
                    asked += 1
        assert asked > 150  # two pages of Gradio and ours
    finally:
        studio.close()
        del app
        asyncio.set_event_loop(None)
        gc.collect()


def _routes(routes: Any, before: str) -> Any:
    for route in routes:
        included = getattr(route, "original_router", None)  # of FastAPI
        if included is not None:
            yield from _routes(included.routes, before)
        elif getattr(route, "routes", None):
            yield from _routes(route.routes, before + route.path)
        else:
            for method in getattr(route, "methods", None) or ["GET"]:
                yield method, before + route.path


# --- the login -----------------------------------------------------------------------------------------------------


def login(app: Any, password: str, *, to: str = "/", peer: str = "192.168.0.9") -> tuple[int, dict[str, str], str]:
    from urllib.parse import urlencode

    body = urlencode({"password": password, "next": to, "lang": "ko"}).encode()
    return ask(app, "/login", method="POST", body=body, peer=peer, content_type="application/x-www-form-urlencoded", origin="http://192.168.0.2:7860")


def test_logging_in_and_out(access: Access) -> None:
    app = Guard(Starlette(routes=login_routes(access)), Door(NAMES, access))
    status, headers, _ = login(app, PASSWORD, to="/en/")
    assert (status, headers["location"]) == (303, "/en/")
    cookie = headers["set-cookie"]
    assert re.fullmatch(r"shorts-session=[\w-]{43}; HttpOnly; Max-Age=2592000; Path=/; SameSite=strict", cookie)
    token = cookie[15:58]
    assert access.is_session(token)
    assert ask(app, "/logout", method="POST", cookie=f"shorts-session={token}")[0] == 303
    assert not access.is_session(token)


def test_the_sixth_try_of_a_minute_has_to_wait(access: Access) -> None:
    app = Starlette(routes=login_routes(access))
    for _ in range(5):
        assert login(app, "wrong-password")[0] == 401
    status, headers, page = login(app, PASSWORD)
    assert status == 429
    assert 50 < int(headers["retry-after"]) <= 60
    assert "잠시 막았습니다" in page
    assert login(app, PASSWORD, peer="192.168.0.10")[0] == 303


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/login", "/x\r\nSet-Cookie: a=b"])
def test_the_login_leads_nowhere_else(to: str, access: Access) -> None:
    assert login(Starlette(routes=login_routes(access)), PASSWORD, to=to)[1]["location"] == "/"


def test_a_login_form_is_small_and_plain(access: Access) -> None:
    app = Starlette(routes=login_routes(access))
    assert login(app, "x" * 9000)[0] == 401
    assert ask(app, "/login", method="POST", body=b"\xff\xfe&&&=")[0] == 401
    page = ask(app, "/login?lang=en", accept="text/html")[2]
    assert "<script" not in page
    assert 'lang="en"' in page
    assert ask(Starlette(routes=login_routes(None)), "/login")[0] == 303


# --- starting ------------------------------------------------------------------------------------------------------


def test_loopback_only_unless_shared(local: Settings) -> None:
    with closing_all(listen(0, everywhere=False)) as sockets:
        assert [opened.getsockname()[0] for opened in sockets] == ["127.0.0.1"]
        with pytest.raises(BadOption):
            listen(sockets[0].getsockname()[1], everywhere=False)
    with closing_all(listen(0, everywhere=True)) as sockets:
        assert sockets[0].getsockname()[0] == "0.0.0.0"
        assert len({opened.getsockname()[1] for opened in sockets}) == 1
    with pytest.raises(BadOption):
        listen(99_999, everywhere=False)
    door, made = open_door(local, Sharing())
    assert (door.access, made, door.names) == (None, "", frozenset({"127.0.0.1", "localhost", "::1"}))


def test_sharing_always_has_a_password(local: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    door, made = open_door(local, Sharing(lan=True, hosts=("Studio.Example",)))
    assert door.access is not None
    assert door.access.is_password(made)
    assert "studio.example" in door.names
    assert own_names() <= door.names
    announce(7860, Sharing(lan=True), made, local)
    assert made in capsys.readouterr().err
    again, nothing = open_door(local, Sharing(lan=True))
    assert nothing == ""
    assert again.access is not None
    assert again.access.is_password(made)
    assert not again.ask_here
    session = again.access.open_session("phone")
    same, _ = open_door(local, Sharing(lan=True, password=made))
    assert same.access is not None
    assert same.access.is_session(session)
    assert same.ask_here
    other, _ = open_door(local, Sharing(password=PASSWORD))
    assert other.access is not None
    assert other.access.is_password(PASSWORD)
    assert not other.access.is_session(session)


def test_addresses_and_codes() -> None:
    found = lan_addresses()
    assert "127.0.0.1" not in found
    assert len(set(found)) == len(found)
    code = qr_svg("http://192.168.0.2:7860")
    assert code.startswith("<svg")
    assert "#fff" in code
    assert len(qr_text("http://192.168.0.2:7860").splitlines()) > 12


def test_a_code_says_its_address() -> None:
    """Read back by OpenCV, as a phone would."""
    import cv2
    import numpy as np
    import segno

    address = "http://192.168.0.2:7860"
    cells = np.array([[0 if dark else 255 for dark in row] for row in segno.make(address, error="m", micro=False).matrix_iter(scale=8, border=4)], np.uint8)
    assert cv2.QRCodeDetector().detectAndDecode(cells)[0] == address


def test_small_answers_are_sent_at_once() -> None:
    """A server in asyncio on such a socket answers without waiting for more to send: 40 ms a request otherwise."""

    async def is_undelayed(listening: socket.socket) -> bool:
        seen: asyncio.Future[int] = asyncio.get_running_loop().create_future()

        async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            seen.set_result(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        async with await asyncio.start_server(answer, sock=listening):
            _, writer = await asyncio.open_connection("127.0.0.1", listening.getsockname()[1])
            undelayed = await asyncio.wait_for(seen, 10)
            writer.close()
        return bool(undelayed)

    with closing_all(listen(0, everywhere=False)) as sockets:
        assert run_apart(is_undelayed(sockets[0]))
