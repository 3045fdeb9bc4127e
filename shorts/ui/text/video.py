"""Words of the Video tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    captions: str = "자막 스타일"
    captions_hint: str = "목소리에 맞추어 단어마다 나타납니다. 색은 캐릭터에 맞춰집니다."
    title: str = "화면 위 제목"
    title_throughout: str = "처음부터 끝까지"
    title_first: str = "처음 몇 초만"
    title_off: str = "표시 안 함"
    transitions: str = "장면 전환"
    mixed: str = "골고루"
    cut: str = "바로 전환"
    whip: str = "휙 넘기기"
    wipe: str = "쓸어 넘기기"
    zoom: str = "확대"
    circle: str = "동그라미"
    graphics: str = "화면 그래픽"
    graphics_hint: str = "가격, 별점, 숫자, 목록, 인용문을 말할 때 화면에 크게 보여 줍니다. 원문에 있는 것만 씁니다."
    graphics_on: str = "표시"
    graphics_off: str = "표시 안 함"
    music: str = "배경 음악"
    music_auto: str = "자동 (글과 캐릭터에 맞게)"
    music_none: str = "음악 없음"
    music_own: str = "내 음악"
    add_music: str = "내 음악 파일 넣기"
    add_hint: str = "20 MB, 15분까지. 쓸 권리가 있는 음악만 넣어 주세요."
    listen: str = "들어 보기"
    stop: str = "멈춤"
    remove: str = "빼기"
    remove_sure: str = "‘{n}’을(를) 내 음악에서 뺄까요?"
    level: str = "음악 크기"
    level_usual: str = "보통"
    level_db: str = "{n} dB"
    camera: str = "장면마다 카메라 움직임과 그림은 ‘그림’에서, 화면 비율과 화질은 ‘완성’에서 정합니다."
    to_images: str = "그림으로 가기"


KOREAN = Text()
ENGLISH = Text(
    captions="Caption style",
    captions_hint="Words appear as they are spoken, in the character's colours.",
    title="Title on screen",
    title_throughout="Throughout",
    title_first="First seconds",
    title_off="Off",
    transitions="Between scenes",
    mixed="A mixture",
    cut="Plain cut",
    whip="Whip",
    wipe="Wipe",
    zoom="Zoom",
    circle="Circle",
    graphics="On-screen graphics",
    graphics_hint="Prices, stars, figures, lists and quotations, large while they are spoken; only what the page says.",
    graphics_on="On",
    graphics_off="Off",
    music="Music",
    music_auto="Automatic (suits text and character)",
    music_none="No music",
    music_own="My music",
    add_music="Add a file of my own",
    add_hint="Up to 20 MB and 15 minutes. Only music that you may use, please.",
    listen="Listen",
    stop="Stop",
    remove="Remove",
    remove_sure="Take “{n}” out of your music?",
    level="Music level",
    level_usual="usual",
    level_db="{n} dB",
    camera="Camera moves and pictures are set scene by scene under Images; shape and quality under Render.",
    to_images="Go to Images",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
