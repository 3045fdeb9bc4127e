"""The login page and its two routes. One plain form, no script: it works before anything else of the studio may be fetched."""

from __future__ import annotations

import asyncio
import math
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from shorts.access import SESSION_SECONDS, Throttle
from shorts.server import words

if TYPE_CHECKING:
    from starlette.requests import Request

    from shorts.access import Access
    from shorts.server.words import Word

LOGIN, LOGOUT, COOKIE = "/login", "/logout", "shorts-session"
_PAGES = {"ko": "/", "en": "/en/"}
_MOST = 8192  # bytes of a login form
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

_STYLE = """
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #faf7f2; color: #292320; line-height: 1.6;
  font: 1.05rem Pretendard, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", system-ui, sans-serif; }
main { width: min(22rem, calc(100vw - 3rem)); word-break: keep-all; }
h1 { font-size: 1.4rem; margin: 0 0 .4rem; } p { margin: 0 0 1.2rem; }
label { display: block; font-weight: 600; margin-bottom: .3rem; }
input, button { box-sizing: border-box; width: 100%; font: inherit; padding: .7rem .9rem; border-radius: 12px; border: 1px solid #b9ab95; }
input { background: #fff; color: inherit; } button { margin-top: .9rem; background: #c2410c; border-color: #c2410c; color: #fff; font-weight: 700; cursor: pointer; }
button:hover { background: #9a3412; } :focus-visible { outline: 3px solid #0f766e; outline-offset: 2px; }
.wrong { color: #9f1c1c; font-weight: 600; margin: .8rem 0 0; } a { color: inherit; } footer { margin-top: 1.4rem; font-size: .95rem; }
@media (prefers-color-scheme: dark) { body { background: #191715; color: #f3ece2; } input { background: #2b2721; border-color: #6b6252; } .wrong { color: #ffb4a8; } }
"""


def login_page(language: str, target: str, message: str = "") -> bytes:
    """The page that asks for the password and then leads to `target`."""

    def say(word: Word) -> str:
        return escape(word.text(language))

    other = "en" if language == "ko" else "ko"
    wrong = f'<p class="wrong" role="alert">{escape(message)}</p>' if message else ""
    return f"""<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{say(words.LOGIN_TITLE)}</title><link rel="icon" href="data:,"><style>{_STYLE}</style></head><body><main>
<h1>{say(words.LOGIN_TITLE)}</h1><p>{say(words.LOGIN_LEAD)}</p>
<form method="post" action="{LOGIN}"><input type="hidden" name="next" value="{escape(_inside(target, language))}"><input type="hidden" name="lang" value="{language}">
<input type="text" name="user" value="studio" autocomplete="username" hidden>
<label for="password">{say(words.LOGIN_LABEL)}</label>
<input id="password" type="password" name="password" required autofocus autocomplete="current-password" autocapitalize="none">
{wrong}<button type="submit">{say(words.LOGIN_BUTTON)}</button></form>
<footer><a href="{LOGIN}?lang={other}" hreflang="{other}">{say(words.LOGIN_OTHER)}</a></footer></main></body></html>""".encode()


def login_routes(access: Access | None, throttle: Throttle | None = None) -> list[Route]:
    """GET and POST /login, POST /logout. Without `access` nobody is asked, and they lead to the page."""
    tries = throttle or Throttle()

    async def show(request: Request) -> Response:
        language = "en" if request.query_params.get("lang") == "en" else "ko"
        return _page(language, _PAGES[language]) if access else _to(_PAGES[language])

    async def enter(request: Request) -> Response:
        form = await _form(request)
        language = "en" if form.get("lang") == "en" else "ko"
        target = _inside(form.get("next", ""), language)
        if access is None:
            return _to(target)
        address = request.client.host if request.client else ""
        seconds = math.ceil(tries.wait(address))
        if seconds:
            return _page(language, target, 429, words.LOGIN_WAIT.text(language).format(seconds=seconds), {"Retry-After": str(seconds)})
        tries.count(address)
        if not await asyncio.to_thread(access.is_password, form.get("password", "")):
            return _page(language, target, 401, words.LOGIN_WRONG.text(language))
        tries.forgive(address)
        answer = _to(target)
        token = await asyncio.to_thread(access.open_session, request.headers.get("user-agent", ""))
        answer.set_cookie(COOKIE, token, max_age=SESSION_SECONDS, httponly=True, samesite="strict", secure=request.url.scheme == "https")
        return answer

    async def leave(request: Request) -> Response:
        if access is not None:
            await asyncio.to_thread(access.close_session, request.cookies.get(COOKIE, ""))
        answer = _to(LOGIN if access else "/")
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
        return answer

    return [Route(LOGIN, show, methods=["GET"]), Route(LOGIN, enter, methods=["POST"]), Route(LOGOUT, leave, methods=["POST"])]


async def _form(request: Request) -> dict[str, str]:
    """The fields of a small form; what isn't one has none."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST:
            return {}
    try:
        return {name: values[-1] for name, values in parse_qs(body.decode("utf-8"), max_num_fields=10).items()}
    except ValueError:
        return {}


def _inside(target: str, language: str) -> str:
    """`target` where it is a path of this server, else the page: a link to the login must not lead away."""
    plain = target.startswith("/") and not target.startswith(("//", "/\\", LOGIN, LOGOUT)) and target.isprintable() and "\\" not in target
    return target if plain else _PAGES[language]


def _page(language: str, target: str, status: int = 200, message: str = "", headers: dict[str, str] | None = None) -> Response:
    told = {"Cache-Control": "no-store", "Content-Security-Policy": POLICY, **(headers or {})}
    return Response(login_page(language, target, message), status, told, "text/html; charset=utf-8")


def _to(target: str) -> Response:
    return RedirectResponse(target, 303, {"Cache-Control": "no-store"})
