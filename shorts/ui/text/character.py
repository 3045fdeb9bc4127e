"""Words of the Character tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    """Placeholders in braces are filled by the script."""

    search: str = "이름·키워드·말투로 찾기"
    everybody: str = "전체"
    favourites: str = "즐겨찾기"
    found: str = "{n}명"
    nobody: str = "찾는 캐릭터가 없습니다. 다른 말로 찾거나 ‘전체’를 눌러 보세요."
    no_favourites: str = "아직 즐겨찾기가 없습니다. 캐릭터의 별을 누르면 여기에 모입니다."
    show_all: str = "전체 보기"
    in_use: str = "선택됨"
    coming: str = "준비 중"
    coming_why: str = "아직 그리는 중이라 진행자로 고를 수 없습니다. 목소리는 지금도 ‘목소리’에서 빌려 쓸 수 있습니다."
    choose: str = "이 캐릭터로 하기"
    chosen: str = "선택한 캐릭터입니다"
    chosen_short: str = "진행자를 바꿨습니다. 마음에 들지 않으면 되돌리기(↶)를 누르세요."
    chosen_next: str = "다음 쇼츠부터 이 캐릭터가 진행합니다."
    for_short: str = "지금 열린 쇼츠와 다음 쇼츠에 쓰입니다. 손으로 고치지 않은 대본은 다시 만들 때 이 캐릭터의 말투로 새로 씁니다."
    for_next: str = "다음에 만들 쇼츠에 쓰입니다."
    star: str = "즐겨찾기에 넣기"
    unstar: str = "즐겨찾기에서 빼기"
    see: str = "목소리와 움직임 보기"
    seeing: str = "만드는 중"
    seeing_why: str = "처음에는 10초 넘게 걸릴 수 있습니다."
    unready: str = "처음 쓸 때 움직임을 그립니다. 몇 분 걸리고, 그동안 진행률이 보입니다. 한 번 그려 두면 다음부터는 바로 나옵니다."
    unready_why: str = "처음이라 움직임부터 그립니다. 몇 분 걸립니다."
    stop: str = "그만두기"
    hear: str = "목소리만 듣기"
    details: str = "소개"
    phrase: str = "입버릇"
    voice: str = "목소리"
    tags: str = "키워드"


KOREAN = Text()
ENGLISH = Text(
    search="Name, keyword, manner",
    everybody="All",
    favourites="Favourites",
    found="{n} found",
    nobody="Nobody like that. Try another word, or press “All”.",
    no_favourites="No favourites yet. Press a character's star and it is kept here.",
    show_all="Show all",
    in_use="Chosen",
    coming="Coming",
    coming_why="Still being drawn, so it can't present yet. Its voice can be borrowed today, under Voice.",
    choose="Choose this character",
    chosen="This one is chosen",
    chosen_short="The presenter was changed. Undo (↶) takes it back.",
    chosen_next="This character presents your next short.",
    for_short="For the open short and the next one. A script that you have not edited is written anew in this character's manner when the short is remade.",
    for_next="For the next short that you make.",
    star="Add to favourites",
    unstar="Remove from favourites",
    see="See it speak and move",
    seeing="Being made",
    seeing_why="The first time may take more than ten seconds.",
    unready="Its movements are drawn when it is first used: some minutes, with the progress in sight. After that it is there at once.",
    unready_why="Its movements are drawn first, this once: some minutes.",
    stop="Never mind",
    hear="Only hear the voice",
    details="About",
    phrase="Catchphrase",
    voice="Voice",
    tags="Keywords",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
