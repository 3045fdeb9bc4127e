"""Words of the choice of a script writer, wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    writer: str = "대본 작가"
    embedded: str = "내장 작가"
    embedded_about: str = "글의 문장을 골라 다듬습니다. 설치할 것이 없고 바로 됩니다."
    model_about: str = "이 컴퓨터의 언어 모델이 새로 씁니다. 숫자는 원문과 맞춰 봅니다."
    restricted: str = "{name}, 비상업용"
    unusable: str = "{name}, 지금은 쓸 수 없음"
    to_models: str = "모델 받기"


KOREAN = Text()
ENGLISH = Text(
    writer="Script writer",
    embedded="Embedded writer",
    embedded_about="Picks and trims the page's own sentences. Nothing to install, done at once.",
    model_about="A language model of your own computer writes it anew. Figures are checked against the page.",
    restricted="{name}, non-commercial",
    unusable="{name}, not usable now",
    to_models="Get a model",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
