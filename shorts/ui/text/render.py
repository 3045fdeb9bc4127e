"""Words of the Render tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    where: str = "어디에 올리나요?"
    where_free: str = "정하지 않음"
    where_hint: str = "고르면 화면 비율과 길이를 그곳에 맞춥니다. 올릴 때 켜야 할 표시도 알려 드려요."
    aspect: str = "화면 비율"
    aspect_tall: str = "세로 9:16"
    aspect_feed: str = "피드 4:5"
    aspect_square: str = "정사각 1:1"
    aspect_broad: str = "가로 16:9"
    quality: str = "화질"
    draft: str = "초안 (빠르고 작게)"
    standard: str = "표준"
    high: str = "고화질"
    ai_label: str = "화면에 ‘AI 생성’ 표시"
    ad_line: str = "광고·제휴 문구 (해당할 때만)"
    ad_hint: str = "예: 쿠팡 파트너스 활동으로 수수료를 받습니다"
    make: str = "쇼츠 완성하기"
    again: str = "바뀐 곳만 다시 만들기"
    up_to_date: str = "지금 내용 그대로 완성되어 있습니다"
    draft_make: str = "작은 초안 먼저 보기"
    hint: str = "초안은 작은 화면으로 몇 초 만에 나옵니다. 목소리는 그대로 이어 쓰니 헛수고가 없습니다."
    files: str = "파일"
    file_video: str = "영상 내려받기"
    file_thumbnail: str = "썸네일"
    file_srt: str = "자막 (SRT)"
    file_vtt: str = "자막 (VTT)"
    file_report: str = "제작 기록"
    folder: str = "저장된 곳"
    thumbnail: str = "썸네일 고르기"
    thumbnail_hint: str = "마음에 드는 장면을 누르면 썸네일만 새로 만듭니다."
    thumbnail_now: str = "지금 멈춘 장면으로"
    thumbnail_first: str = "첫 장면으로"
    thumbnail_set: str = "썸네일을 이 장면으로 바꿉니다"
    post: str = "업로드할 때 붙여 넣을 글"
    copy: str = "복사"
    copied: str = "복사했습니다"
    copy_by_hand: str = "글이 선택되어 있습니다. 길게 누르거나 Ctrl+C로 복사하세요."
    not_yet: str = "아직 완성하지 않았습니다. 완성하면 영상, 자막, 썸네일과 업로드용 글이 여기에 놓입니다."
    when_posting: str = "올릴 때"


KOREAN = Text()
ENGLISH = Text(
    where="Where will you post it?",
    where_free="Not decided",
    where_hint="Sets the shape and length to suit that place, and tells what to switch on when you upload.",
    aspect="Shape",
    aspect_tall="Tall 9:16",
    aspect_feed="Feed 4:5",
    aspect_square="Square 1:1",
    aspect_broad="Wide 16:9",
    quality="Quality",
    draft="Draft (fast, small)",
    standard="Standard",
    high="High",
    ai_label="“AI-generated” label on screen",
    ad_line="Advertising or affiliate line (if it applies)",
    ad_hint="e.g. Paid partnership",
    make="Make the short",
    again="Remake what changed",
    up_to_date="Made exactly as it stands now",
    draft_make="See a small draft first",
    hint="A draft is small and ready in seconds. Its voices are used again for the short, so nothing is wasted.",
    files="Files",
    file_video="Download the video",
    file_thumbnail="Thumbnail",
    file_srt="Captions (SRT)",
    file_vtt="Captions (VTT)",
    file_report="How it was made",
    folder="Saved in",
    thumbnail="Choose the thumbnail",
    thumbnail_hint="Press a picture you like: only the thumbnail is made again.",
    thumbnail_now="Use the paused frame",
    thumbnail_first="Use the first frame",
    thumbnail_set="The thumbnail is being changed to this picture",
    post="Text to paste when you upload",
    copy="Copy",
    copied="Copied",
    copy_by_hand="The text is selected. Press and hold, or Ctrl+C, to copy it.",
    not_yet="Not finished yet. When it is, the video, captions, thumbnail and the text to paste are here.",
    when_posting="When you upload",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
