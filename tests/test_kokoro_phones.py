"""From pronounced words to the symbols of a phrase: every Korean syllable, English in its sentence, phrases that fit the model."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from shorts.engines import kokoro_en, kokoro_ko
from shorts.engines.kokoro_model import LONGEST, find_model
from shorts.engines.kokoro_phrases import LONG, phrases
from shorts.engines.kokoro_take import Take, timed_phones, timed_words
from shorts.settings import Settings
from shorts.text.english import spoken_words
from shorts.text.spoken import SpokenWord

SYLLABLES = [chr(code) for code in range(0xAC00, 0xD7A4)]


def test_every_korean_syllable_has_known_symbols() -> None:
    known = find_model(Settings()).symbols
    for syllable in SYLLABLES:
        for word in (syllable, "아" + syllable, "알" + syllable, "악" + syllable):
            phones = kokoro_ko.phones_of(word)
            assert phones
            assert set(phones) <= set(known), word


def test_korean_onsets_and_vowels_stay_apart() -> None:
    """What a listener must tell apart may not fall together: tense stops may (Kokoro has none), these may not."""
    words = ["아", "어", "오", "우", "으", "이", "애", "가", "카", "나", "다", "타", "라", "마", "바", "파", "사", "자", "차", "하", "안", "암", "앙", "알", "악", "앋", "압"]
    heard = [kokoro_ko.phones_of(word) for word in words]
    assert len(set(heard)) == len(words)


def test_plain_stops_are_voiced_after_a_sonorant() -> None:
    assert [kokoro_ko.phones_of(word)[-2] for word in ("아가", "안다", "알바", "앙자")] == list("ɡdbʥ")
    assert [kokoro_ko.phones_of(word)[-2] for word in ("악가", "앋다")] == [kokoro_ko.phones_of(word)[-2] for word in ("가", "다")]


@pytest.mark.parametrize(
    ("text", "word", "phones"),
    [("the apple", 0, "ði"), ("the car", 0, "ðə"), ("an American car", 2, "kˈɑɹ"), ("AcmePhone wins", 1, "wˈɪnz")],
)
def test_english_words_are_pronounced_in_their_sentence(text: str, word: int, phones: str) -> None:
    assert kokoro_en.phones_of(spoken_words(text))[word] == phones


def test_english_phones_belong_to_the_words_that_are_written() -> None:
    words = spoken_words("Dr. Lee's 3 GPUs — cost $1,299.99, don't they? “Yes,” (he said) e.g. me@x.org")
    phones = kokoro_en.phones_of(words)
    assert [bool(p) for p in phones] == [bool(w.spoken) for w in words]
    assert len(phones[words.index(next(w for w in words if w.written.startswith("$")))].split()) == 11


def test_unknown_english_words_are_still_said() -> None:
    known = find_model(Settings()).symbols
    for phones in kokoro_en.phones_of(spoken_words("Zyphraxo Blorptech café Łódź naïve Qwxyz Samsung's Kimchi")):
        assert phones
        assert set(phones) <= set(known)


def _words(text: str) -> list[SpokenWord]:
    return [SpokenWord(w, w.strip(",.?!"), w.strip(",.?!"), w[-1] if w[-1] in ",.?!" else "") for w in text.split()]  # type: ignore[arg-type]


def test_phrases_end_at_pauses_with_their_mark() -> None:
    words = _words("aa bb, cc dd? ee")
    found = phrases(words, [word.sounds for word in words])
    assert [(p.symbols, p.pause) for p in found] == [("aa bb,", ","), ("cc dd?", "?"), ("ee,", "")]
    assert [p.owners for p in found] == [(0, 0, 0, 1, 1, 1), (2, 2, 2, 3, 3, 3), (4, 4, 4)]


def test_long_text_is_broken_at_words() -> None:
    words = _words(" ".join(["abcdefgh"] * 100))
    found = phrases(words, [word.sounds for word in words])
    assert all(len(p.symbols) <= LONG + 1 < LONGEST for p in found)
    assert sum(p.symbols.count("abcdefgh") for p in found) == 100


def test_unsaid_words_are_left_out_but_their_pause_counts() -> None:
    words = [*_words("aa"), SpokenWord("—", "", "", ","), *_words("bb")]
    assert [(p.symbols, p.pause) for p in phrases(words, ["aa", "", "bb"])] == [("aa,", ","), ("bb,", "")]


def test_unsaid_words_take_a_sliver_of_their_neighbour() -> None:
    words = [SpokenWord(w, "", "") for w in ("★", "aa", "—", "·", "bb", "☆")]
    take = Take(np.zeros(48_000, np.float32), (None, 2400, None, None, 24_000, None), ())
    spans = timed_words(words, take)
    assert spans[0].start == 0
    assert spans[-1].end == 2.0
    assert spans[4].start == 1.0
    assert all(a.end == b.start for a, b in itertools.pairwise(spans))
    assert all(span.end > span.start for span in spans)


def test_phones_of_no_length_are_dropped() -> None:
    take = Take(np.zeros(24_000, np.float32), (0,), (("", 0), ("a", 2400), ("n", 2400), ("", 9600), ("", 12_000)))
    assert [(p.symbol, p.start, p.end) for p in timed_phones(take)] == [("", 0, 0.1), ("n", 0.1, 0.4), ("", 0.4, 1.0)]
