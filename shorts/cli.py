"""The command line: flags → request, events → a progress bar, errors → a message and an exit code."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import sys
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from shorts.artifacts import Aspect, Language, Quality, ShortRequest, SourceKind, TitleMode, Transitions
from shorts.cli_access import add_tokens_and_sessions
from shorts.cli_characters import add_characters
from shorts.cli_models import add_models
from shorts.cli_voices import add_voices_and_readings
from shorts.errors import BadOption, InTheWay, ShortsError
from shorts.files import names_file, replacing, storage_errors
from shorts.platforms import apply, platform_of
from shorts.progress import NOTES, STAGE_NAMES, Meter, Work
from shorts.settings import Settings, spoken_here
from shorts.values import to_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Finished, Progress

EXIT_CODES = """exit codes: 0 done · 1 unexpected error · 2 the request can't be met · 3 the page gave nothing · 4 an engine failed ·
5 rendering failed · 6 storage (disk full, not writable) · 130 cancelled"""

_COMPANIONS = (".srt", ".vtt", ".jpg", ".txt")


def main(arguments: Sequence[str]) -> int:
    """Run one command; every ShortsError becomes its message in the user's language and its exit code."""
    _speak_utf8()
    options = parser().parse_args(_with_command(arguments))
    settings = replace(Settings(), ui_language=options.lang or spoken_here())
    try:
        return int(options.run(options, settings))
    except ShortsError as error:
        if getattr(options, "json", False):
            print(json.dumps({"error": error.code, "message": error.text(settings.ui_language), "details": error.details}, ensure_ascii=False))
        else:
            print(f"\n{error.text(settings.ui_language)}", file=sys.stderr)
        return error.exit_code


def _with_command(arguments: Sequence[str]) -> list[str]:
    """No command means serve."""
    bare = not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help"))
    return ["serve", *arguments] if bare else list(arguments)


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="app.py", description="Local Shorts Studio", epilog=EXIT_CODES)
    commands = top.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=get_args(Language), help="language of messages (default: the system's)")
    _add_serve(commands.add_parser("serve", parents=[common], help="open the studio in the browser (default)"))
    _add_make(commands.add_parser("make", parents=[common], help="make one short", epilog=EXIT_CODES))
    add_characters(commands.add_parser("characters", parents=[common], help="the cast: list, check, preview, build, reel", epilog=EXIT_CODES))
    add_models(commands.add_parser("models", parents=[common], help="list, install, verify and remove local models", epilog=EXIT_CODES))
    doctor = commands.add_parser("doctor", parents=[common], help="what works here, what doesn't, and what to do")
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=_doctor)
    add_voices_and_readings(commands, common)
    add_tokens_and_sessions(commands, common)
    return top


def _add_serve(serve: argparse.ArgumentParser) -> None:
    serve.add_argument("--port", type=int, default=7860)
    serve.add_argument("--no-browser", action="store_true", help="don't open a browser window")
    serve.add_argument("--lan", action="store_true", help="let phones and other computers on this network use it, with a password")
    serve.add_argument("--password", nargs="?", const="", metavar="TEXT", help="set the password (asked for if TEXT is left out; or SHORTS_PASSWORD)")
    serve.add_argument("--host", action="append", default=[], metavar="NAME", help="another name that this computer is called by; may be repeated")
    serve.set_defaults(run=_serve)


def _add_make(make: argparse.ArgumentParser) -> None:
    make.add_argument("source", nargs="?", help="http(s) address, or a .html/.txt/.md file; - reads text from standard input")
    make.add_argument("--topic", help="a few facts or sentences to make the short from")
    make.add_argument("--text", help="the article itself")
    make.add_argument("--out", type=Path, metavar="FILE.mp4", help="also copy the short (and its captions, picture and post text) here")
    make.add_argument("--character", default=ShortRequest("").character, metavar="ID")
    make.add_argument("--language", choices=get_args(Language), help="default: the page's")
    make.add_argument("--seconds", type=float, default=30.0)
    make.add_argument("--scenes", type=int)
    make.add_argument("--voice", default="kokoro")
    make.add_argument("--speaker", default="", metavar="ID", help="whose voice is heard (default: the character's own)")
    make.add_argument("--voice-speed", type=float, default=1.0, metavar="0.7…1.3", help="times the speed of that voice")
    make.add_argument("--image", default="toon", metavar="toon|ENGINE", help="what draws the scenes; see app.py models list")
    make.add_argument("--motion", default="toon", metavar="toon|ENGINE", help="what moves drawn pictures; toon moves the camera")
    make.add_argument("--style", default="film", metavar="ID", help="of drawn pictures: film, clay, picturebook, anime, papercut")
    make.add_argument("--writer", default="extract", metavar="ID", help="who writes the script: extract, ollama, or ollama:MODEL (see ollama list)")
    make.add_argument("--script", type=Path, metavar="SCRIPT.json", help="use this edited script")
    make.add_argument("--music", default="auto", metavar="auto|none|ID|FILE")
    make.add_argument("--music-level", type=float, default=0.0, metavar="-12…6", help="dB, added to the music's usual level under the voice")
    make.add_argument("--aspect", default="9:16", choices=get_args(Aspect))
    make.add_argument("--platform", metavar="ID", help="shape and longest length of youtube-shorts, instagram-reels, tiktok, naver-clip, smartstore, instagram-feed, youtube")
    make.add_argument("--seed", type=int, default=0)
    make.add_argument("--quality", default="standard", choices=get_args(Quality))
    make.add_argument("--title", default="throughout", choices=get_args(TitleMode), help="the hook title on screen")
    make.add_argument("--captions", default="pop", metavar="ID", help="caption style: pop, plate, bold, karaoke, card, bubble, minimal")
    make.add_argument("--transitions", default="mixed", choices=get_args(Transitions), help="between scenes")
    make.add_argument("--no-graphics", action="store_true", help="no prices, figures, lists, quotations and calls on the screen")
    make.add_argument("--no-ai-label", action="store_true")
    make.add_argument("--ad-line", default="", metavar="TEXT", help="advertising or affiliate disclosure to show")
    make.add_argument("--json", action="store_true", help="print the result as JSON")
    make.set_defaults(run=_make)


# --- make ------------------------------------------------------------------------------------------------------


def request_of(options: argparse.Namespace) -> ShortRequest:
    """Raises BadOption for lengths and sources that make no sense, UnknownChoice for a platform."""
    from shorts.workshop import check_size

    source, kind = _source(options)
    request = ShortRequest(
        source=source, kind=kind, character=options.character, language=options.language, voice=options.voice, image_engine=options.image,
        motion_engine=options.motion, seconds=options.seconds, scenes=options.scenes, aspect=options.aspect, music=_absolute(options.music), seed=options.seed,
        quality=options.quality, title=options.title, ai_label=not options.no_ai_label, ad_line=options.ad_line,
        script_engine=options.writer, speaker=options.speaker, voice_speed=options.voice_speed, music_level=options.music_level,
        captions=options.captions, transitions=options.transitions, graphics=not options.no_graphics, image_style=options.style,
    )  # fmt: skip
    request = apply(request, platform_of(options.platform)) if options.platform else request
    check_size(request)
    return request


def _absolute(name: str) -> str:
    """A file's name as one that holds wherever the short is made again; other words as they are."""
    return str(Path(name).resolve()) if names_file(name) else name


def _source(options: argparse.Namespace) -> tuple[str, SourceKind]:
    given: list[tuple[str, SourceKind]] = []
    if options.source == "-":
        given.append((sys.stdin.read(), "text"))
    elif options.source:
        given.append((options.source, "file" if names_file(options.source) else "auto"))
    given += [(options.text, "text")] if options.text else []
    given += [(options.topic, "topic")] if options.topic else []
    if len(given) != 1:
        raise BadOption(option="SOURCE", value=" + ".join(kind for _, kind in given), expected="SOURCE | --text TEXT | --topic TEXT")
    text, kind = given[0]
    return (_absolute(text), kind) if kind == "file" else (text, kind)


def _make(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.pipeline import make_short
    from shorts.report import remarks
    from shorts.script import read_script
    from shorts.short import start_short
    from shorts.workshop import open_workshop

    request = request_of(options)
    if options.out:
        _demand_writable(options.out)
        _demand_free(options.out, [Path(name) for name in (request.source, request.music, options.script) if name and names_file(str(name))])
    workshop = open_workshop(settings)
    workshop.check(request)
    short = start_short(request, settings, read_script(options.script) if options.script else None)
    bar = Bar(settings.ui_language)
    with cancel_on_interrupt() as cancel:
        short = make_short(short, workshop, Work(bar, cancel))
    bar.close()
    if short.finished is None:  # make_short ends with a finished short or an error
        raise AssertionError(short.id)
    for remark in remarks(short):
        print(remark[settings.ui_language], file=sys.stderr)
    path = _copy_out(short.finished, options.out) if options.out else short.finished.path
    print(json.dumps({"path": str(path), "short": short.id, **to_plain(short.finished)}, ensure_ascii=False) if options.json else path)
    return 0


def _demand_writable(out: Path) -> None:
    """Better now than after minutes of work. Raises BadOption, OutputUnwritable, DiskFull."""
    if out.suffix.lower() != ".mp4" or out.is_dir():
        raise BadOption(option="--out", value=out, expected="FILE.mp4")
    with storage_errors(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out.parent):
            pass


def _demand_free(out: Path, inputs: Sequence[Path]) -> None:
    """Raises InTheWay for a file that a copy would replace, and that an earlier short didn't put there."""
    for suffix in (".mp4", *_COMPANIONS):
        target = out.with_suffix(suffix)
        strange = suffix in _COMPANIONS and not out.with_suffix(".mp4").exists()
        if target.exists() and (strange or any(target.samefile(path) for path in inputs)):
            raise InTheWay(file=target)


def _copy_out(finished: Finished, out: Path) -> Path:
    """The short and, beside it under the same name, its captions, thumbnail and post text."""
    for source in (finished.path, finished.srt, finished.vtt, finished.thumbnail, finished.post):
        with replacing(out.with_suffix(source.suffix)) as part:
            shutil.copyfile(source, part)
    return out.resolve()


@contextlib.contextmanager
def cancel_on_interrupt() -> Any:
    """The first Ctrl-C ends the job in order; a second one ends the process."""
    cancel = threading.Event()
    before = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: object) -> None:
        cancel.set()
        signal.signal(signal.SIGINT, before)

    signal.signal(signal.SIGINT, stop)
    try:
        yield cancel
    finally:
        signal.signal(signal.SIGINT, before)


class Bar:
    """One line on stderr: percent, stage, note. On a pipe, one line per stage."""

    def __init__(self, language: str) -> None:
        self._column = 0 if language == "ko" else 1
        self._meter = Meter()
        self._last = ""
        self._told: set[str] = set()  # on a pipe, every stage is named once
        self._guard = threading.Lock()

    def __call__(self, event: Progress) -> None:
        with self._guard:
            percent = int(self._meter.update(event) * 100)
            stage = STAGE_NAMES.get(event.stage, (event.stage, event.stage))[self._column]
            filled = percent // 5
            note = NOTES.get(event.note, ("", ""))[self._column]
            stage = f"{stage} ({note})" if note else stage
            if sys.stderr.isatty():
                self._write(f"\r{'█' * filled}{'░' * (20 - filled)} {percent:3d}%  {stage}".ljust(78))
            elif stage not in self._told:
                self._told.add(stage)
                self._write(f"{stage}\n")

    def _write(self, text: str) -> None:
        if text != self._last:
            sys.stderr.write(text)
            sys.stderr.flush()
            self._last = text

    def close(self) -> None:
        if sys.stderr.isatty():
            sys.stderr.write("\r" + " " * 78 + "\r")


# --- the other commands ------------------------------------------------------------------------------------------


def _serve(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.server.serve import Sharing
    from shorts.ui.build import serve

    password = options.password if options.password is not None else os.environ.get("SHORTS_PASSWORD")
    sharing = Sharing(options.lan, password, tuple(options.host))
    return serve(settings, port=options.port, open_browser=not options.no_browser, sharing=sharing)


def _doctor(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.doctor import examine

    findings = examine(settings)
    if options.json:
        print(json.dumps(to_plain(findings), ensure_ascii=False))
    else:
        for finding in findings:
            print(finding.line(settings.ui_language))
    return 0 if all(finding.works or finding.optional for finding in findings) else 1


def _speak_utf8() -> None:
    """Windows consoles may be in another code page; Korean must come out whole."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
