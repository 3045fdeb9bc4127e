"""models/catalog.toml: what can be installed. Strict, and clear about what is wrong and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from shorts.errors import UnknownChoice
from shorts.errors import CatalogueBroken
from shorts.toml_file import Both, Filled, Strict, dotted, parse_toml

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Purpose = Literal["script", "image", "motion", "voice", "upscale"]
Kind = Literal["hub", "ollama"]
CommercialUse = Literal["yes", "no", "conditions"]

_ID = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$")]
_REPO = Annotated[str, StringConstraints(pattern=r"^[\w.-]+/[\w.-]+$")]
_REVISION = Annotated[str, StringConstraints(pattern=r"^(main|[0-9a-f]{40})$")]
_SHA256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
_URL = Annotated[str, StringConstraints(pattern=r"^https://")]
_PATH = r"^[^/\\:\x00.][^/\\:\x00]*(/[^/\\:\x00.][^/\\:\x00]*)*$"
_FILE = Annotated[str, StringConstraints(pattern=_PATH)]


def stays_inside(path: str) -> bool:
    """Does a path of a repository stay inside the model's own folder, on every system?"""
    return re.match(_PATH, path) is not None


@dataclass(frozen=True, slots=True)
class Pin:
    """What is known of a file before it is fetched."""

    file: str
    bytes: int | None = None
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Licence:
    """`note`: what the conditions are, by language; empty where anything goes."""

    id: str
    url: str
    commercial_use: CommercialUse
    note: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the catalogue. `files`: paths in the repository, or patterns (fnmatch); `bytes`: approximate total;
    `vram`: GB needed per way of running (estimates); `single`: the same weights in one file, as ComfyUI and A1111 keep them."""

    id: str
    kind: Kind
    purpose: Purpose
    engine: str
    names: dict[str, str]
    about: dict[str, str]
    bytes: int
    licence: Licence
    vram: dict[str, float]
    needs: tuple[str, ...] = ()
    repo: str = ""
    revision: str = ""
    files: tuple[str, ...] = ()
    pins: tuple[Pin, ...] = ()
    single: Pin | None = None
    tag: str = ""

    def pin(self, file: str) -> Pin:
        return next((pin for pin in self.pins if pin.file == file), Pin(file))

    @property
    def called(self) -> dict[str, str]:
        """What errors about it want to know."""
        return {"model": self.id, "name": self.names["en"], "name_ko": self.names["ko"]}

    @property
    def needs_consent(self) -> bool:
        return self.licence.commercial_use != "yes"


def read_catalogue(file: Path) -> dict[str, Entry]:
    """Every entry by id, in the file's order. Raises CatalogueBroken naming the file, the entry, the key."""
    data = _parse(file)
    rows = data.pop("model", None)
    if data or not isinstance(rows, list):
        raise CatalogueBroken(file=file.name, entry="-", key=next(iter(data), "model"), expected="only [[model]] tables", expected_ko="[[model]] 표만")
    entries: dict[str, Entry] = {}
    for number, row in enumerate(rows, 1):
        label = str(row.get("id", f"#{number}")) if isinstance(row, dict) else f"#{number}"
        try:
            entry = _Row.model_validate(row).entry()
        except ValidationError as error:
            raise _broken(file, label, error) from error
        if entry.id in entries:
            raise CatalogueBroken(file=file.name, entry=label, key="id", expected="an id that no other entry has", expected_ko="다른 항목과 겹치지 않는 id")
        entries[entry.id] = entry
    for entry in entries.values():
        for need in entry.needs:
            if need not in entries or need == entry.id:
                raise CatalogueBroken(file=file.name, entry=entry.id, key="needs", expected="ids of other entries", expected_ko="다른 항목의 id")
    return entries


def find_entry(catalogue: dict[str, Entry], model: str) -> Entry:
    """Raises UnknownChoice."""
    if model not in catalogue:
        raise UnknownChoice(kind="model", kind_ko="모델", value=model, choices=", ".join(catalogue))
    return catalogue[model]


def with_needs(catalogue: dict[str, Entry], model: str) -> list[Entry]:
    """A model and all it needs, what is needed first. Raises UnknownChoice."""
    found: dict[str, Entry] = {}

    def visit(name: str, above: frozenset[str]) -> None:
        entry = find_entry(catalogue, name)
        for need in entry.needs:
            if need not in found and need not in above:
                visit(need, above | {name})
        found.setdefault(name, entry)

    visit(model, frozenset())
    return list(found.values())


# --- the file ----------------------------------------------------------------------------------------------------


class _Licence(Strict):
    id: Filled
    url: _URL
    commercial_use: CommercialUse
    note: Both | None = None

    @model_validator(mode="after")
    def _explained(self) -> _Licence:
        if self.commercial_use != "yes" and self.note is None:
            raise ValueError("note")
        return self


class _Pin(Strict):
    file: _FILE
    bytes: int | None = Field(None, gt=0)
    sha256: _SHA256 | None = None

    def value(self) -> Pin:
        return Pin(self.file, self.bytes, self.sha256)


class _Row(Strict):
    id: _ID
    kind: Kind = "hub"
    purpose: Purpose
    engine: Filled
    name: Both
    about: Both
    bytes: int = Field(gt=0)
    licence: _Licence
    vram: dict[str, Annotated[float, Field(ge=0, le=200)]] = Field(min_length=1)
    needs: list[_ID] = []
    repo: _REPO | None = None
    revision: _REVISION | None = None
    files: list[_FILE] = []
    pin: list[_Pin] = []
    single: _Pin | None = None
    tag: Filled | None = None

    @model_validator(mode="after")
    def _complete(self) -> _Row:
        wanted = ("tag",) if self.kind == "ollama" else ("repo", "revision", "files")
        for key in wanted:
            if not getattr(self, key):
                raise ValueError(key)
        return self

    def entry(self) -> Entry:
        licence = Licence(self.licence.id, self.licence.url, self.licence.commercial_use, self.licence.note.texts() if self.licence.note else {})
        return Entry(
            id=self.id, kind=self.kind, purpose=self.purpose, engine=self.engine, names=self.name.texts(), about=self.about.texts(),
            bytes=self.bytes, licence=licence, vram=dict(self.vram), needs=tuple(self.needs), repo=self.repo or "", revision=self.revision or "",
            files=tuple(self.files), pins=tuple(pin.value() for pin in self.pin), single=self.single.value() if self.single else None, tag=self.tag or "",
        )  # fmt: skip


_EXPECTED = {
    "id": ("an id in lower-case letters, digits, dots and hyphens", "영문 소문자·숫자·점·붙임표로 된 id"),
    "kind": ("hub or ollama", "hub 또는 ollama"),
    "purpose": ("script, image, motion, voice or upscale", "script, image, motion, voice, upscale 중 하나"),
    "name": ("names for ko and en", "ko와 en 이름"),
    "about": ("a line for ko and for en", "ko와 en 설명"),
    "bytes": ("a whole number of bytes above 0", "0보다 큰 바이트 수"),
    "repo": ("owner/name", "소유자/이름"),
    "revision": ("a commit of 40 hex digits, or main", "40자리 커밋 또는 main"),
    "files": ("paths or patterns inside the repository", "저장소 안의 경로나 패턴"),
    "file": ("a path inside the repository", "저장소 안의 경로"),
    "sha256": ("64 hex digits", "16진수 64자리"),
    "url": ("an https address", "https 주소"),
    "commercial_use": ("yes, no or conditions", "yes, no, conditions 중 하나"),
    "note": ("a note for ko and en wherever commercial use isn't simply allowed", "상업적 사용에 조건이 있으면 ko와 en 설명"),
    "licence": ("a table [model.licence]", "[model.licence] 표"),
    "vram": ("GB per way of running, e.g. { fp16 = 8.0 }", "실행 방식별 GB(예: { fp16 = 8.0 })"),
    "tag": ("the model's name in Ollama, e.g. llama3.1:8b", "Ollama에서 쓰는 이름(예: llama3.1:8b)"),
    "needs": ("ids of other entries", "다른 항목의 id"),
}


def _parse(file: Path) -> dict[str, Any]:
    broken = partial(CatalogueBroken, file=file.name, entry="-")
    try:
        return parse_toml(file, broken)
    except FileNotFoundError as error:
        raise broken(key="-", expected="the file itself", expected_ko="파일 자체") from error


def _broken(file: Path, label: str, error: ValidationError) -> CatalogueBroken:
    first = error.errors()[0]
    where: Sequence[str | int] = first["loc"]
    if first["type"] == "value_error":  # a key that is missing because of another one; the validator raised its name
        where = (*where, str(first["ctx"]["error"]))
    key = dotted(where)
    if first["type"] == "extra_forbidden":
        return CatalogueBroken(file=file.name, entry=label, key=key, expected="only known keys", expected_ko="정해진 항목만")
    en, ko = next((_EXPECTED[part] for part in reversed(where) if part in _EXPECTED), (first["msg"], first["msg"]))
    return CatalogueBroken(file=file.name, entry=label, key=key, expected=en, expected_ko=ko)
