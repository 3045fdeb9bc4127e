"""What kind of page it is: product, news, how-to or story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Genre
    from shorts.engines.extract.page import Page

_CUES: dict[Genre, re.Pattern[str]] = {
    "product": re.compile(
        r"배송|구매|할인가|정가|판매가|용량|소재|사이즈|색상|무게는|배터리|방수|보증|구성품|후기|제품은|이 제품|세척|충전|"
        r"\b(?:price|shipping|warranty|battery|weighs?|dimensions|colou?rs?|material|in the box|reviews?|waterproof"
        r"|dishwasher|rechargeable|buy|costs?)\b",
        re.IGNORECASE,
    ),
    "news": re.compile(
        r"밝혔다|전했다|말했다|설명했다|발표했다|보도했다|에 따르면|관계자는|대변인|전년 대비|지난해 같은|로 나타났다"
        r"|집계됐다|추진한다|시행한다|알려졌다|"
        r"\b(?:said|says|announced|according to|reported|officials?|spokes\w+|percent from|council|government|minister"
        r"|investigators|statement)\b",
        re.IGNORECASE,
    ),
    "howto": re.compile(
        r"방법|하는 법|만들기|하세요|주세요|넣습니다|섞습니다|합니다\. 그다음|먼저|준비물|재료|단계|끓이|순서|팁|"
        r"\b(?:how to|step|you(?:'ll)? need|ingredients|first,|then|next,|stir|preheat|mix|turn off|make sure|instructions|tips?)\b",
        re.IGNORECASE,
    ),
    "story": re.compile(
        r"(?:나는|내가|나의|내 |우리는|저는|제가|엄마|아버지|어머니|할머니|할아버지|어느 날|그날|그때|생각했다|느꼈다|웃었다|울었다|기억)|"
        r"\b(?:I|my|me|we|our|mother|father|grandmother|grandfather|remember|felt|that day|one (?:day|morning|night"
        r"|evening)|smiled|cried)\b"
    ),
}
_HOWTO_TITLE = re.compile(r"(?:는|은|ㄴ)\s*(?:법|방법)|만들기|하기$|가이드|꿀팁|비법|요령|레시피|\bhow to\b|guide|recipe|\bways to\b|tips", re.IGNORECASE)
_BASE: dict[Genre, float] = {"product": 0.0, "news": 1.0, "howto": 0.0, "story": 0.0}


def detect_genre(page: Page) -> Genre:
    """The genre with the most cues per sentence; product data of the page decides."""
    if page.product is not None and (page.product.price or page.product.features):
        return "product"
    text = "\n".join(line.text for line in page.lines)
    count = max(4, len(page.sentences))
    scores = {genre: _BASE[genre] + 10 * min(len(pattern.findall(text)), 2 * count) / count for genre, pattern in _CUES.items()}
    if page.product is None and not re.search(r"\d[\d,]*\s?원|[$€£]\d", page.title):
        scores["product"] *= 0.5  # prices and batteries are in the news as well
    if len(text) < 400 and re.search(r"\d\s?원|[$€£]\d", text):
        scores["product"] += 3  # a few lines with a price: a shop owner's own words
    steps = sum(1 for line in page.lines if line.kind == "step")
    scores["howto"] += 6 * (steps >= 3) + 8 * bool(_HOWTO_TITLE.search(page.title))
    scores["product"] += 3 * (page.product is not None) + 3 * (sum(1 for line in page.lines if line.kind == "bullet") >= 4) - 4 * (steps >= 3)
    scores["product"] += 3 * bool(re.search(r"\d[\d,]*\s?원|[$€£]\d", page.title))
    if page.typed and max(scores.values()) < 6:
        return "story" if scores["story"] > 3 else "howto"
    return max(scores, key=lambda genre: scores[genre])
