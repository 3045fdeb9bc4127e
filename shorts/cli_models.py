"""The command `models`: what can be installed, installing it, checking it, finding it, removing it.

The shelf and what is below it are imported by the actions: no other command pays for them.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from shorts.errors import BadOption
from shorts.files import human_size
from shorts.progress import Work
from shorts.values import to_plain

if TYPE_CHECKING:
    import argparse

    from shorts.artifacts import Progress
    from shorts.models.catalog import Entry
    from shorts.models.shelf import ModelCard, ModelShelf
    from shorts.settings import Settings

_MARKS = {"installed": "●", "shared": "◎", "partial": "◐", "broken": "✘", "absent": "○"}
_WORDS = {
    "ko": {
        "installed": "설치됨", "shared": "다른 프로그램 것을 함께 씀", "partial": "받다 멈춤", "broken": "손상됨", "absent": "없음", "yes": "상업 사용 가능",
        "no": "비상업용", "conditions": "조건부", "ask": "{size} 삭제할까요? [y/N] ", "freed": "{size} 비웠습니다.", "fine": "이상이 없습니다.",
        "profile": "이 컴퓨터: {gpu} → 추천 프로필 {tier}", "no_gpu": "그래픽 카드 없음", "ready": "설치했습니다: {name}",
        "estimate": "30초 쇼츠의 그림과 움직임에 약 {seconds:.0f}초(RTX 3060 기준 추정, 실측 아님)",
    },
    "en": {
        "installed": "installed", "shared": "shared with another program", "partial": "broken off", "broken": "damaged", "absent": "absent",
        "yes": "commercial use", "no": "non-commercial", "conditions": "conditions", "ask": "Delete {size}? [y/N] ", "freed": "{size} freed.",
        "fine": "All is well.", "profile": "This computer: {gpu} → profile {tier}", "no_gpu": "no graphics card", "ready": "installed: {name}",
        "estimate": "about {seconds:.0f} s for the pictures and motion of a 30-second short (an estimate for an RTX 3060, not measured)",
    },
}  # fmt: skip


def add_models(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("list", "install", "verify", "remove", "where"))
    parser.add_argument("model", nargs="?", metavar="ID")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--accept-licence", action="store_true", help="install: I have read the licence and accept it")
    parser.add_argument("--yes", action="store_true", help="remove: don't ask")
    parser.set_defaults(run=run_models)


def run_models(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.models.shelf import ModelShelf

    actions = {"list": _list, "install": _install, "verify": _verify, "remove": _remove, "where": _where}
    if options.action != "list" and not options.model:
        raise BadOption(option="ID", value="", expected="app.py models list")
    shelf = ModelShelf(settings)
    if options.model:
        shelf.entry(options.model)
    return actions[options.action](options, shelf)


def _list(options: argparse.Namespace, shelf: ModelShelf) -> int:
    language = shelf.settings.ui_language
    cards = [card for card in shelf.items(language) if options.model in (None, card.id)]
    profile = shelf.profile()
    if options.json:
        plain = {"gpu": profile.gpu, "proposed": profile.proposed.id, "chosen": profile.chosen.id, "models": cards, "own": shelf.own()}
        print(json.dumps(to_plain(plain), ensure_ascii=False))
        return 0
    words = _WORDS[language]
    gpu = f"{profile.gpu.name}, {human_size(profile.gpu.total)}" if profile.gpu else words["no_gpu"]
    print(words["profile"].format(gpu=gpu, tier=profile.chosen.id))
    for kind in ("image", "motion", "voice", "script"):
        use = getattr(profile.chosen, kind)
        print(f"   {kind:6s} {use.engine:12s} {use.ko if language == 'ko' else use.en}")
    if profile.chosen.seconds is not None:
        print("   " + words["estimate"].format(seconds=profile.chosen.seconds))
    for card in cards:
        print(_line(card, words))
    for trouble in dict.fromkeys(card.problem for card in cards if card.kind == "ollama" and card.problem):
        print(f"  → {trouble}")
    for own in shelf.own():
        print(f"{'✘' if own.problem else '●'} {own.kind}: {own.path} ({human_size(own.bytes)}{', ' + own.family if own.family else ''})")
    return 0


def _line(card: ModelCard, words: dict[str, str]) -> str:
    extra = f" · {card.where}" if card.state == "shared" else f" · {card.found}" if card.found else f" · {card.problem}" if card.problem and card.kind == "hub" else ""
    size = f"{human_size(card.here)} / {human_size(card.bytes)}" if card.state == "partial" else human_size(card.bytes)
    return f"{_MARKS[card.state]} {card.id:24s} {card.purpose:7s} {size:>10s}  {card.name} · {words[card.state]} · {card.licence} ({words[card.commercial_use]}){extra}"


def _install(options: argparse.Namespace, shelf: ModelShelf) -> int:
    from shorts.cli import cancel_on_interrupt
    from shorts.models import ollama_store
    from shorts.models.catalog import with_needs
    from shorts.models.install import install
    from shorts.models.licences import demand_consent
    from shorts.models.store import standing

    language = shelf.settings.ui_language
    entries = with_needs(shelf.catalogue, options.model)
    for entry in entries:  # all questions before the first byte
        demand_consent(entry, shelf.settings, accept=options.accept_licence)
    with cancel_on_interrupt() as cancel:
        for entry in entries:
            if entry.kind == "ollama" or standing(entry, shelf.settings).state not in ("installed", "shared"):
                bar = _Bar(entry, language)
                (ollama_store.pull if entry.kind == "ollama" else install)(entry, shelf.settings, Work(bar, cancel))
                bar.close()
    if options.json:
        print(json.dumps({"installed": [entry.id for entry in entries]}))
    else:
        print(_WORDS[language]["ready"].format(name=", ".join(entry.names[language] for entry in entries)))
    return 0


def _verify(options: argparse.Namespace, shelf: ModelShelf) -> int:
    from shorts.cli import cancel_on_interrupt
    from shorts.errors import ModelMissing
    from shorts.models import ollama_store

    entry = shelf.entry(options.model)
    if entry.kind == "ollama" and ollama_store.size_of(entry, ollama_store.installed_tags(shelf.settings)) is None:
        raise ModelMissing(**entry.called)
    bar = _Bar(entry, shelf.settings.ui_language)
    with cancel_on_interrupt() as cancel:
        shelf.verify(entry.id, Work(bar, cancel))
    bar.close()
    print(json.dumps({"verified": entry.id}) if options.json else _WORDS[shelf.settings.ui_language]["fine"])
    return 0


def _remove(options: argparse.Namespace, shelf: ModelShelf) -> int:
    from shorts.models.store import standing

    words = _WORDS[shelf.settings.ui_language]
    entry = shelf.entry(options.model)
    if not options.yes:
        if not sys.stdin.isatty():
            raise BadOption(option="remove", value=entry.id, expected="--yes")
        size = entry.bytes if entry.kind == "ollama" else standing(entry, shelf.settings).bytes
        print(words["ask"].format(size=human_size(size)), end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in ("y", "yes", "예", "네"):
            return 0
    freed = shelf.remove(entry.id)
    print(json.dumps({"removed": entry.id, "freed": freed}) if options.json else words["freed"].format(size=human_size(freed)))
    return 0


def _where(options: argparse.Namespace, shelf: ModelShelf) -> int:
    entry = shelf.entry(options.model)
    if entry.kind == "ollama":
        print(json.dumps({"id": entry.id, "ollama": shelf.settings.ollama, "tag": entry.tag}) if options.json else f"{shelf.settings.ollama} {entry.tag}")
        return 0
    place = shelf.where(entry.id)
    print(json.dumps(to_plain(place), ensure_ascii=False) if options.json else place.single or place.folder)
    return 0


class _Bar:
    """One line on stderr: percent, bytes, file. On a pipe, a line per file."""

    def __init__(self, entry: Entry, language: str) -> None:
        self._name = entry.names[language]
        self._file = ""

    def __call__(self, event: Progress) -> None:
        percent = int(100 * event.done / event.total) if event.total else 0
        if sys.stderr.isatty():
            line = f"\r{self._name}  {percent:3d}%  {human_size(event.done)} / {human_size(event.total)}  {event.note[-40:]}"
            sys.stderr.write(line.ljust(100))
            sys.stderr.flush()
        elif event.note and event.note != self._file:
            self._file = event.note
            sys.stderr.write(f"{self._name}: {event.note}\n")

    def close(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r" + " " * 100 + "\r")
