"""What a page's words are about: phrases for captions' keywords and hashtags."""

from __future__ import annotations

import pytest

from shorts.text.keyphrases import key_phrases


@pytest.mark.parametrize(
    ("text", "wanted", "unwanted"),
    [
        ("100g당 당류는 9g입니다.", "당류", "당 당류"),
        ("1인당 물티슈 3개씩 드립니다.", "물티슈", "인당 물티슈"),
        ("휴대용 무드등이에요.", "휴대용 무드등", "무드"),
        ("2700K 조명을 켜요.", "조명", "K 조명"),
    ],
)
def test_units_are_no_names(text: str, wanted: str, unwanted: str) -> None:
    found = key_phrases([text], "", "ko")
    assert wanted in found
    assert unwanted not in found


def test_what_recurs_or_stands_in_the_title_comes_first() -> None:
    found = key_phrases(["취침 타이머가 있어요.", "배터리는 오래가요.", "취침 타이머를 켜요."], "", "ko")
    assert found[0] == "취침 타이머"
    assert key_phrases(["배터리가 커요.", "램프가 밝아요."], "램프", "ko")[0] == "램프"
