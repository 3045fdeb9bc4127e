"""Signs, list numbers, Roman numerals, single jamo, other scripts: said, turned into a pause, or passed over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shorts.text import ko_jamo
from shorts.text.ko_counting import sino
from shorts.text.ko_hanja import hanja_words
from shorts.text.ko_kana import kana_words
from shorts.text.ko_pieces import DIGITS, Piece
from shorts.text.ko_tables import table

if TYPE_CHECKING:
    from shorts.text.ko_pieces import Rule

_PAUSES = dict.fromkeys("=;:：；、，·・ㆍ•‧|/—―–→⇒▶►", ", ") | {"。": ".", "！": "!", "？": "?", "‼": "!", "⁉": "?", "⁇": "?", "‥": "…", "⋯": "…"}
_SPOKEN = table("signs")
_LISTS = ((0x2460, 20), (0x2474, 20), (0x2488, 20), (0x2776, 10), (0x2780, 10), (0x2160, 12), (0x2170, 12))
"""Code points where a run of numbers from 1 begins: ① ⑴ ⒈ ❶ ➀ Ⅰ ⅰ."""
_OPERATOR = re.compile(r"([+\-−×xX*÷/=])(?=\s?\d)")
_REST_OF_EQUATION = re.compile(r"[\d\s+\-−×xX*÷/.,()]*=")
_OPERATORS = {"+": "더하기", "-": "빼기", "−": "빼기", "×": "곱하기", "x": "곱하기", "X": "곱하기", "*": "곱하기", "÷": "나누기", "/": "나누기"}
_DOTS = re.compile(r"\.{2,}|…+|(?:\s?·){3,}")
_TILDE = re.compile(r"[~∼〜～]")
_SILENT_JAMO = re.compile(r"[ㄱ-ㅣ]{2,}")
_HANJA = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+")
_GLOSS = re.compile(r"\(\s*[\u3400-\u4dbf\u4e00-\u9fff·\s]+\)")
_READING = re.compile(r"(?P<hanja>[\u3400-\u4dbf\u4e00-\u9fff]+)\((?P<reading>[가-힣]+)\)")
_SHORT_FORM = re.compile(r"[(（]([주월화수목금토일])[)）]")
_KANA = re.compile(r"[ぁ-ゖァ-ヺー]+")


def _punctuation(text: str, position: int) -> tuple[Piece, ...]:
    char = text[position]
    if match := _DOTS.match(text, position):
        return tuple(Piece(match.start() + i, match.start() + i + 1, "…" if i == 0 else "") for i, c in enumerate(match[0]) if not c.isspace())
    if char in ".,?!":
        return (Piece(position, position + 1, char + (" " if text[position + 1 : position + 2].isalnum() else "")),)
    if char in "([{（［〔【":
        return (Piece(position, position + 1, " "),)
    if char == "-" and ko_jamo.is_syllable(text[position + 1 : position + 2]) and text[position - 1 : position].isascii():
        return (Piece(position, position + 1, ""),)
    if char == "-" and text[position - 1 : position + 2].strip() == "-" and position:
        return (Piece(position, position + 1, ","),)  # a dash between blanks
    if char in "-_" and position and text[position - 1].isalnum() and text[position + 1 : position + 2].isalnum():
        return (Piece(position, position + 1, " "),)
    if char in _PAUSES:
        return (Piece(position, position + 1, _pause(text, position, char)),)
    return ()


def _pause(text: str, position: int, char: str) -> str:
    """A pause, but none where the text just paused or ends."""
    before, after = text[:position].rstrip()[-1:], text[position + 1 :].lstrip()[:1]
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
    match = _OPERATOR.match(text, position)
    before = text[:position].rstrip()
    if not match or before[-1:] not in DIGITS or not before:
        return ()
    if match[1] not in "=×÷" and not _REST_OF_EQUATION.match(text, match.end()) and "=" not in before[-12:]:
        return ()
    name = " " + _OPERATORS[match[1]] if match[1] != "=" else "는" if before[-1] in "2459" else "은"
    return (Piece(position, match.end(), name + ("" if text[match.end()].isspace() else " ")),)


def _sign(text: str, position: int) -> tuple[Piece, ...]:
    char = text[position]
    for first, count in _LISTS:
        if 0 <= ord(char) - first < count:
            return (Piece(position, position + 1, sino(ord(char) - first + 1) + _gap_after(text, position)),)
    if match := _SILENT_JAMO.match(text, position):
        return (Piece(position, match.end(), ""),)
    if char in _SPOKEN:
        before = " " if text[position - 1 : position].strip() and position and text[position - 1].isalnum() else ""
        return (Piece(position, position + 1, before + _SPOKEN[char] + _gap_after(text, position)),)
    return ()


def _gap_after(text: str, position: int) -> str:
    """A blank before the next word, none before a particle's place or the end."""
    following = text[position + 1 : position + 2]
    return " " if following.isalnum() and not re.match(r"(?:은|는|이|가|을|를|과|와|의|에|도|로)(?![가-힣])", text[position + 1 :]) else ""


def _bracketed(text: str, position: int) -> tuple[Piece, ...]:
    """(주) is 주식회사, (일) after a date 일요일."""
    match = _SHORT_FORM.match(text, position)
    if not match or (match[1] != "주" and not re.search(r"[일.\d]\s?$", text[:position])):
        return ()
    said = "주식회사" if match[1] == "주" else match[1] + "요일"
    return (Piece(position, match.end(), f" {said} "),)


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


RULES: tuple[Rule, ...] = (_bracketed, _scripts, _equation, _tilde, _punctuation, _sign)
