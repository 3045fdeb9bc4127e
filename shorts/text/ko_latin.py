"""Latin letters inside Korean text: known words, abbreviations letter by letter, the rest by sound; addresses briefly."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from shorts.text.ko_counting import digit_by_digit, sino
from shorts.text.ko_pieces import Piece
from shorts.text.ko_transliterate import transliterate

if TYPE_CHECKING:
    from shorts.text.ko_pieces import Rule

LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "에이 비 씨 디 이 에프 지 에이치 아이 제이 케이 엘 엠 엔 오 피 큐 알 에스 티 유 브이 더블유 엑스 와이 제트".split(), strict=True))
_FILE = Path(__file__).with_name("data") / "ko_words.txt"
_URL = re.compile(r"(?:https?://|www\.)[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*[A-Za-z0-9/_=-]|(?<![A-Za-z0-9@])(?:[a-z0-9-]+\.)+(?:com|net|org|co\.kr|go\.kr|or\.kr|ac\.kr|kr|io|ai|me|tv|shop)(?:/[A-Za-z0-9._~/?=&%-]*)?(?![A-Za-z0-9])")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}")
_TOKEN = re.compile(r"[A-Za-z0-9À-ɏ]+(?:[-.+&'’/][A-Za-z0-9À-ɏ]+)*[+]?")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]+")
_POSSESSIVE = re.compile(r"['’]s(?![A-Za-z])")
_MODEL_NUMBER = re.compile(r"\d{4,}(?![\d,.]*[\d%])")
_ROMAN = {"II": 2, "III": 3, "IV": 4, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "XI": 11, "XII": 12}
_ENDINGS = {"com": "닷컴", "net": "닷넷", "org": "닷오알지", "kr": "닷케이알", "co": "닷씨오", "io": "닷아이오", "ai": "닷에이아이", "go": "닷지오", "or": "닷오알", "ac": "닷에이씨", "me": "닷미", "tv": "닷티비", "shop": "닷샵"}
_SPELT_LENGTH = 5  # all-capital words up to this length are spelt when unknown


@lru_cache(maxsize=1)
def known_words() -> dict[str, str]:
    """data/ko_words.txt: lower-case spelling → Hangul."""
    words = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        for entry in line.partition("#")[0].split(";"):
            written, _, said = entry.strip().partition("=")
            if said:
                words[written.strip().lower()] = said.strip()
    return words


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
    words = [_ENDINGS.get(name, _local_part(name)) for name in names] + [_ENDINGS.get(last, "닷" + latin_words(last))]
    return " ".join(word for word in words if word).replace(" 닷", " 닷")


def _local_part(name: str) -> str:
    words = []
    for run in re.findall(r"[A-Za-z]+|\d+|[._+-]", name):
        words.append({".": "점", "_": "밑줄", "-": "다시", "+": "플러스"}.get(run) or (digit_by_digit(run) if run.isdigit() else latin_words(run)))
    return " ".join(words)


def _known(text: str, position: int) -> tuple[Piece, ...]:
    """The longest dictionary entry at the position: Wi-Fi, USB-C, 5G, AT&T."""
    match = _TOKEN.match(text, position)
    if not match or (position and _glued(text[position - 1], text[position])):
        return ()
    words = known_words()
    for end in range(match.end(), position, -1):
        following = text[end : end + 1]
        if following and _glued(text[end - 1], following) and not text[position:end].isalpha():
            continue
        if following.isascii() and following.isalpha() and text[end - 1].isascii() and text[end - 1].isalpha():
            continue
        said = words.get(text[position:end].lower())
        if said and not (text[position].isdigit() and text[position - 1 : position] in (".", ",")):
            return (Piece(position, end, said + _blank(text, end)),)
    return ()


def _glued(left: str, right: str) -> bool:
    """Two characters of one token: both digits, or both letters."""
    return left.isascii() and right.isascii() and ((left.isdigit() and right.isdigit()) or (left.isalpha() and right.isalpha()))


def _blank(text: str, end: int) -> str:
    """A blank after a known word where another word is glued to it with a digit or hyphen (Wi-Fi6, USB-C타입)."""
    return " " if text[end : end + 1] in ("-", "/", "&") and text[end + 1 : end + 2].isalnum() else ""


def _model_number(text: str, position: int) -> tuple[Piece, ...]:
    """RTX 3060 → 삼공육공: long numbers after Latin letters are read digit by digit, round ones and years as numbers."""
    match = _MODEL_NUMBER.match(text, position)
    if not match or not re.search(r"[A-Za-z][ -]?$", text[max(0, position - 2) : position]):
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
    joins = text[end : end + 1] in ("-", "/") and text[end + 1 : end + 2].isalnum()
    return (Piece(position, end, said + (" " if joins else "")),)


def latin_words(word: str) -> str:
    """One run of letters in Hangul."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word) if c.isascii() and c.isalpha())
    known = known_words().get(plain.lower())
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


_KANA_VOWELS = dict(zip("AIUEO", "ㅏㅣㅜㅔㅗ", strict=True))


def kana_words(kana: str) -> str:
    """かな → 카나, by the Unicode names of the letters (HIRAGANA LETTER KA)."""
    sounds = ""
    for char in kana:
        name = unicodedata.name(char, "").replace("SMALL ", "small ").rpartition("LETTER ")[2]
        small = name.startswith("small ")
        name = name.removeprefix("small ")
        if small and name in ("YA", "YU", "YO") and sounds.endswith("I"):
            sounds = sounds[:-1] + name
        elif small and name == "TU":
            sounds += "q"
        elif name:
            sounds += name + " "
            sounds = sounds[:-1]
    return _romaji(sounds)


_ROMAJI = re.compile(r"(q?)(KY|SY|TY|NY|HY|MY|RY|GY|ZY|DY|BY|PY|[KSTNHMRWYGZDBPV])?([AIUEO])|N|q")
_KANA_ONSETS = {"K": "ㅋ", "S": "ㅅ", "T": "ㅌ", "N": "ㄴ", "H": "ㅎ", "M": "ㅁ", "R": "ㄹ", "G": "ㄱ", "Z": "ㅈ", "D": "ㄷ", "B": "ㅂ", "P": "ㅍ", "V": "ㅂ"}
_Y_VOWELS = {"A": "ㅑ", "U": "ㅠ", "O": "ㅛ", "I": "ㅣ", "E": "ㅖ"}


def _romaji(sounds: str) -> str:
    from shorts.text import ko_jamo

    said: list[str] = []
    for match in _ROMAJI.finditer(sounds):
        stop, onset, vowel = match.groups()
        if vowel is None:
            if said and match[0] == "N":
                first, middle, _ = ko_jamo.split(said[-1])
                said[-1] = ko_jamo.join(first, middle, "ㄴ")
            continue
        if stop and said:
            first, middle, _ = ko_jamo.split(said[-1])
            said[-1] = ko_jamo.join(first, middle, "ㅅ")
        said.append(_kana_syllable(onset or "", vowel))
    return "".join(said)


def _kana_syllable(onset: str, vowel: str) -> str:
    from shorts.text import ko_jamo

    special = {"TI": "치", "TU": "쓰", "SU": "스", "ZU": "즈", "DI": "지", "DU": "즈", "WA": "와", "WO": "오", "SYA": "샤", "SYU": "슈", "SYO": "쇼", "TYA": "차", "TYU": "추", "TYO": "초"}.get(onset + vowel)
    if special:
        return special
    y = onset.endswith("Y")
    first = _KANA_ONSETS.get(onset.rstrip("Y"), "ㅇ")
    return ko_jamo.join(first, _Y_VOWELS[vowel] if y else _KANA_VOWELS[vowel])


FIRST_RULES: tuple[Rule, ...] = (_address, _known, _model_number)
RULES: tuple[Rule, ...] = (_word,)
