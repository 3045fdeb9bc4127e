"""Words of the Source tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    source: str = "무엇으로 만들까요?"
    hint: str = "상품 페이지나 기사의 주소를 붙여 넣으세요. 글을 그대로 붙여 넣어도 됩니다."
    try_sample: str = "처음이라면 예제로:"
    file: str = "파일 열기 (.html .txt .md)"
    character: str = "진행할 캐릭터"
    all_characters: str = "캐릭터 모두 보기"
    language: str = "언어"
    automatic: str = "자동"
    length: str = "길이"
    make: str = "한 번에 쇼츠 만들기"
    write: str = "대본만 쓰기"
    needs_source: str = "주소나 글을 먼저 넣어 주세요."
    read_title: str = "읽은 글"
    photos: str = "사진 {n}장"
    price: str = "가격"
    source_site: str = "출처"


KOREAN = Text()
ENGLISH = Text(
    source="What should it be about?",
    hint="Paste the address of a product page or an article, or the text itself.",
    try_sample="New here? Try a sample:",
    file="Open a file (.html .txt .md)",
    character="Presenter",
    all_characters="See every character",
    language="Language",
    automatic="Automatic",
    length="Length",
    make="Make the short",
    write="Script only",
    needs_source="Give an address or a text first.",
    read_title="What was read",
    photos="{n} photos",
    price="Price",
    source_site="Source",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
