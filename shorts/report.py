"""What goes with the video: a report of what made what, and the text to paste when it is uploaded."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING, Any

import imageio_ffmpeg

import shorts
from shorts.picture.lettering_fonts import FONTS
from shorts.toon import acting
from shorts.values import to_plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shorts.artifacts import Article, Language, Script, ShortRequest
    from shorts.cast import Character
    from shorts.engines.base import Engine
    from shorts.music import Track
    from shorts.short import Short

DISCLOSURE: dict[Language, str] = {
    "ko": "이 영상의 캐릭터, 목소리, 대본 요약은 AI 도구로 만들었습니다.",
    "en": "The presenter, the voice and the summary in this video were made with AI tools.",
}
PLATFORM_HINT: dict[Language, str] = {
    "ko": "올릴 때: YouTube ‘변경되거나 합성된 콘텐츠’, TikTok ‘AI 생성 콘텐츠’, Instagram ‘AI 정보’ 표시를 켜 주세요. "
    "광고·협찬·제휴라면 그 사실도 꼭 밝혀 주세요. (이 안내는 법률 자문이 아닙니다.)",
    "en": "When you upload: switch on YouTube's “altered or synthetic content”, TikTok's “AI-generated content” or Instagram's “AI info”. "
    "Say so if it is an ad, sponsored or an affiliate post. (This hint is not legal advice.)",
}

_NEAR = 0.10  # of the length asked for


def post_text(script: Script, article: Article, request: ShortRequest) -> str:
    """Title, description, source, hashtags and disclosure, ready to paste."""
    language = script.language
    source = {"ko": "출처", "en": "Source"}[language]
    parts = [
        script.title,
        script.description,
        f"{source}: {' · '.join(part for part in (article.site, article.url) if part)}" if article.url else "",
        request.ad_line,
        DISCLOSURE[language] if request.ai_label else "",
        " ".join(f"#{tag.lstrip('#')}" for tag in script.hashtags),
    ]
    return "\n\n".join(part for part in parts if part) + f"\n\n--\n{PLATFORM_HINT[language]}\n"


def remarks(short: Short) -> list[dict[str, str]]:
    """Where a finished short isn't what was asked for, by language: a page that says too little gives fewer scenes, fewer seconds."""
    request, script, finished = short.request, short.script, short.finished
    if script is None or finished is None:
        return []
    found = []
    if finished.eased:
        count, how = len(finished.eased), ", ".join(dict.fromkeys(finished.eased))
        found.append({
            "ko": f"참고: 메모리가 부족해 그림과 영상 중 {count}개를 한 단계 낮춰 만들었습니다({how}). 다른 프로그램을 닫고 그 장면을 다시 만들면 원래 크기로 나옵니다.",
            "en": f"Note: memory ran short, so pictures and clips were made one tier lower ({how}): {count}. Close other programs and take those scenes again.",
        })  # fmt: skip
    if short.edited:
        return found
    if abs(finished.seconds / request.seconds - 1) > _NEAR:
        wanted, made = round(request.seconds), round(finished.seconds)
        found.append({
            "ko": f"참고: 글의 분량에 맞추어 {wanted}초가 아니라 {made}초가 되었습니다.",
            "en": f"Note: the text makes {made} seconds, not the {wanted} asked for.",
        })  # fmt: skip
    if request.scenes and request.scenes != len(script.scenes):
        found.append({
            "ko": f"참고: 글의 분량에 맞추어 장면이 {request.scenes}개가 아니라 {len(script.scenes)}개가 되었습니다.",
            "en": f"Note: the text makes {len(script.scenes)} scenes, not the {request.scenes} asked for.",
        })  # fmt: skip
    return found


def metadata_of(script: Script, request: ShortRequest) -> dict[str, str]:
    """Tags of the file itself: players and platforms read them."""
    comment = " ".join(part for part in (request.ad_line, DISCLOSURE[script.language] if request.ai_label else "") if part)
    return {"title": script.title, "description": script.description, "comment": comment}


def report_of(
    article: Article, script: Script, request: ShortRequest, character: Character, engines: Mapping[str, Engine], track: Track | None, made: Mapping[str, Any]
) -> dict[str, Any]:
    """What made what: request, engines with versions and licences, seeds, notes. `made`: figures of this very run."""
    return {
        "studio": shorts.__version__,
        "python": platform.python_version(),
        "request": to_plain(request),
        "source": {"url": article.url, "title": article.title, "site": article.site, "published": article.published, "notes": list(article.notes)},
        "photos": [{"id": photo.id, "source": photo.source} for photo in article.photos],
        "character": character.id,
        "engines": {
            kind: {
                "id": engine.id,
                "version": engine.version,
                "licence": engine.capabilities.licence,
                "commercial_use": engine.capabilities.commercial_use,
            }
            for kind, engine in engines.items()
        },
        "pictures": {"id": "toon", "acting": acting.VERSION, "licence": "Apache-2.0", "commercial_use": True},
        "fonts": {"names": list(FONTS), "licence": "OFL-1.1"},
        "encoder": {"id": "ffmpeg", "version": imageio_ffmpeg.get_ffmpeg_version(), "licence": "GPL-3.0"},
        "music": {"id": track.id, "licence": track.licence} if track else None,
        "script": to_plain(script),
        "made": dict(made),
    }
