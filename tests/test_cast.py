"""The cast as data: who is in it, and how a broken or added file shows."""

from __future__ import annotations

import re
import shutil
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from shorts.cast import GROUPS, Character, find_character, groups_of, load_cast, survey_cast
from shorts.errors import CharacterFileBroken, UnknownCharacter
from shorts.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language
    from shorts.cast import VoicePreset

FOLDER = Settings().characters

IDS = [
    "executive-fox", "ceo-lion", "strategist-eagle", "negotiator-wolf", "consultant-owl",
    "tech-fox", "dev-raccoon", "ai-panda", "startup-tiger", "blockchain-monkey",
    "fashionista-cat", "stylist-peacock", "luxury-leopard", "trendy-rabbit", "designer-swan",
    "athlete-cheetah", "trainer-bear", "yoga-deer", "runner-kangaroo", "fighter-dragon",
    "chef-penguin", "foodie-hamster", "barista-otter", "sommelier-fox", "baker-bear",
    "comedian-parrot", "musician-fox", "dancer-peacock", "artist-cat", "gamer-otter",
    "anchor-shiba", "doctor-retriever", "teacher-turtle", "traveler-duck", "gardener-hedgehog",
    "scientist-girl", "maker-boy", "helper-robot", "fresh-avocado",
]


@pytest.fixture(scope="module")
def cast() -> dict[str, Character]:
    return load_cast(FOLDER)


def test_the_cast_is_the_contract_in_its_order(cast: dict[str, Character]) -> None:
    assert list(cast) == IDS


@pytest.mark.parametrize("name", IDS)
def test_each_character_is_complete(cast: dict[str, Character], name: str) -> None:
    one = cast[name]
    assert re.search(r"[가-힣]", one.names["ko"])
    assert one.names["en"].isascii()
    for texts in (one.persona, one.catchphrase):
        assert re.search(r"[가-힣]", texts["ko"])
        assert re.search(r"[a-z]", texts["en"])
        assert not re.search(r"[가-힣]", texts["en"])
    assert len(one.catchphrase["ko"]) <= 20
    assert any(re.search(r"[가-힣]", tag) for tag in one.tags)
    assert any(tag.isascii() for tag in one.tags)
    assert "3D animated film character" in one.image_prompt
    for language in ("ko", "en"):
        voice = one.voice("kokoro", language)
        assert 0.9 <= voice.speed <= 1.15
        assert -4 <= voice.pitch <= 3
    ending = one.catchphrase["ko"].rstrip(".?!")
    assert ending.endswith(("니다", "까", "죠")) if one.register == "hamnida" else not ending.endswith("니다")


def test_no_two_characters_share_a_persona_a_look_or_a_voice(cast: dict[str, Character]) -> None:
    for what in ("persona", "catchphrase", "image_prompt", "palette", "traits", "voices", "names"):
        assert len({str(getattr(one, what)) for one in cast.values()}) == len(IDS), what


def mix(preset: str) -> dict[str, float]:
    shares = {name: float(share or 1) for name, _, share in (part.partition(":") for part in preset.split("+"))}
    return {name: share / sum(shares.values()) for name, share in shares.items()}


def apart(one: VoicePreset, other: VoicePreset) -> float:
    """1 where two presets differ by what is heard at once: a quarter of the blend, a semitone or 6 % of speed, or shares of these together."""
    ours, theirs = mix(one.preset), mix(other.preset)
    blend = sum(abs(ours.get(name, 0) - theirs.get(name, 0)) for name in {*ours, *theirs}) / 2
    return blend / 0.25 + abs(one.pitch - other.pitch) + abs(one.speed / other.speed - 1) / 0.06


@pytest.mark.parametrize("language", ["ko", "en"])
def test_everybody_has_a_voice_of_their_own(cast: dict[str, Character], language: Language) -> None:
    voices = {one.id: one.voice("kokoro", language) for one in cast.values()}
    assert len({*voices.values()}) == len(IDS)
    for one, other in combinations(cast.values(), 2):
        if one.group == other.group:
            assert apart(voices[one.id], voices[other.id]) >= 1, (one.id, other.id)


@pytest.mark.parametrize("name", IDS)
def test_an_introduction_fills_a_reel(cast: dict[str, Character], name: str) -> None:
    """Sixteen to twenty-one seconds at the embedded voice's usual pace, with the catchphrase; it says the name and keeps the speech level."""
    one = cast[name]
    assert one.names["ko"] in one.intro["ko"]
    assert one.names["en"] in one.intro["en"]
    for language, (least, most) in {"ko": (85, 125), "en": (150, 260)}.items():
        said = one.catchphrase[language] + one.intro[language]
        assert least <= len(re.findall("[가-힣A-Z]" if language == "ko" else "[A-Za-z]", said)) <= most, language
    endings = [sentence.rstrip(".?!") for sentence in re.split(r"(?<=[.?!])\s+", one.intro["ko"])]
    formal = [ending.endswith(("니다", "니까", "시죠")) for ending in endings]
    assert formal.count(True) >= len(formal) - 1 if one.register == "hamnida" else not any(formal)


def test_groups_have_both_names_and_keep_the_order(cast: dict[str, Character]) -> None:
    shelves = groups_of(cast)
    assert [group.id for group, _ in shelves] == [group.id for group in GROUPS if group.id != "mine"]
    assert [one.id for _, members in shelves for one in members] == IDS
    assert all(set(group.names) == {"ko", "en"} for group in GROUPS)


@pytest.mark.parametrize("choice", ["chef-penguin", "셰프 펭귄", "Chef Penguin", "CHEF_PENGUIN", " chef-penguin "])
def test_a_character_is_found_by_id_or_name(cast: dict[str, Character], choice: str) -> None:
    assert find_character(cast, choice).id == "chef-penguin"


@pytest.mark.parametrize(
    ("choice", "nearest"),
    [("chef-pengin", "chef-penguin"), ("셰프 팽귄", "chef-penguin"), ("robot", "helper-robot"), ("거북이", "teacher-turtle"), ("거북", "teacher-turtle")],
)
def test_an_unknown_character_names_the_three_nearest(cast: dict[str, Character], choice: str, nearest: str) -> None:
    with pytest.raises(UnknownCharacter) as caught:
        find_character(cast, choice)
    assert caught.value.details["choices"].startswith(nearest)
    assert choice in caught.value.text("ko")
    assert "캐릭터" in caught.value.text("ko")
    assert "character" in caught.value.text("en")
    near = caught.value.details["choices"].split(", ")
    assert (len(near), set(near) <= set(IDS)) == (3, True)
    assert all("characters list" in caught.value.text(language) for language in ("ko", "en"))


# What is done to a good file → the key that must be named, and words of what was expected (Korean, English).
BREAKS = {
    "not toml": (lambda t: t.replace('id = "', "id = ", 1), "line 1, column 6", "TOML", "TOML"),
    "cut off": (lambda t: t + "\n[toon", "end of file|line", "TOML", "TOML"),
    "no id": (lambda t: t.replace('id = "chef-penguin"\n', ""), "id", "붙임표", "hyphens"),
    "bad id": (lambda t: t.replace('"chef-penguin"', '"Chef Penguin"'), "id", "붙임표", "hyphens"),
    "no english name": (lambda t: t.replace('en = "Chef Penguin"\n', ""), r"name\.en", "이름", "names"),
    "unknown group": (lambda t: t.replace('group = "food"', 'group = "sea"'), "group", "entertainment", "entertainment"),
    "empty persona": (lambda t: re.sub(r"(\[persona\]\nko = ).*", r'\1""', t), r"persona\.ko", "소개글", "text"),
    "unknown register": (lambda t: t.replace('"haeyo"', '"banmal"'), "register", "hamnida", "hamnida"),
    "no english voice": (lambda t: t[: t.index("[voice.kokoro.en]")], r"voice\.kokoro\.en", "목소리 표", "table per engine"),
    "bad blend": (lambda t: re.sub(r'preset = ".*"', 'preset = "loud!"', t, count=1), r"voice\.kokoro\.ko\.preset", "비율", "blend"),
    "speed as text": (lambda t: re.sub(r"speed = .*", 'speed = "fast"', t, count=1), r"voice\.kokoro\.ko\.speed", "0.5~2.0", "0.5 to 2.0"),
    "pitch too high": (lambda t: re.sub(r"pitch = .*", "pitch = 40", t, count=1), r"voice\.kokoro\.ko\.pitch", "반음", "semitones"),
    "bad colour": (lambda t: t.replace("#1f4272", "navy"), r"palette\[0\]", "#1f4272", "#1f4272"),
    "too few colours": (lambda t: re.sub(r"palette = .*", 'palette = ["#000000"]', t), "palette", "4~6", "4 to 6"),
    "unknown setting": (lambda t: re.sub(r"setting = .*", 'setting = "moon"', t), "setting", "newsroom", "newsroom"),
    "unknown gesture": (lambda t: re.sub(r"gestures = .*", 'gestures = ["wave", "fly"]', t), r"gestures\[1\]", "cheer", "cheer"),
    "misspelt key": (lambda t: t.replace("image_prompt", "image_promt"), "image_pro", "image_prompt|한 문장", "image_prompt|sentence"),
    "toon not a table": (lambda t: 'toon = "soon"\n' + re.sub(r"\n\[toon.*", "", t, flags=re.S), "toon", "표", "table"),
}


@pytest.mark.parametrize("case", BREAKS)
def test_a_broken_file_names_file_key_and_expectation(tmp_path: Path, case: str) -> None:
    damage, key, ko, en = BREAKS[case]
    good = (FOLDER / "chef-penguin.toml").read_text(encoding="utf-8")
    assert damage(good) != good
    (tmp_path / "broken.toml").write_text(damage(good), encoding="utf-8")
    with pytest.raises(CharacterFileBroken) as caught:
        load_cast(tmp_path)
    for language, expected in (("ko", ko), ("en", en)):
        said = caught.value.text(language)
        assert "broken.toml" in said
        assert re.search(key, said), said
        assert re.search(expected, said), said
        assert "?" not in said
    assert re.search(r"[가-힣]", caught.value.remedy("ko").replace(caught.value.details["expected"], ""))


@pytest.mark.parametrize("key", ["id", "name", "tags", "persona", "catchphrase", "voice", "image_prompt", "traits", "palette", "gestures"])
def test_a_missing_key_is_named(tmp_path: Path, key: str) -> None:
    good = (FOLDER / "chef-penguin.toml").read_text(encoding="utf-8")
    lines = re.sub(rf"^\[{key}[.\]](?:.|\n)*?(?=^\[(?!{key}\b)|\Z)", "", good, flags=re.MULTILINE)
    lines = re.sub(rf"^{key} = (?:\[\n(?:.|\n)*?\n\]|.*)\n", "", lines, flags=re.MULTILINE)
    assert lines != good
    (tmp_path / "lacking.toml").write_text(lines, encoding="utf-8")
    with pytest.raises(CharacterFileBroken) as caught:
        load_cast(tmp_path)
    assert (caught.value.details["file"], caught.value.details["key"]) == ("lacking.toml", key)
    assert re.search("[가-힣]", caught.value.details["expected_ko"])
    assert not re.search("[가-힣]", caught.value.details["expected"])


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    text = (FOLDER / "chef-penguin.toml").read_text(encoding="utf-8")
    (tmp_path / "old.toml").write_bytes(text.encode("cp949", "replace"))
    with pytest.raises(CharacterFileBroken, match=r"old\.toml.*UTF-8"):
        load_cast(tmp_path)


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CharacterFileBroken, match="at least one"):
        load_cast(tmp_path / "nowhere")


def test_two_files_with_one_id_are_refused(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        shutil.copy(FOLDER / "yoga-deer.toml", tmp_path / name)
    with pytest.raises(CharacterFileBroken, match=r"b\.toml: id.*a\.toml"):
        load_cast(tmp_path)


MINE = """
id = "moon-seal"
tags = ["물개"]
palette = ["#111111", "#222222", "#333333", "#444444"]
traits = ["round"]
image_prompt = "a seal"
gestures = ["wave"]
name = { ko = "달 물개", en = "Moon Seal" }
persona = { ko = "달을 보는 물개.", en = "A seal who watches the moon." }
catchphrase = { ko = "달 보러 가요.", en = "To the moon." }
voice.kokoro.ko = { preset = "jf_alpha" }
voice.kokoro.en = { preset = "jf_alpha:0.5+jm_kumo:0.5", speed = 1, pitch = 2 }
"""


def test_a_file_that_a_user_drops_in_appears_last(tmp_path: Path) -> None:
    (tmp_path / "characters").mkdir()
    for file in FOLDER.glob("*.toml"):
        shutil.copy(file, tmp_path / "characters")
    (tmp_path / "characters" / "seal.toml").write_text(MINE, encoding="utf-8-sig")  # as Notepad saves it
    cast = load_cast(tmp_path / "characters")
    assert list(cast) == [*IDS, "moon-seal"]
    assert groups_of(cast)[-1][0].id == "mine"
    assert cast["moon-seal"].toon is None
    assert cast["moon-seal"].voice("kokoro", "ko").speed == 1.0


def test_the_record_of_the_illustrator_is_passed_through(tmp_path: Path) -> None:
    (tmp_path / "seal.toml").write_text(MINE + '\n[toon]\nskin = "fur"\neyes = { iris = 0.7 }\n', encoding="utf-8")
    assert load_cast(tmp_path)["moon-seal"].toon == {"skin": "fur", "eyes": {"iris": 0.7}}


def test_a_survey_keeps_the_good_files_beside_the_broken(tmp_path: Path) -> None:
    (tmp_path / "seal.toml").write_text(MINE, encoding="utf-8")
    (tmp_path / "zebra.toml").write_text("id = 3", encoding="utf-8")
    report = survey_cast(tmp_path)
    assert list(report.cast) == ["moon-seal"]
    assert [error.details["file"] for error in report.broken] == ["zebra.toml"]
