"""Latin letters inside Korean text: known words, abbreviations letter by letter, the rest by sound; addresses briefly."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from shorts.text.ko_counting import digit_by_digit, native, sino
from shorts.text.ko_pieces import DIGITS, Piece
from shorts.text.ko_tables import table
from shorts.text.ko_transliterate import transliterate

if TYPE_CHECKING:
    from shorts.text.ko_pieces import Rule

LETTERS = table("letters")
"""A–Z by name, and what the parts of a host name are called (.com → 닷컴)."""
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*[A-Za-z0-9/_=-]|(?<![A-Za-z0-9@])(?:[a-z0-9-]+\.)+(?:com|net|org|co\.kr|go\.kr|or\.kr|ac\.kr|kr|io|ai|me|tv|shop)(?:/[A-Za-z0-9._~/?=&%-]*)?(?![A-Za-z0-9])")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_TOKEN = re.compile(r"[A-Za-z0-9À-ÖØ-öø-ɏ]+(?:[-.+&'’/][A-Za-z0-9À-ÖØ-öø-ɏ]+)*[+]?")
_WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ɏ]+")
_NUMBER_SIGN = re.compile(r"(?P<what>[Nn][Oo]|[Vv]ol|VOL|[Cc]h|[Ee]p|EP)\.(?P<n>\d+)(?!\d)")
_NUMBER_WORDS = {"no": "넘버", "vol": "볼륨", "ch": "챕터", "ep": "에피소드"}
_ORDINAL = re.compile(r"(?P<n>\d+)(?:st|nd|rd|th)(?![A-Za-z0-9])")
_ORDINAL_WORDS = {1: "퍼스트", 2: "세컨드", 3: "서드"}
_COUNTDOWN = re.compile(r"D(?P<sign>[-+])(?P<n>\d{1,3})(?![\d-])")
_POSSESSIVE = re.compile(r"['’]s(?![A-Za-z])")
_MODEL_NUMBER = re.compile(r"\d{4,}(?![\d,.]*[\d%])")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12}
_SPELT_NAME = 3
_SPELT_LENGTH = 5  # all-capital words up to this length are spelt when unknown


@lru_cache(maxsize=1)
def known_words() -> dict[str, str]:
    """data/ko_words.txt by exact spelling (IT, it), and in small letters where that spelling has no entry of its own."""
    exact = table("words")
    return {written.lower(): said for written, said in exact.items()} | exact


def _look_up(written: str) -> str:
    """What the dictionary says; "" where it has no such word."""
    words = known_words()
    return words.get(written) or words.get(written.lower(), "")


def _address(text: str, position: int) -> tuple[Piece, ...]:
    """An e-mail address is read out; of a web address the host only."""
    if match := _EMAIL.match(text, position):
        name, _, host = match[0].partition("@")
        return (Piece(position, match.end(), f"{_local_part(name)} 골뱅이 {_host(host)}"),)
    if match := _URL.match(text, position):
        host = re.sub(r"^(?:https?://)?(?:www\.)?", "", match[0]).partition("/")[0]
        return (Piece(position, match.end(), _host(host)),)
    return ()


def _host(host: str) -> str:
    *names, last = host.lower().split(":")[0].split(".")
    words = [LETTERS.get("." + name) or _local_part(name) for name in names] + [LETTERS.get("." + last) or "닷" + latin_words(last)]
    return " ".join(word for word in words if word)


def _local_part(name: str) -> str:
    words = []
    for run in re.findall(r"[A-Za-z]+|\d+|[._+-]", name):
        words.append({".": "점", "_": "밑줄", "-": "다시", "+": "플러스"}.get(run) or _name_part(run))
    return " ".join(words)


def _name_part(run: str) -> str:
    """Digits one by one, short strange names letter by letter, the rest as words."""
    if run.isdecimal():
        return digit_by_digit(run)
    return latin_words(run.upper() if len(run) <= _SPELT_NAME and not _look_up(run) else run)


def _known(text: str, position: int) -> tuple[Piece, ...]:
    """The longest dictionary entry at the position: Wi-Fi, USB-C, 5G, AT&T."""
    match = _TOKEN.match(text, position)
    if not match or (position and _glued(text[position - 1], text[position])):
        return ()
    for end in range(match.end(), position, -1):
        following = text[end : end + 1]
        if following and _glued(text[end - 1], following) and not text[position:end].isalpha():
            continue
        if following.isascii() and following.isalpha() and text[end - 1].isascii() and text[end - 1].isalpha():
            continue
        said = _look_up(text[position:end])
        if said and not (text[position].isdigit() and text[position - 1 : position] in (".", ",")):
            possessive = _POSSESSIVE.match(text, end)
            end = possessive.end() if possessive else end
            return (Piece(position, end, said + ("스" if possessive else "") + _blank(text, end)),)
    return ()


def _glued(left: str, right: str) -> bool:
    """Two characters of one token: both digits, or both letters."""
    return left.isascii() and right.isascii() and ((left.isdigit() and right.isdigit()) or (left.isalpha() and right.isalpha()))


def _blank(text: str, end: int) -> str:
    """A blank after a known word where another word is glued to it with a digit or hyphen (Wi-Fi6, USB-C타입)."""
    following = text[end : end + 1]
    return " " if following in DIGITS or (following in ("-", "/", "&") and text[end + 1 : end + 2].isalnum()) else ""


def _model_number(text: str, position: int) -> tuple[Piece, ...]:
    """RTX 3060 → 삼공육공: long numbers after Latin letters are read digit by digit, round ones and years as numbers."""
    match = _MODEL_NUMBER.match(text, position)
    if not match or not re.search(r"[A-Za-z]\d{0,2}-$|[A-Za-z] ?$", text[:position]):
        return ()
    follows = re.match(r"\s?(?:[가-힣]|[a-z%℃㎏㎝])", text[match.end() :])
    if follows and not text[match.end() : match.end() + 1].isspace() and re.match(r"(?:원|년|만|개|명|대|억|mA|Hz|m|k|g|p)", text[match.end() :]):
        return ()
    number = int(match[0])
    return (Piece(position, match.end(), sino(number) if number % 1000 == 0 or 1950 <= number <= 2049 else digit_by_digit(match[0])),)


def _word(text: str, position: int) -> tuple[Piece, ...]:
    match = _WORD.match(text, position)
    if not match:
        return ()
    end = match.end()
    possessive = _POSSESSIVE.match(text, end)
    said = latin_words(match[0]) + ("스" if possessive else "")
    end = possessive.end() if possessive else end
    joins = text[end : end + 1] in ("-", "/") and text[end + 1 : end + 2].isascii() and text[end + 1 : end + 2].isalnum()
    return (Piece(position, end, said + (" " if joins else "")),)


def latin_words(word: str) -> str:
    """One run of letters in Hangul."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isascii() and c.isalpha())
    known = _look_up(plain)
    if known:
        return known
    if plain in _ROMAN:
        return sino(_ROMAN[plain])
    if len(plain) == 1 or (plain.isupper() and len(plain) <= _SPELT_LENGTH) or not re.search(r"[aeiouyAEIOUY]", plain):
        return "".join(LETTERS[letter] for letter in plain.upper())
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", plain)
    if len(parts) > 1:
        return "".join(latin_words(part) for part in parts)
    return transliterate(plain.lower())


def _numbered(text: str, position: int) -> tuple[Piece, ...]:
    """No.1 → 넘버 원, Vol.2 → 볼륨 이, 2nd → 세컨드, 10th → 열 번째, D-3 → 디 마이너스 삼."""
    if position and text[position - 1].isalnum():
        return ()
    if match := _NUMBER_SIGN.match(text, position):
        number = int(match["n"])
        said = "원" if number == 1 and match["what"].lower() == "no" else sino(number)
        return (Piece(position, match.start("n"), _NUMBER_WORDS[match["what"].lower()] + " "), Piece(match.start("n"), match.end(), said))
    if match := _ORDINAL.match(text, position):
        number = int(match["n"])
        said = _ORDINAL_WORDS.get(number) or (f"{native(number)} 번째" if number < 100 else f"{sino(number)} 번째")
        return (Piece(position, match.end(), said),)
    if match := _COUNTDOWN.match(text, position):
        return (Piece(position, match.end(), f"디 {'플러스' if match['sign'] == '+' else '마이너스'} {sino(int(match['n']))}"),)
    return ()


FIRST_RULES: tuple[Rule, ...] = (_address, _numbered, _known, _model_number)
RULES: tuple[Rule, ...] = (_word,)
