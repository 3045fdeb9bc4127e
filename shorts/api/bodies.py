"""What programs may send: checked, bounded, and free of anything that names a file of this computer."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from shorts.article import is_address
from shorts.artifacts import Aspect, Goal, Language, Quality, ShortRequest, TitleMode, Transitions
from shorts.errors import BadOption
from shorts.platforms import apply, platform_of
from shorts.workshop import LIMITS

LONGEST_SOURCE = 100_000
"""Characters of a pasted article."""
_PATH = re.compile(r"(?i)(file:|/|\\\\|~|\.{1,2}[/\\]|[a-z]:[/\\]).*|[^\n]*\.(html?|txt|md|markdown|xhtml)")
_WEB = re.compile(r"(?i)https?://")

Id = Annotated[str, Field(min_length=1, max_length=80)]
DEFAULT = ShortRequest("")


def _within(name: str) -> Any:
    least, most = LIMITS[name]
    return Field(default=getattr(DEFAULT, name), ge=least, le=most, allow_inf_nan=False)


class Body(BaseModel):
    """JSON taken at its word: no other types, no unknown names, no characters that no file can hold."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    @field_validator("*", mode="before")
    @classmethod
    def _encodable(cls, value: Any) -> Any:
        if isinstance(value, str) and any("\ud800" <= letter <= "\udfff" or letter == "\0" for letter in value):
            raise ValueError("valid Unicode, no NUL")
        return value


class GenerateBody(Body):
    """What a short is to be made of, and how. Only `source` must be given."""

    source: str = Field(
        min_length=1, max_length=LONGEST_SOURCE, description="The address of a page, the text itself, or a topic with a few facts"
    )
    kind: Literal["auto", "url", "text", "topic"] = Field(
        "auto", description="What the source is; auto takes addresses for addresses and the rest for text"
    )
    goal: Goal = Field("short", description="How far to go: the script alone, a small quick draft, or the whole short")
    character: Id = Field(DEFAULT.character, description="Its id or name, see /api/characters")
    language: Language | None = Field(None, description="Of the short; null for that of the page")
    voice: Id = DEFAULT.voice
    speaker: Annotated[str, Field(max_length=80)] = Field(
        "", description="Whose voice: empty for the character's own, another character's id, or mine:ID"
    )
    voice_speed: float = _within("voice_speed")
    image_engine: Id = DEFAULT.image_engine
    motion_engine: Id = DEFAULT.motion_engine
    script_engine: Id = Field(DEFAULT.script_engine, description="extract, ollama, or ollama:MODEL, see /api/system/info")
    image_style: Id = Field(DEFAULT.image_style, description="Of pictures that an image engine draws: film, clay, picturebook, anime, papercut")
    seconds: float = _within("seconds")
    scenes: int | None = Field(None, ge=3, le=20)
    aspect: Aspect = DEFAULT.aspect
    platform: Id | None = Field(
        None, description="Shape and longest length of a platform, e.g. youtube-shorts; goes before aspect and seconds"
    )
    music: Annotated[str, Field(pattern=r"^[0-9a-z-]{1,80}$")] = Field(
        DEFAULT.music, description="auto, none, or the id of a track; no file"
    )
    music_level: float = _within("music_level")
    seed: int = Field(0, ge=0, le=2**31 - 1)
    quality: Quality = DEFAULT.quality
    title: TitleMode = DEFAULT.title
    captions: Id = DEFAULT.captions
    transitions: Transitions = DEFAULT.transitions
    graphics: bool = Field(DEFAULT.graphics, description="Prices, figures, lists, quotations and calls on the screen")
    ai_label: bool = DEFAULT.ai_label
    ad_line: str = Field("", max_length=200)
    thumbnail: float | None = Field(None, ge=0, le=180, allow_inf_nan=False, description="Seconds into the short; null for its first frame")

    def request(self) -> ShortRequest:
        """Raises BadOption for a source that names a file, or an address that is none; UnknownChoice for a platform."""
        values = {field.name: getattr(self, field.name) for field in fields(ShortRequest)}
        request = ShortRequest(**{**values, "kind": self._kind()})
        return apply(request, platform_of(self.platform)) if self.platform else request

    def _kind(self) -> Literal["url", "text", "topic"]:
        source = self.source.strip()
        if self.kind == "topic":
            return "topic"
        if self.kind == "text":
            return "text"
        if is_address(source) and ("://" not in source or _WEB.match(source)):
            return "url"
        if self.kind == "url" or is_address(source) or _PATH.fullmatch(source):
            raise BadOption(
                option="source", value=source[:80], expected="http(s)://… or the text itself; files are not read here",
                expected_ko="http(s) 주소 또는 글 자체. 파일은 여기서 읽지 않습니다",
            )  # fmt: skip
        return "text"


class MakeBody(Body):
    """How far to go."""

    goal: Goal = "short"


class InstallBody(Body):
    """Which model; `accept_licence`: its user has read and accepts the conditions of it and of what it needs."""

    model: Id
    accept_licence: bool = False
