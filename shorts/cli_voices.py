"""The commands `voices` and `readings`: what is kept of a person's own voices, and how words are read."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from shorts.artifacts import Language
from shorts.errors import BadOption
from shorts.values import to_plain

if TYPE_CHECKING:
    import argparse

    from shorts.settings import Settings
    from shorts.voice_shelf import NamedVoice

    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def add_voices_and_readings(commands: Commands, common: argparse.ArgumentParser) -> None:
    _add_voices(commands.add_parser("voices", help="voices of your own: blends, and recordings for engines that clone"), common)
    _add_readings(commands.add_parser("readings", help="how words are read aloud"), common)


def _add_voices(voices: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    verbs = voices.add_subparsers(dest="verb", required=True)
    listing = _verb(verbs, common, "list", "your voices, and with --base what a blend can be made of", _list_voices)
    listing.add_argument("--base", action="store_true")
    add = _verb(verbs, common, "add", "keep a blend (--blend), or a recording with its owner's consent", _add_voice)
    add.add_argument("name")
    add.add_argument("file", nargs="?", type=Path, help="recording of 10 to 120 seconds: wav, mp3, m4a, flac, ogg")
    add.add_argument("--consent-by", default="", metavar="NAME", help="who states that it is their voice, or that its owner has allowed this")
    add.add_argument("--blend", metavar="VOICE:WEIGHT+…", help="up to three base voices, e.g. jf_nezumi:0.6+ef_dora:0.4")
    add.add_argument("--speed", type=float, default=1.0)
    add.add_argument("--pitch", type=float, default=0.0, metavar="SEMITONES")
    remove = _verb(verbs, common, "remove", "delete a voice with every copy of it", _remove_voice)
    remove.add_argument("name", help="name or id")


def _add_readings(readings: argparse.ArgumentParser, common: argparse.ArgumentParser) -> None:
    verbs = readings.add_subparsers(dest="verb", required=True)
    _verb(verbs, common, "list", "every reading", _list_readings)
    setting = _verb(verbs, common, "set", "read WORD so from now on", _set_reading)
    setting.add_argument("word")
    setting.add_argument("reading", help="Hangul for Korean texts; for English ones plain letters as it sounds")
    remove = _verb(verbs, common, "remove", "read WORD as usual again", _remove_reading)
    remove.add_argument("word")
    remove.add_argument("--language", choices=get_args(Language), help="default: every language")


def _verb(verbs: Commands, common: argparse.ArgumentParser, name: str, about: str, run: object) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, parents=[common], help=about)
    verb.add_argument("--json", action="store_true")
    verb.set_defaults(run=run)
    return verb


# --- voices ------------------------------------------------------------------------------------------------------


def _list_voices(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.voice_shelf import VoiceShelf, base_voices

    if options.base:
        names = base_voices(settings)
        print(json.dumps(names) if options.json else "\n".join(names))
        return 0
    voices = VoiceShelf(settings).items()
    if options.json:
        print(json.dumps([_plain(voice) for voice in voices], ensure_ascii=False))
    else:
        for voice in voices:
            print(_line(voice))
    return 0


def _add_voice(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.voice_shelf import STATEMENT, Consent, VoiceShelf

    if (options.file is None) == (options.blend is None):
        raise BadOption(option="FILE, --blend", value="", expected="FILE --consent-by NAME | --blend VOICE:WEIGHT+…")
    shelf = VoiceShelf(settings)
    if options.blend is not None:
        made = shelf.add_blend(options.name, _parts(options.blend), options.speed, options.pitch)
    else:
        statement = STATEMENT["ko" if settings.ui_language == "ko" else "en"]
        print(f"--consent-by {options.consent_by or 'NAME'}: “{statement}”", file=sys.stderr)
        consent = Consent(options.consent_by, statement) if options.consent_by else None
        made = shelf.add(options.name, options.file, consent)
    print(json.dumps(_plain(made), ensure_ascii=False) if options.json else _line(made))
    return 0


def _remove_voice(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.voice_shelf import VoiceShelf

    shelf = VoiceShelf(settings)
    gone = shelf.get(options.name)
    shelf.delete(gone.id)
    print(json.dumps({"removed": gone.id}) if options.json else _line(gone))
    return 0


def _parts(text: str) -> dict[str, float]:
    """ "a:0.6+b:0.4" and "a+b" (alike)."""
    parts: dict[str, float] = {}
    for part in text.split("+"):
        found = re.fullmatch(r"\s*([A-Za-z0-9_]+)\s*(?::\s*(\d+(?:\.\d*)?|\.\d+)\s*)?", part)
        if not found:
            raise BadOption(option="--blend", value=text, expected="VOICE:WEIGHT+VOICE:WEIGHT")
        parts[found[1]] = parts.get(found[1], 0.0) + float(found[2] or 1)
    return parts


def _plain(voice: NamedVoice) -> object:
    return {**to_plain(voice), "speaker": voice.speaker}


def _line(voice: NamedVoice) -> str:
    what = "+".join(f"{name}:{weight:g}" for name, weight in voice.blend) if voice.blend else f"{voice.seconds:.1f} s"
    return f"{voice.speaker}  {voice.name}  ({voice.kind}: {what})"


# --- readings ----------------------------------------------------------------------------------------------------


def _list_readings(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.readings import readings_of

    every = readings_of(settings).items()
    if options.json:
        print(json.dumps(to_plain(every), ensure_ascii=False))
    else:
        for one in every:
            print(f"{one.language}  {one.word} → {one.reading}")
    return 0


def _set_reading(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.readings import readings_of

    language: Language = "ko" if re.search(r"[가-힣]", options.reading) else "en"
    one = readings_of(settings).set(options.word, options.reading, language)
    print(json.dumps(to_plain(one), ensure_ascii=False) if options.json else f"{one.language}  {one.word} → {one.reading}")
    return 0


def _remove_reading(options: argparse.Namespace, settings: Settings) -> int:
    from shorts.readings import readings_of

    readings = readings_of(settings)
    known = [one for one in readings.items(options.language) if one.word == options.word.strip()]
    for language in [one.language for one in known] or [options.language or "ko"]:  # an unknown word is told by `remove`
        readings.remove(options.word, language)
    print(json.dumps({"removed": to_plain(known)}, ensure_ascii=False) if options.json else "\n".join(f"{one.language}  {one.word}" for one in known))
    return 0
