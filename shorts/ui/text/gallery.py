"""Words of the Gallery tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    search: str = "제목이나 대사로 찾기"
    order: str = "순서"
    newest: str = "최근 것부터"
    oldest: str = "오래된 것부터"
    name: str = "이름순"
    size: str = "큰 것부터"
    trash: str = "휴지통"
    shelf: str = "보관함으로"
    count: str = "{n}개"
    more: str = "더 보기"
    open: str = "열기"
    rename: str = "이름 바꾸기"
    rename_ask: str = "새 이름 (비우면 원래 제목으로 돌아갑니다)"
    duplicate: str = "복사해서 새로 만들기"
    duplicated: str = "복사했습니다. 소재와 대본은 그대로, 영상은 아직 만들지 않은 새 쇼츠입니다."
    download: str = "내려받기"
    to_trash: str = "휴지통에 넣기"
    trashed: str = "휴지통에 넣었습니다"
    put_back: str = "되돌리기"
    restore: str = "꺼내기"
    restored: str = "보관함으로 꺼냈습니다"
    erase: str = "완전히 지우기"
    erase_sure: str = "‘{n}’을(를) 완전히 지울까요? 되돌릴 수 없습니다."
    empty: str = "휴지통 비우기"
    empty_sure: str = "휴지통에 있는 {n}개를 완전히 지울까요? 되돌릴 수 없습니다."
    emptied: str = "휴지통을 비웠습니다"
    none_title: str = "아직 만든 쇼츠가 없습니다"
    none: str = "첫 쇼츠를 만들면 여기에 모입니다. 예제로 시작하면 1분이면 됩니다."
    none_found: str = "찾는 말이 들어 있는 쇼츠가 없습니다. 다른 말로 찾아 보세요."
    none_trashed: str = "휴지통이 비어 있습니다."
    state_finished: str = "완성"
    state_written: str = "대본까지"
    state_new: str = "시작 전"
    state_damaged: str = "파일 손상"
    actions: str = "할 수 있는 일"


KOREAN = Text()
ENGLISH = Text(
    search="Find by title or words",
    order="Order",
    newest="Newest first",
    oldest="Oldest first",
    name="By name",
    size="Largest first",
    trash="Trash",
    shelf="Back to the gallery",
    count="{n} shorts",
    more="Show more",
    open="Open",
    rename="Rename",
    rename_ask="New name (leave it empty for the title)",
    duplicate="Use as a template",
    duplicated="Copied: a new short with the same source and script, not made yet.",
    download="Download",
    to_trash="Put into the trash",
    trashed="Put into the trash",
    put_back="Undo",
    restore="Put back",
    restored="Back in the gallery",
    erase="Delete for good",
    erase_sure="Delete “{n}” for good? This can't be undone.",
    empty="Empty the trash",
    empty_sure="Delete the {n} shorts in the trash for good? This can't be undone.",
    emptied="The trash is empty now",
    none_title="No shorts yet",
    none="Your shorts gather here. With a sample, the first takes a minute.",
    none_found="No short has these words. Try others.",
    none_trashed="The trash is empty.",
    state_finished="Finished",
    state_written="Script",
    state_new="Begun",
    state_damaged="Damaged",
    actions="What can be done",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
