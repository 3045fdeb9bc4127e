"""Signs, list numbers, Roman numerals, single jamo, other scripts: said, turned into a pause, or passed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.text.ko_counting import sino
from shorts.text.ko_hanja import hanja_words
from shorts.text.ko_latin import kana_words
from shorts.text.ko_pieces import Piece

if TYPE_CHECKING:
    from shorts.text.ko_pieces import Rule

_PAUSES = dict.fromkeys(";:：；、，·・ㆍ•‧|/—―–→⇒▶►", ", ") | {"。": ".", "！": "!", "？": "?", "‼": "!", "⁉": "?", "⁇": "?", "‥": "…", "⋯": "…"}
_SPOKEN = {
    "&": "앤", "＆": "앤", "+": "플러스", "＋": "플러스", "=": "은", "×": "곱하기", "÷": "나누기", "±": "플러스마이너스", "≒": "약", "≈": "약", "≠": "같지 않다", "≤": "이하", "≥": "이상", "∞": "무한대", "√": "루트", "∑": "시그마", "∫": "인테그랄",
    "%": "퍼센트", "％": "퍼센트", "‰": "퍼밀", "℃": "도", "℉": "화씨", "°": "도", "@": "골뱅이", "№": "넘버", "㈜": "주식회사 ", "㎡": "제곱미터", "㎏": "킬로그램", "㎝": "센티미터", "㎞": "킬로미터", "₩": "원", "$": "달러", "€": "유로", "¥": "엔", "£": "파운드",
    "½": "이분의 일", "⅓": "삼분의 일", "⅔": "삼분의 이", "¼": "사분의 일", "¾": "사분의 삼", "⅕": "오분의 일", "⅛": "팔분의 일", "²": "제곱", "³": "세제곱",
    "α": "알파", "β": "베타", "γ": "감마", "δ": "델타", "ε": "엡실론", "θ": "세타", "λ": "람다", "μ": "뮤", "µ": "마이크로", "π": "파이", "σ": "시그마", "φ": "파이", "ω": "오메가", "Α": "알파", "Β": "베타", "Γ": "감마", "Δ": "델타", "Σ": "시그마", "Ω": "오메가", "Φ": "파이",
}  # fmt: skip
_JAMO = dict(zip("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎㅏㅑㅓㅕㅗㅛㅜㅠㅡㅣㅐㅔ", "기역 니은 디귿 리을 미음 비읍 시옷 이응 지읒 치읓 키읔 티읕 피읖 히읗 아 야 어 여 오 요 우 유 으 이 애 에".split(), strict=True))
_LISTS = ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x2776, 10), (0x2780, 10), (0x2160, 12), (0x2170, 12))
"""Code points where a run of numbers from 1 begins: ① ⑴ ⒈ ❶ ➀ Ⅰ ⅰ."""
_DOTS = re.compile(r"\.{2,}|…+|(?:\s?·){3,}")
_TILDE = re.compile(r"[~∼〜～]")
_SILENT_JAMO = re.compile(r"[ㄱ-ㅣ]{2,}")
_HANJA = re.compile(r"[㐀-䶿一-鿿豈-﫿]+")
_GLOSS = re.compile(r"\(\s*[㐀-䶿一-鿿豈-﫿·\s]+\)")
_READING = re.compile(r"(?P<hanja>[㐀-䶿一-鿿豈-﫿]+)\((?P<reading>[가-힣]+)\)")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")


def _punctuation(text: str, position: int) -> tuple[Piece, ...]:
    char = text[position]
    if match := _DOTS.match(text, position):
        return tuple(Piece(match.start() + i, match.start() + i + 1, "…" if i == 0 else "") for i, c in enumerate(match[0]) if not c.isspace())
    if char in ".,?!":
        return (Piece(position, position + 1, char),)
    if char in "([{（［〔【":
        return (Piece(position, position + 1, " "),)
    if char in _PAUSES:
        return (Piece(position, position + 1, _pause(text, position, char)),)
    return ()


def _pause(text: str, position: int, char: str) -> str:
    """A pause; between two digits (3·1절, 6·25) nothing, and none where the text just paused or ends."""
    before, after = text[:position].rstrip()[-1:], text[position + 1 :].lstrip()[:1]
    if char in "·ㆍ・" and before.isdigit() and after.isdigit():
        return ""
    return _PAUSES[char] if before and after and before not in ".,?!…" and after not in ".,?!…" else ""


def _tilde(text: str, position: int) -> tuple[Piece, ...]:
    """10시 ~ 18시 → 에서; 12,900원~ → 부터; 좋아요~ → nothing."""
    match = _TILDE.match(text, position)
    if not match:
        return ()
    before, after = text[:position].rstrip(), text[match.end() :].lstrip()
    numeric = re.search(r"\d[\d,.]*\s?[가-힣㎏%℃a-zA-Z]{0,4}$", before)
    if before and re.match(r"[\w₩$오다밤낮]", after) and (numeric or not text[match.end() : match.end() + 1].isspace()):
        blank = "" if text[match.end() : match.end() + 1].isspace() else " "
        return (Piece(position, match.end(), "에서" + blank),)
    return (Piece(position, match.end(), "부터" if numeric and not after[:1].isdigit() else ""),)


def _equation(text: str, position: int) -> tuple[Piece, ...]:
    """2 + 3 = 5 → 이 더하기 삼은 오; 3−1 → 삼 빼기 일."""
    match = re.compile(r"\s?([+\-−×xX*÷/=])\s?(?=\d)").match(text, position)
    if not match or not text[:position].rstrip()[-1:].isdigit():
        return ()
    if match[1] not in "=×÷" and not re.match(r"[\d\s+\-−×xX*÷/.,()]*=", text[match.end() :]) and "=" not in text[max(0, position - 12) : position]:
        return ()
    name = {"+": "더하기", "-": "빼기", "−": "빼기", "×": "곱하기", "x": "곱하기", "X": "곱하기", "*": "곱하기", "÷": "나누기", "/": "나누기", "=": "은"}[match[1]]
    lead = "" if text[position - 1 : position].isspace() else " "
    tail = "" if text[match.end(1) : match.end(1) + 1].isspace() else " "
    return (Piece(match.start(1), match.end(1), lead + name + tail),)


def _sign(text: str, position: int) -> tuple[Piece, ...]:
    char = text[position]
    for first, count in _LISTS:
        if 0 <= ord(char) - first < count:
            return (Piece(position, position + 1, sino(ord(char) - first + 1) + _gap_after(text, position)),)
    if match := _SILENT_JAMO.match(text, position):
        return (Piece(position, match.end(), ""),)
    if char in _JAMO:
        return (Piece(position, position + 1, _JAMO[char]),)
    if char in _SPOKEN:
        before = " " if text[position - 1 : position].strip() and position and text[position - 1].isalnum() else ""
        return (Piece(position, position + 1, before + _SPOKEN[char] + _gap_after(text, position)),)
    return ()


def _gap_after(text: str, position: int) -> str:
    """A blank before the next word, none before a particle's place or the end."""
    following = text[position + 1 : position + 2]
    return " " if following.isalnum() and not re.match(r"(?:은|는|이|가|을|를|과|와|의|에|도|로)(?![가-힣])", text[position + 1 :]) else ""


def _scripts(text: str, position: int) -> tuple[Piece, ...]:
    """Hanja by their readings (一石二鳥 → 일석이조), kana by sound; a gloss in brackets is said once."""
    if match := _GLOSS.match(text, position):
        return tuple(Piece(match.start() + run.start(), match.start() + run.end(), "") for run in re.finditer(r"\S+", match[0]))
    if match := _READING.match(text, position):
        return (Piece(position, match.end(), match["reading"]),)
    if match := _HANJA.match(text, position):
        return (Piece(position, match.end(), hanja_words(text, match.start(), match.end())),)
    if match := _KANA.match(text, position):
        return (Piece(position, match.end(), kana_words(match[0])),)
    return ()


RULES: tuple[Rule, ...] = (_scripts, _equation, _tilde, _punctuation, _sign)
