"""Where a short may be posted: what each place wants, as data, and a request fitted to it.

Lengths and menus change often and differ by account; guides of 2025 and 2026 disagree about some. `longest` is therefore the shortest of
what they name (Reels: 90 s to 3 min), and a preset is a start, not a promise. Nothing is posted by this program.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shorts.errors import UnknownChoice

if TYPE_CHECKING:
    from shorts.artifacts import Aspect, ShortRequest


@dataclass(frozen=True, slots=True)
class Platform:
    """Texts are (Korean, English). longest: seconds that the place takes; good: seconds that do well there."""

    id: str
    names: tuple[str, str]
    aspect: Aspect
    longest: float
    good: tuple[float, float]
    room: tuple[str, str]  # what the place's own controls cover
    switch: tuple[str, str]  # what to switch on when uploading


_TALL_ROOM = (
    "제목·자막·상품은 앱 버튼에 가리지 않는 가운데 영역에 놓입니다.",
    "Title, captions and product keep inside the area that the app's buttons leave free.",
)
_OPEN_ROOM = ("화면을 가리는 버튼이 없어 가장자리 5%만 비웁니다.", "No buttons lie over the picture; a margin of 5 % is kept.")
_INSTAGRAM = (
    "‘고급 설정’에서 ‘AI 라벨’을 켜고, 협찬이면 ‘유료 파트너십 라벨’도 켜세요.",
    "Advanced settings → switch on “AI label”; for sponsored posts also the paid partnership label.",
)

_ALL = (
    Platform(
        "youtube-shorts", ("YouTube 쇼츠", "YouTube Shorts"), "9:16", 180, (15, 45), _TALL_ROOM,
        ("세부정보 → ‘변경되거나 합성된 콘텐츠’에서 ‘예’를, 유료 프로모션이면 ‘유료 프로모션 포함’을 선택하세요.",
         "Details → “Altered content”: choose Yes; for paid promotion also tick “paid promotion”."),
    ),
    Platform(
        "instagram-reels", ("인스타그램 릴스", "Instagram Reels"), "9:16", 90, (15, 30), _TALL_ROOM,
        _INSTAGRAM,
    ),
    Platform(
        "tiktok", ("틱톡", "TikTok"), "9:16", 180, (15, 35), _TALL_ROOM,
        ("‘옵션 더 보기’에서 ‘AI 생성 콘텐츠’를 켜고, 광고라면 ‘콘텐츠 공개’도 켜세요.",
         "More options → switch on “AI-generated content”; for ads also “Disclose post content”."),
    ),
    Platform(
        "naver-clip", ("네이버 클립", "Naver Clip"), "9:16", 90, (15, 45), _TALL_ROOM,
        ("설명란에 AI로 만든 영상임을 적어 주세요(‘업로드용 글’에 들어 있습니다). 광고·협찬이면 그 사실도 표시하세요.",
         "Say in the description that AI tools made it (the text to paste says so); state advertising too."),
    ),
    Platform(
        "smartstore", ("스마트스토어 상품 영상", "Smart Store product video"), "1:1", 60, (15, 30), _OPEN_ROOM,
        ("대표 영상은 정사각형이 잘 보입니다. 상품 사진은 실제 상품만 쓰고, 상세 설명에 AI로 만든 영상임을 적어 주세요.",
         "Square suits the product's main video. Show the real product only, and say in the description that AI tools made the video."),
    ),
    Platform(
        "instagram-feed", ("인스타그램 피드", "Instagram feed"), "4:5", 90, (15, 30), _OPEN_ROOM,
        _INSTAGRAM,
    ),
    Platform(
        "youtube", ("YouTube 일반 동영상", "YouTube video"), "16:9", 180, (30, 90), _OPEN_ROOM,
        ("세부정보 → ‘변경되거나 합성된 콘텐츠’에서 ‘예’를 선택하세요. 3분 이하 세로·정사각형 영상은 쇼츠로 올라갑니다.",
         "Details → “Altered content”: choose Yes. Tall and square videos of up to three minutes become Shorts."),
    ),
)  # fmt: skip
PLATFORMS: dict[str, Platform] = {platform.id: platform for platform in _ALL}


def platform_of(name: str) -> Platform:
    """Raises UnknownChoice."""
    if name not in PLATFORMS:
        raise UnknownChoice(kind="platform", kind_ko="플랫폼", value=name, choices=", ".join(PLATFORMS))
    return PLATFORMS[name]


def apply(request: ShortRequest, platform: Platform) -> ShortRequest:
    """The request in the platform's shape and no longer than it takes; everything else stays as it was asked for."""
    return replace(request, aspect=platform.aspect, seconds=min(request.seconds, platform.longest))
