"""The writer's other ways to say a scene: only what the page says, in turn, and an end to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shorts.artifacts import Article, ShortRequest
from shorts.build import Build
from shorts.engines.base import Brief
from shorts.engines.extract import ExtractWriter
from shorts.errors import NothingMore, UnknownScene
from shorts.progress import Work
from shorts.rewrites import another_hook, article_of, reworded, rewrite, shorter
from shorts.script import demand_own_figures, settled
from shorts.settings import Settings
from shorts.short import new_short, save_short
from shorts.text.length import syllables
from tests.script_articles import character, load

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Script

ARTICLES = ("ko_product", "ko_news", "en_product", "en_howto")


def written(name: str) -> tuple[Script, Article]:
    article, _ = load(name)
    brief = Brief(article.language, character(), 20.0, 6.5 if article.language == "ko" else 4.5)
    return settled(ExtractWriter().write(article, brief, Work()), ()), article


@pytest.mark.parametrize("name", ARTICLES)
def test_hooks_come_in_turn_and_begin_again(name: str) -> None:
    script, article = written(name)
    first, heard = script.scenes[0].narration, []
    for _ in range(20):
        script = another_hook(script, article, character(), 0)
        demand_own_figures(script, article)
        heard.append(script.scenes[0].narration)
        if heard[-1] == first:
            break
    assert len(set(heard)) == len(heard) >= 2
    assert heard[-1] == first


@pytest.mark.parametrize("name", ARTICLES)
def test_a_scene_is_written_again_from_sentences_that_nobody_says_yet(name: str) -> None:
    script, article = written(name)
    scene, heard = script.scenes[1], [script.scenes[1].narration]
    for _ in range(2):
        script = rewrite(script, scene.id, article, character(), 0)
        demand_own_figures(script, article)
        assert script.scenes[1].narration not in [other.narration for other in script.scenes if other.id != scene.id]
        assert all(word in script.scenes[1].narration for word in script.scenes[1].caption)
        heard.append(script.scenes[1].narration)
    assert len(set(heard)) == 3
    assert replace(script.scenes[1], narration="", caption=()) == replace(scene, narration="", caption=())
    assert rewrite(script, script.scenes[-1].id, article, character(), 0).scenes[-1].narration != script.scenes[-1].narration


def test_a_page_with_nothing_left_says_so() -> None:
    script, article = written("ko_product")
    whole = replace(script.scenes[1], id="s9", narration=article.text.replace("\n", " ")[:990])
    everything = replace(script, scenes=(*script.scenes[:-1], whole, replace(whole, id="s10", narration=article.text.replace("\n", " ")[-990:])))
    with pytest.raises(NothingMore, match="isn't said yet"):
        rewrite(everything, "s2", article, character(), 0)


def test_shorter_takes_a_clause_then_a_sentence_and_then_nothing() -> None:
    script, _ = written("ko_news")
    long = "서울시는 교통비 부담을 덜기 위해 요금을 내렸어요. 커피는 3,000원이에요."
    script = replace(script, scenes=(replace(script.scenes[0], narration=long, caption=("3,000원", "교통비")), *script.scenes[1:]))
    lengths = [syllables(long, "ko")]
    for _ in range(2):
        script = shorter(script, "s1")
        lengths.append(syllables(script.scenes[0].narration, "ko"))
    assert lengths == sorted(lengths, reverse=True)
    assert len(set(lengths)) == 3
    assert (script.scenes[0].narration, script.scenes[0].caption) == ("커피는 3,000원이에요.", ("3,000원",))
    with pytest.raises(NothingMore) as raised:
        shorter(script, "s1")
    assert raised.value.what("ko") == "더 짧게 말할 방법이 없습니다."


def test_shorter_keeps_the_speech_level_and_the_language() -> None:
    script, _ = written("ko_news")
    formal = replace(script, scenes=(replace(script.scenes[0], narration="서울시는 교통비 부담을 덜기 위해 요금을 내렸습니다.", caption=()),))
    assert shorter(formal, "s1").scenes[0].narration == "서울시는 요금을 내렸습니다."
    english, _ = written("en_news")
    one = replace(english, scenes=(replace(english.scenes[0], narration="The city cut its fares, which had risen for years, in order to help commuters.", caption=()),))
    assert len(shorter(one, "s1").scenes[0].narration) < len(one.scenes[0].narration)


def test_the_page_is_read_from_the_manifest_while_a_job_holds_the_lock(tmp_path: Path) -> None:
    script, article = written("ko_product")
    short = replace(new_short(ShortRequest("https://example.com/lamp"), replace(Settings(), outputs=tmp_path)), script=script)
    save_short(short)
    assert article_of(short) is None
    with pytest.raises(NothingMore, match="no page"):
        reworded(short, "rewrite", character(), "s2")
    with Build.opened(short.folder) as build:
        for title in ("옛 제목", article.title):
            build.step("article", {"visit": title}, Article, lambda title=title: replace(article, title=title))
        build.step("voice", {}, Article, lambda: replace(article, title="다른 단계"))
        assert article_of(short) == article
        assert reworded(short, "hook", character()).script != script
    with (short.folder / "manifest.jsonl").open("ab") as file:
        file.write(b'{"key": "torn", "step": "article", "val')
    assert article_of(short) == article
    with pytest.raises(UnknownScene):
        reworded(short, "shorter", character(), "s99")
