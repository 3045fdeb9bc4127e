"""Where a caption may be broken: how closely two neighbouring words belong together, 0 (a full stop between them) … 1.

Korean is judged by endings and particles, which stand at the end of a word and say how it is tied to the next: a topic
or a connective ending lets go, an object or an adnominal form holds on. English is judged by the small words that begin
or end a phrase. Both are heuristics; they are right far more often than a break at the middle.
"""

from __future__ import annotations

import re

STOP, COMMA = 0.0, 0.05
_OPEN, _CLOSE = "“‘\"'([{<《〈「『", "”’\"')]}>》〉」』"
_NUMBER = re.compile(r"^[약총만단]?[₩$€£]?\d[\d,.~\-:/]*$")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _ends(listed: str) -> re.Pattern[str]:
    return re.compile(f"({'|'.join(listed.split())})$")


# Words that point at the very next one.
_DETERMINERS = _words(
    "이 그 저 이런 그런 저런 어떤 무슨 모든 각 매 새 첫 약 단 전 총 몇 여러 온 연 한 두 세 네 "
    "석 넉 서 너 한두 두세 서너 스무 다섯 여섯 일곱 여덟 아홉 열 딱 겨우 무려 바로 또 및 그리고 하지만"
)
_ADVERBS = _words(
    "더 가장 제일 아주 매우 정말 너무 꽤 안 못 잘 덜 참 좀 훨씬 다시 거의 그냥 꼭 함께 직접 특히 이미 아직 계속 많이 오래 빨리 가볍게 쉽게"
)
# Words that lean on the one before: bound nouns, postposed expressions, auxiliaries.
_BOUND = re.compile(
    r"^(수|것|거|게|건|걸|때|뿐|만큼|줄|등|중|정도|이상|이하|미만|때문|대로|채|척|적|덕|지|듯|점|동안|이후|이전|만|없이|위해|위한|대한|대해|통해|따르면|따라|넘게|가량)"
    r"(은|는|이|가|을|를|도|만|에|의|에서|부터|까지|에는|이다|입니다|이에요|예요|으로)*[,.?!…]*$"
)
_AUXILIARY = re.compile(r"^(있|없|않|싶|봐|보세|보시|볼|주세|주는|줘|드려|드립|말고|마세|못하|돼|되|됩|할|합|했|한|해|하)")
_HAVING = re.compile(r"^(있|없|되|됩|돼|아니|아닌|아닙)")
_BEFORE_AUXILIARY = _ends("고 지 어 아 여 해 게 도록 러 려고 수 수가 줄 적이 적 서")
# What a noun's modifier ends with …
_ADNOMINAL = _ends(
    "의 던 같은 많은 좋은 작은 높은 낮은 않은 짧은 젊은 넓은 얇은 밝은 맑은 깊은 얻은 받은 늦은 로운 스러운 다운 거운 가운 려운 쉬운 "
    "하는 되는 있는 없는 않는 받는 찾는 먹는 읽는 걷는 쓰는 르는 리는 치는 키는 추는 막는 높이는 줄이는 오는 같는 "
    "한 된 인 른 쁜 큰 긴 싼 준 운 둔 난 빈 될 할 볼 쓸 살 갈 킬 릴 질 높일 줄일 있을 없을 않을 받을 먹을"
)
# … and nouns that only look like one.
_NOT_ADNOMINAL = _ends(
    "의의 회의 주의 강의 문의 대한 북한 제한 최대한 개인 확인 주인 본인 할인 원인 외국인 한국인 디자인 라인 와인 권한 상한 하한 무한 "
    "수준 기준 표준 군인 연인 시인 승인 법인 재난 매운 구운 기운 행운 출발 물질 품질 재질 거의 저질 체질 역할 분할 생활 고난"
)
_CONNECTIVE = _ends(
    "고 지만 는데 은데 인데 한데 면서 니까 려면 다면 라면 으면 거나 든지 도록 려고 며 면 어서 아서 해서 여서 라서 워서 와서 자 다가 더니 느라 므로 기에"
)
_ENDING = _ends("요 다 죠 까 네 군 세요")
_PLACE = _ends("에 에서 에게 한테 으로 로 부터 까지 보다 처럼 만 도 와 과 랑 에는 에도 에선 이나 나 마다 밖에 조차 대로")
_BY_ENDING = (
    (_CONNECTIVE, 0.1),
    (_ENDING, 0.1),
    (_ends("은 는 이란 란"), 0.2),
    (_PLACE, 0.35),
    (_ends("이 가 께서"), 0.35),
    (_ends("을 를"), 0.45),
)

_EN_OPENERS = _words(
    "and but or so because which that who when while if with without for from in on at to by as than into over after before about like where since "
    "until through between during plus then"
)
_EN_HOLD = _words(
    "a an the my your his her its our their this that these those some any no every each of to in on at for from with by as is are was were be been has "
    "have had will would can could should may might must do does did not very too so more most less just only about over under i you he she it we they "
    "who which and or but if when than per mr mrs dr up"
)
_ABBREVIATION = re.compile(r"(?i)^(mr|mrs|ms|dr|st|vs|no|e\.g|i\.e)\.$")


def bond(word: str, following: str, language: str) -> float:
    """How much a break between two neighbouring written words would hurt."""
    tail, head = word.rstrip(_CLOSE), following.lstrip(_OPEN)
    if tail[-1:] in set(".?!…。！？") and not _ABBREVIATION.match(tail):
        return STOP
    if tail[-1:] in set(",;:、—–"):
        return COMMA
    value = _korean(tail, head) if language == "ko" else _english(tail, head)
    return max(0.02, value - 0.12) if head != following else value  # a quotation or bracket begins well on a new line


def _korean(word: str, following: str) -> float:
    if _NUMBER.match(word) or word in _DETERMINERS:
        return 1.0
    if _BOUND.match(following):
        return 0.95
    if _HAVING.match(following) and word.endswith(("이", "가")):
        return 0.7
    if word in _ADVERBS or (_AUXILIARY.match(following) and _BEFORE_AUXILIARY.search(word)):
        return 0.85
    if len(word) > 1 and _ADNOMINAL.search(word) and not _NOT_ADNOMINAL.search(word):
        return 0.8
    return next((value for pattern, value in _BY_ENDING if len(word) > 1 and pattern.search(word)), 0.65)


def _english(word: str, following: str) -> float:
    plain, after = word.lower().strip("'’"), following.lower().strip(".,;:!?'’")
    if _NUMBER.match(plain) or plain in _EN_HOLD:
        return 0.95
    return 0.2 if after in _EN_OPENERS else 0.55
