"""What this person likes as a start: outputs/preferences.json. Whatever is chosen for one short is kept with that short.

A value that makes no sense counts as not set; keys of a later version are kept as they are; a file that can't be read at all is moved
aside. (Folders of shared models are kept by the models themselves, see shorts/models/shared.py.)
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter, ValidationError

from shorts.artifacts import Language, Quality, ShortRequest
from shorts.errors import PreferencesReset, StorageError, StorageUnreadable
from shorts.files import move, storage_errors, write_json
from shorts.settings import Settings, ollama_address
from shorts.values import to_plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Theme = Literal["auto", "light", "dark"]
_DEFAULT = ShortRequest("")
_MOST_FAVOURITES = 200


@dataclass(frozen=True, slots=True)
class Preferences:
    """Ids are those of the cast, the caption styles, the tracks and the platforms; one that is gone is the front end's to pass over."""

    language: Language | None = None  # of the page; None: the system's
    theme: Theme = "auto"
    character: str = _DEFAULT.character
    favourites: tuple[str, ...] = ()  # characters, latest last
    seconds: float = _DEFAULT.seconds
    script_engine: str = _DEFAULT.script_engine
    image_engine: str = _DEFAULT.image_engine
    image_style: str = _DEFAULT.image_style
    motion_engine: str = _DEFAULT.motion_engine
    quality: Quality = _DEFAULT.quality
    captions: str = _DEFAULT.captions
    music: str = _DEFAULT.music
    platform: str = ""  # where shorts are posted; "": nowhere in particular
    ai_label: bool = True
    ad_line: str = ""
    commercial: bool = True  # shorts earn money: engines and models that don't allow it are said so
    ollama: str = ""  # address of the Ollama to ask; "": the usual one

    def request(self, source: str) -> ShortRequest:
        """A request as this person usually makes them."""
        return replace(
            _DEFAULT, source=source, character=self.character, seconds=self.seconds, quality=self.quality, captions=self.captions, music=self.music,
            ai_label=self.ai_label, ad_line=self.ad_line, script_engine=self.script_engine,
            image_engine=self.image_engine, image_style=self.image_style, motion_engine=self.motion_engine,
        )  # fmt: skip

    def applied(self, settings: Settings) -> Settings:
        """The settings of an installation with what this person set otherwise."""
        return replace(settings, ollama=ollama_address(self.ollama)) if self.ollama else settings


class PreferenceFile:
    """Preferences on disk. Safe to call from any thread."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard, self._change = threading.Lock(), threading.Lock()
        self._values, self._others, self.reset = self._load()

    def get(self) -> Preferences:
        return self._values

    def set(self, values: Preferences) -> None:
        """Keep `values`, all of them. Raises DiskFull, OutputUnwritable; then nothing has changed."""
        with self._guard:
            values = replace(values, favourites=tuple(dict.fromkeys(values.favourites))[-_MOST_FAVOURITES:])
            write_json(self._path, {**self._others, **to_plain(values)})
            self._values = values

    def change(self, change: Callable[[Preferences], Preferences]) -> Preferences:
        """Keep what `change` makes of them; two changes at the same moment both count. Raises DiskFull, OutputUnwritable."""
        with self._change:
            self.set(change(self._values))
            return self._values

    def _load(self) -> tuple[Preferences, dict[str, Any], PreferencesReset | None]:
        """What the file says, the keys that aren't ours, and why it was begun anew, if it was. Raises StorageUnreadable."""
        if not self._path.exists():
            return Preferences(), {}, None
        with storage_errors(self._path, StorageUnreadable):
            data = self._path.read_bytes()
        try:
            plain = json.loads(data.decode("utf-8-sig"))
        except ValueError:
            plain = None
        if not isinstance(plain, dict):
            aside = _aside(self._path)
            return Preferences(), {}, PreferencesReset(path=self._path, where="JSON", aside=aside.name)
        known = {field.name: field.type for field in fields(Preferences)}
        values = {name: value for name in known if name in plain and (value := _checked(name, plain[name])) is not _NO}
        return Preferences(**values), {name: value for name, value in plain.items() if name not in known}, None


_NO: Any = object()


def _checked(name: str, value: Any) -> Any:
    """A value as its field has it; _NO where it makes no sense."""
    try:
        return getattr(TypeAdapter(Preferences).validate_python({name: value}), name)
    except ValidationError:
        return _NO


def _aside(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.stem}.damaged-{number}{path.suffix}")).exists():
        number += 1
    try:
        move(path, aside)
    except StorageError:
        return path  # it stays, and is written over by the next change
    return aside
