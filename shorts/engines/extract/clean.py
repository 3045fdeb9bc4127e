"""What a page carries besides its text: copyright lines, by-lines, share prompts, captions, crumbs, counters."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(
    r"무단\s*전재|재배포\s*금지|저작권자|ⓒ|©|\(c\)\s|copyright|all rights reserved|[\w.+-]+@[\w-]+\.[\w.]+"
    r"|기사\s*제보|제보는|카카오톡에서|구독과 좋아요|구독하기|"
    r"공유하기|url\s*복사|글자\s*크기|본문\s*바로가기|로그인|회원가입|장바구니|바로구매|찜하기|관련\s*기사"
    r"|많이 본 뉴스|추천\s*기사|댓글\s*\d*$|이전\s*글|다음\s*글|네이버에서|뉴스레터|"
    r"쿠키|개인정보\s*처리|사업자\s*등록|통신판매업|고객센터|교환\s*및\s*반품|javascript|sign up|subscribe"
    r"|newsletter|share this|follow us|click here|read more|related (?:articles|stories)|"
    r"cookie|privacy policy|terms of (?:use|service)|add to (?:cart|basket|wishlist)|log ?in|buy now|in stock"
    r"|advertisement|sponsored|this article (?:was )?(?:first|originally)|image credit|photo(?:graph)? by|"
    r"최종\s*수정|입력\s*\d{4}|기사\s*입력|등록\s*:?\s*\d{4}|updated?:? \w+ \d|published:? |posted (?:on|by)"
    r"|min(?:ute)? read|\d+ comments?$|back to top",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"^(?:"
    r"[가-힣]{2,4}\s*(?:기자|특파원|선임기자|인턴기자|논설위원|PD)(?:\s.*)?|[\[(【][^\])】]{1,20}[=＝][^\])】]*[\])】].{0,4}|"
    r"(?:사진|자료|그림|영상|출처|이미지)\s*[=＝:：/|].*|[▲△▼◀▶]\s?.*(?:사진|제공|모습|DB).*"
    r"|.{0,40}/?\s*사진\s*[=＝]?\s*[가-힣 ]+|.{0,60}\(사진[^)]*\)|"
    r"(?:홈|home)\s*[>›»/].*|[^.!?]{1,20}(?:\s*[>›»]\s*[^.!?]{1,20}){1,}|"
    r"(?:[■▶※]\s*)?(?:문의|배포일|보도일|배포일시|보도시점|자료\s*제공|자료제공|담당자?|연락처|보도자료)\s*[:：].*|<[^>]{2,60}>|"
    r"(?:리뷰|상품평|구매평|조회수?|추천|좋아요|문의)\s*[:：(]?\s*[\d,.]+\)?\s*(?:개|건|회|명)?.*"
    r"|[\d,]+\s*(?:개의?\s*(?:리뷰|상품평)|reviews?|ratings?|views?|likes?|shares?).*|"
    r"(?:photo|image|picture|source|credit|caption|file photo)\s*[:=|].*|by [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}(?:,.*)?|"
    r"\d{4}[.\-/]\s?\d{1,2}[.\-/]\s?\d{1,2}\.?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?|[★☆⭐\s]+[\d.()/ ]*|#\S+(?:\s+#\S+)*|[\W_]+|"
    r"(?:목록|인쇄|스크랩|더\s*보기|맨\s*위로|top|print|menu|search|share|tweet|next|previous|home)"
    r")$",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^(?:[\[(【][^\])】]{1,30}(?:기자|특파원|뉴스|일보|신문"
    r"|[=＝])[^\])】]*[\])】]\s*=?\s*)(?:[가-힣]{2,4}\s*(?:기자|특파원)\s*=\s*)?"
    r"|^[A-Z][A-Z .,'-]{2,30}\s*(?:\([A-Z][\w ]{1,12}\))?\s*[—–-]{1,2}\s+"
    r"|^\([가-힣]{2,6}\s*=\s*[가-힣]+\)\s*[가-힣]{2,4}\s*기자\s*=\s*"
)
_SUFFIX = re.compile(
    r"\s*(?:[가-힣]{2,4}\s*(?:기자|특파원)\s*)?[\w.+-]+@[\w-]+\.[\w.]+\s*$|\s*/\s*[가-힣]{2,4}\s*기자\s*$"
    r"|(?<=다\.)\s*[가-힣]{2,4}\s*기자\s*$"
)


def clean(text: str) -> str:
    """`text` without its boilerplate lines; by-line prefixes and reporters' addresses are cut from the lines that stay."""
    kept: list[str] = []
    for raw in text.splitlines():
        line = _SUFFIX.sub("", _PREFIX.sub("", raw.strip()))
        if line and not is_boilerplate(line) and line not in kept[-3:]:
            kept.append(line)
    return "\n".join(kept)


def is_boilerplate(line: str) -> bool:
    """Whether a line belongs to the page's frame. A long line with one suspicious word is content."""
    line = line.strip()
    if _WHOLE.match(line):
        return True
    return bool(_ANYWHERE.search(line)) and len(line) < 90
