"""The commands `tokens` and `sessions`: which programs and browsers may use a studio that is shared on the network."""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from typing import TYPE_CHECKING

from shorts.access import Access
from shorts.errors import BadOption, UnknownChoice

if TYPE_CHECKING:
    import argparse

    from shorts.access import Secret
    from shorts.settings import Settings

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_WORDS = {
    "ko": {
        "once": "다시 보여 드리지 않으니 적어 두세요. Authorization: Bearer 헤더로 보냅니다.", "none": "없습니다.", "gone": "없앴습니다: {name}",
        "closed": "브라우저 {count}개를 로그아웃했습니다.",
    },
    "en": {
        "once": "Note it: it isn't shown again. Send it as Authorization: Bearer.", "none": "There are none.", "gone": "Revoked: {name}",
        "closed": "Browsers logged out: {count}",
    },
}  # fmt: skip


def add_tokens_and_sessions(commands: Commands, common: argparse.ArgumentParser) -> None:
    tokens = commands.add_parser("tokens", help="tokens for programs that use the API over the network").add_subparsers(dest="verb", required=True)
    _verb(tokens, common, "create", "make a token and show it, once", _create).add_argument("name", help="what it is for")
    _verb(tokens, common, "list", "the tokens there are, without their secrets", _list_tokens)
    _verb(tokens, common, "revoke", "a token stops to work at once", _revoke).add_argument("id")
    sessions = commands.add_parser("sessions", help="browsers that gave the password").add_subparsers(dest="verb", required=True)
    _verb(sessions, common, "list", "the browsers that are logged in", _list_sessions)
    close = _verb(sessions, common, "close", "log a browser out", _close)
    close.add_argument("id", nargs="?")
    close.add_argument("--all", action="store_true", help="every browser")


def _verb(verbs: Commands, common: argparse.ArgumentParser, name: str, about: str, run: object) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, parents=[common], help=about)
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(run=run)
    return verb


def _access(settings: Settings) -> Access:
    return Access(settings.outputs / "access.json")


def _create(options: argparse.Namespace, settings: Settings) -> int:
    name = options.name.strip()
    if not name:
        raise BadOption(option="NAME", value=options.name, expected="app.py tokens create NAME")
    token = _access(settings).create_token(name)
    print(json.dumps({"name": name, "token": token}, ensure_ascii=False) if options.json else f"{token}\n{_WORDS[settings.ui_language]['once']}")
    return 0


def _list_tokens(options: argparse.Namespace, settings: Settings) -> int:
    return _show(_access(settings).tokens(), options, settings)


def _list_sessions(options: argparse.Namespace, settings: Settings) -> int:
    return _show(_access(settings).sessions(), options, settings)


def _revoke(options: argparse.Namespace, settings: Settings) -> int:
    access = _access(settings)
    token = _find(access.tokens(), options.id, "token", "토큰")
    access.revoke_token(token.id)
    print(json.dumps({"revoked": token.id}) if options.json else _WORDS[settings.ui_language]["gone"].format(name=token.name))
    return 0


def _close(options: argparse.Namespace, settings: Settings) -> int:
    access = _access(settings)
    if options.all == bool(options.id):
        raise BadOption(option="ID", value=options.id or "", expected="app.py sessions close ID | --all")
    doomed = access.sessions() if options.all else [_find(access.sessions(), options.id, "session", "로그인")]
    access.end_sessions({session.id for session in doomed})
    print(json.dumps({"closed": [one.id for one in doomed]}) if options.json else _WORDS[settings.ui_language]["closed"].format(count=len(doomed)))
    return 0


def _find(among: list[Secret], id_: str, kind: str, kind_ko: str) -> Secret:
    found = next((secret for secret in among if secret.id == id_), None)
    if found is None:
        raise UnknownChoice(kind=kind, kind_ko=kind_ko, value=id_, choices=", ".join(secret.id for secret in among) or "–")
    return found


def _show(secrets: list[Secret], options: argparse.Namespace, settings: Settings) -> int:
    if options.json:
        print(json.dumps([{key: value for key, value in asdict(secret).items() if key != "digest"} for secret in secrets], ensure_ascii=False))
        return 0
    for secret in secrets:
        print(f"{secret.id}  {time.strftime('%Y-%m-%d %H:%M', time.localtime(secret.created))}  {secret.name[:100]}")
    if not secrets:
        print(_WORDS[settings.ui_language]["none"])
    return 0
