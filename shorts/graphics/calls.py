"""What viewers are asked to do, as the short name that a button has. The name is shown only where the text asks for that very thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.captions import width_ems

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.scene_plan import Icon

_KO: tuple[tuple[str, Icon, str], ...] = (
    (r"저장", "save", "저장하기"),
    (r"구독", "subscribe", "구독하기"),
    (r"팔로우", "follow", "팔로우하기"),
    (r"댓글", "comment", "댓글 남기기"),
    (r"공유", "share", "공유하기"),
    (r"친구에게(?:도)? 보여", "share", "친구에게 보여 주기"),
    (r"주변에(?:도)? (?:살짝 )?알려", "share", "주변에 알리기"),
    (r"좋아요", "like", "좋아요 누르기"),
    (r"링크", "open", "링크 열기"),
    (r"설명란", "open", "설명란 보기"),
    (r"주문", "open", "주문하기"),
    (r"구매|구입", "open", "구매하기"),
)
_EN: tuple[tuple[str, Icon, str], ...] = (
    (r"\bsave\b", "save", "Save this"),
    (r"\bbookmark\b", "save", "Bookmark this"),
    (r"\bsubscribe\b", "subscribe", "Subscribe"),
    (r"\bfollow\b", "follow", "Follow"),
    (r"\bcomments?\b", "comment", "Leave a comment"),
    (r"\bshare\b", "share", "Share this"),
    (r"\bpass (?:it|this) on\b", "share", "Pass it on"),
    (r"\bshow a friend\b", "share", "Show a friend"),
    (r"\blike this\b", "like", "Like this"),
    (r"\blink\b", "open", "Open the link"),
    (r"\bdescription\b", "open", "See the description"),
    (r"\border\b", "open", "Order"),
    (r"\bbuy (?:it|one|yours|now)\b", "open", "Buy"),
)
_KNOWN = {"ko": _KO, "en": _EN}
_LONGEST = 12.0  # ems of a call that isn't one of ours


@dataclass(frozen=True, slots=True)
class Call:
    """`at`: where in the narration its word stands; None if it isn't said there."""

    text: str
    icon: Icon
    at: int | None


def call_of(narration: str, call: str, language: Language) -> Call | None:
    """The call of a short's last scene: what is said goes before what is only written. None where a plate would say the caption again."""
    for text in (narration, call):
        found = [(match.start(), icon, name) for pattern, icon, name in _KNOWN[language] if (match := re.search(pattern, text, re.IGNORECASE))]
        if found:
            at, icon, name = min(found)
            return Call(name, icon, at if text is narration else None)
    call = call.strip().rstrip(".!")
    return Call(call, "open", None) if call and call not in narration and width_ems(call) <= _LONGEST else None
