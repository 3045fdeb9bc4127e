"""English as it is read aloud: every case is a sentence part and what must be said for it."""

from __future__ import annotations

import pytest

from shorts.text.english import spoken_words

CASES = {
    # money
    "$1,299.99": "one thousand two hundred ninety nine dollars and ninety nine cents",
    "$1": "one dollar",
    "$0.99": "ninety nine cents",
    "$5.01": "five dollars and one cent",
    "$20": "twenty dollars",
    "€20": "twenty euros",
    "£1": "one pound",
    "£3.50": "three pounds and fifty pence",
    "₩12,900": "twelve thousand nine hundred won",
    "¥500": "five hundred yen",
    "$5 million": "five million dollars",
    "$1.5B": "one point five billion dollars",
    "$10k": "ten thousand dollars",
    "$10-$20": "ten to twenty dollars",
    "$9.99/month": "nine dollars and ninety nine cents a month",
    "12,900 won": "twelve thousand nine hundred won",
    "30 USD": "thirty dollars",
    "-$5": "minus five dollars",
    # times and dates
    "3:45 pm": "three forty five pee em",
    "3:45pm": "three forty five pee em",
    "5 a.m. today": "five ay em today",
    "at 3:00": "at three o'clock",
    "10:05": "ten oh five",
    "15:30": "fifteen thirty",
    "7pm": "seven pee em",
    "March 3, 2026": "March third twenty twenty six",
    "Jan. 15": "January fifteenth",
    "2026-11-22": "November twenty second twenty twenty six",
    "7/4/2025": "July fourth twenty twenty five",
    "in 1999": "in nineteen ninety nine",
    "since 2005": "since two thousand five",
    "by 1905": "by nineteen oh five",
    "in 1800": "in eighteen hundred",
    "the 1990s": "the nineteen nineties",
    "2019–2024": "twenty nineteen to twenty twenty four",
    "24/7": "twenty four seven",
    # percentages, ordinals, fractions
    "50%": "fifty percent",
    "3.5%": "three point five percent",
    "10-20%": "ten to twenty percent",
    "1st": "first",
    "2nd": "second",
    "12th": "twelfth",
    "21st": "twenty first",
    "40th": "fortieth",
    "1/2": "one half",
    "3/4": "three quarters",
    "2/3": "two thirds",
    # units
    "1 kg": "one kilogram",
    "10kg": "ten kilograms",
    "5GB": "five gigabytes",
    "120Hz": "one hundred twenty hertz",
    "30°C": "thirty degrees celsius",
    "-5°C": "minus five degrees celsius",
    "5,000mAh": "five thousand milliamp hours",
    "60 mph": "sixty miles an hour",
    "6.1-inch": "six point one inch",
    "10-year-old": "ten year old",
    "5 km run": "five kilometers run",
    # numbers
    "0": "zero",
    "1,500 people": "one thousand five hundred people",
    "1,000,000": "one million",
    "3.14": "three point one four",
    "5-10 days": "five to ten days",
    "4x": "four times",
    "#1": "number one",
    "No. 5": "number five",
    "100+": "one hundred plus",
    "555-123-4567": "five five five one two three four five six seven",
    # abbreviations
    "Dr. Smith": "doctor Smith",
    "St. Mary": "saint Mary",
    "Main St. today": "Main street today",
    "e.g. this": "for example this",
    "cats vs. dogs": "cats versus dogs",
    "Plan B & C": "Plan bee and see",
    # names, acronyms, addresses
    "NASA": "nasa",
    "FBI": "eff bee eye",
    "TVs": "tee vees",
    "PS5": "pee ess five",
    "RTX 4090": "are tee ex forty ninety",
    "USB-C": "you ess bee see",
    "WH-1000XM5": "double you aitch one thousand ex em five",
    "Wi-Fi": "why fie",
    "5G": "five gee",
    "4K": "four kay",
    "www.example.com/shop": "example dot com slash shop",
    "https://example.org": "example dot org",
    "me@example.com": "me at example dot com",
    "don't": "don't",
    "state-of-the-art": "state of the art",
}


@pytest.mark.parametrize(("written", "said"), CASES.items())
def test_is_said(written: str, said: str) -> None:
    assert " ".join(word.spoken for word in spoken_words(written) if word.spoken) == said


@pytest.mark.parametrize("text", ["Hello, world! It costs $5 — really (yes).", "“Why?” she asked… then left.", "  spaced   out  "])
def test_written_words_give_the_text_back(text: str) -> None:
    assert " ".join(word.written for word in spoken_words(text)) == " ".join(text.split())


def test_pauses_follow_the_punctuation() -> None:
    pauses = {word.written: word.pause for word in spoken_words("Wait, Dr. Lee, at 5 a.m. Then: why? Now! Go… on")}
    assert pauses == {
        "Wait,": ",", "Dr.": "", "Lee,": ",", "at": "", "5": "", "a.m.": ".", "Then:": ",", "why?": "?", "Now!": "!", "Go…": "…", "on": ".",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "   ", "★ — …", "😀"])
def test_nothing_to_say(text: str) -> None:
    assert not any(word.spoken for word in spoken_words(text))


def test_no_digit_is_left() -> None:
    text = "A 3x4 grid, 00210, 1.2.3, v2.0b, 9am-5pm, 20-30kg, $3-5, 10k, 1,2, 2x2x2, 7.5/10, 6'2\", 3e5, 1-800-555-0199"
    left = [word for word in spoken_words(text) if any(char.isdigit() for char in word.spoken)]
    assert left == []
