"""How a sentence is acted: the first rule whose words it has gives the face and the gestures that fit.

Of gestures that fit equally the character's favourite is made; where nothing in the sentence asks for one, favourites come first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shorts.text.figures import figure_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shorts.artifacts import Expression, Gesture, Role, Visual
    from shorts.cast import Character

    Gestures = tuple[Gesture, ...]


def _any(korean: str, english: str) -> re.Pattern[str]:
    return re.compile(rf"{korean}|\b(?:{english})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rule:
    """words: what a sentence must have. fitting: gestures that fit equally. then: others, most fitting first.

    strong: says more than a photo beside it, so that the hand doesn't go there.
    """

    words: re.Pattern[str]
    face: Expression
    fitting: Gestures
    then: Gestures = ()
    strong: bool = False


_REMEMBER = _any(
    r"(?<![가-힣])한 가지|꼭(?![가-힣])|반드시|기억하|기억해|명심|잊지 ?마|핵심은|포인트는|가장 중요|중요한 (?:건|것은|점은)",
    r"remember|keep in mind|don't forget|never forget|one thing|the key (?:is|point|thing)|most important\w*|make sure|above all",
)
_GRAVE = _any(
    r"위험|주의|경고|조심|금지|사고(?! ?싶)|피해|부상|감소|하락|줄었|떨어졌|마세요|않도록|안 돼",
    r"danger\w*|warn\w*|risk\w*|caution|never|avoid|injur\w*|fell|declin\w*|drop\w*|damage\w*|don't",
)
_WARNING = re.compile(r"위험|주의|경고|조심|금지|안 돼|\b(?:danger\w*|warn\w*|risk\w*|caution|avoid|injur\w*|damage\w*)\b", re.IGNORECASE)
"""What makes a thing to remember a grave one: “잊지 마세요” alone doesn't."""
_WHY = re.compile(r"(?:왜|이유|어떻게|\b(?:why|how|what makes)\b).*\?\s*$", re.IGNORECASE)

_RULES = (
    _Rule(
        _any(r"숨졌|사망|세상을 떠|눈물|울었|슬프|슬픔|슬퍼|슬픈|그리워|이별", r"died|death|killed|tears?|cried|grief|mourn\w*|miss(?:ed)? (?:her|him|them)"),
        "sad", ("rest",), ("think", "explain"), strong=True,
    ),
    _Rule(
        _any(
            r"추천하(?:지 않|(?:기|긴|기는) ?어[렵려])|추천할 (?:만하지|수 없)|(?:평점|별점|평가)[이은가도]? ?(?:낮|나쁘|나빴|아쉽|아쉬)"
            r"|(?:평점|별점)[은는이가]? ?[0-2](?:\.\d)?(?![\d.])|만족(?:스럽지|하지) |불만|실망|아쉬운 점|아쉽게도|단점",
            r"(?:don't|not|wouldn't|can't) recommend\w*|not worth|disappoint\w*|[0-2](?:\.\d)? (?:out of (?:5|five)|stars?)"
            r"|poor(?:ly)? (?:rated|rating|reviews?)|downsides?|drawbacks?|unfortunately",
        ),
        "serious", ("shrug",), ("explain", "think"), strong=True,
    ),
    _Rule(_REMEMBER, "smile", ("point_up",), ("explain", "present"), strong=True),
    _Rule(_GRAVE, "serious", ("explain", "point_up"), ("think", "present"), strong=True),
    _Rule(_any(r"볼까요|봅시다|보시죠", r"let's (?:see|look|take)|(?:take|have) a look|check (?:it|this) out"), "smile", ("show", "present"), ("point",)),
    _Rule(_WHY, "thinking", ("think",), ("shrug", "explain"), strong=True),
    _Rule(
        _any(
            r"글쎄|모르겠|모릅니다|몰라요|알 수 없|알려지지 않|확실하지 않|확실치 않|불확실|불분명|미지수|미정|정해지지 않|애매|과연|[을를]지 모",
            r"unclear|unknown|uncertain|not sure|unsure|not (?:yet )?(?:known|clear|decided)|who knows|no one knows|nobody knows|hard to say|remains to be seen|perhaps|maybe",
        ),
        "thinking", ("shrug", "think"), ("explain",), strong=True,
    ),
    _Rule(re.compile(r"\?\s*$"), "thinking", ("think", "shrug"), ("explain",), strong=True),
    _Rule(
        _any(
            r"추천|강추|별점|평점|후기가 좋|호평|(?<!불)만족|칭찬|믿을 만|믿고 (?:쓸|살|먹을)|인기|사랑받|가성비",
            r"recommend\w*|rated|ratings?|\w+ stars?|five-star|well[- ]reviewed|worth (?:it|every|the)|approv\w*|prais\w*|favou?rites?|satisf\w*|popular|love it",
        ),
        "happy", ("thumbs_up",), ("cheer", "present"), strong=True,
    ),
    _Rule(
        _any(
            r"무료|할인|최초|수상|늘었|증가|성공|완성|축하|기쁨|기뻤|웃었|행복|좋아|맛있|최고|1위",
            r"free|discount|award\w*|best|great|excellent|perfect|record|success\w*|won|happy|smil\w*|laugh\w*|delicious",
        ),
        "happy", ("cheer", "thumbs_up"), ("present",),
    ),
    _Rule(_any(r"무려|가장|최대|역대|단 \d|절반|두 배", r"largest|fastest|biggest|half|never before|every one"), "surprised", ("present",), ("explain",)),
    _Rule(_any(r"때문|이유|왜(?!곡)", r"because|why|reasons?"), "neutral", ("think", "explain")),
)  # fmt: skip
_TOWARDS: Gestures = ("point", "show")
"""What is done with a photo or a price tag beside; present comes after them."""


def acting(text: str, role: Role, slots: Sequence[str], visual: Visual, before: Gesture | None, character: Character) -> tuple[Gesture, Expression]:
    """A gesture and a face that fit the sentence; the same gesture never comes twice in a row."""
    if role == "hook":
        if _REMEMBER.search(text) and not text.rstrip().endswith("?"):
            return "point_up", "surprised"
        return ("think", "surprised") if text.rstrip().endswith("?") else ("greet" if visual == "character" else "present", "surprised")
    if role == "close":
        return "wave", "wink"
    face, wish = _wished(text, visual, "price" in slots, character)
    return next((gesture for gesture in (*wish, *_favourites(character), "explain", "present") if gesture != before), "explain"), face


def _wished(text: str, visual: Visual, price: bool, character: Character) -> tuple[Expression, Gestures]:
    """The face, and gestures that fit, best first."""
    rule = next((rule for rule in _RULES if rule.words.search(text)), None)
    towards: Gestures = (*_by_liking(_TOWARDS, character), "present") if visual == "photo" or price else ()
    if rule is None:
        return "smile", towards or (("present",) if figure_phrases(text) else _mild(character))
    face: Expression = "serious" if rule.words is _REMEMBER and _WARNING.search(text) else rule.face
    fitting = (*_by_liking(rule.fitting, character), *rule.then)
    return face, (*fitting, *towards) if rule.strong else (*towards, *fitting)


def _by_liking(gestures: Gestures, character: Character) -> Gestures:
    """The character's favourites among these first, in its own order."""
    liked = [gesture for gesture in character.gestures if gesture in gestures]
    return tuple(dict.fromkeys((*liked, *gestures)))


def _favourites(character: Character) -> Gestures:
    """Greetings belong to the beginning and the end; a shrug, a raised finger or thumb says something of its own."""
    return tuple(gesture for gesture in character.gestures if gesture not in ("wave", "greet", "shrug", "point_up", "thumbs_up"))


def _mild(character: Character) -> Gestures:
    """For a sentence that asks for nothing: what the character likes of what goes with any sentence."""
    return (*(gesture for gesture in character.gestures if gesture in ("explain", "present", "show")), "explain")
