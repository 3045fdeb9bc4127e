"""Fetching and reading pages: what is read, what is refused, and in which words."""

from __future__ import annotations

import ipaddress
import re
import socket
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

import shorts
from shorts import errors
from shorts.article import fetch_article, source_kind
from shorts.artifacts import Article, ShortRequest
from shorts.progress import Work
from shorts.settings import Settings
from shorts.web.addresses import is_public
from tests.pages import EXAMPLES

REFUSED = [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.254", "127.0.0.1", "127.1.2.3", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.51.100.7", "203.0.113.9",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8",
    "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2001:10::1",
    "2002:7f00:1::", "2002:c0a8:1::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "ff0e::1",
]  # fmt: skip
HOSTILE = [
    "http://localhost:{port}/good", "http://127.0.0.1:{port}/good", "http://127.1:{port}/good", "http://2130706433:{port}/good",
    "http://0x7f000001:{port}/good", "http://0177.0.0.1:{port}/good", "http://0:{port}/good", "http://[::1]:{port}/good",
    "http://[::ffff:127.0.0.1]:{port}/good", "http://[::]:{port}/good", "http://user:pw@127.0.0.1:{port}/good", "http://127.0.0.1:{port}#@example.com/good",
    "http://example.com@127.0.0.1:{port}/good", "file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1:{port}/_GET", "javascript://alert(1)",
    "http://", "http:///good", "http://[bad/", "http://127.0.0.1:99999/good", "dict://127.0.0.1:{port}/x", "http://169.254.169.254/latest/meta-data/",
]  # fmt: skip


def read(source: str, settings: Settings, tmp_path: Path, kind: str = "auto") -> Article:
    return fetch_article(ShortRequest(source, kind=kind), settings, tmp_path / "photos", Work())  # type: ignore[arg-type]


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "93.184.216.34", "211.249.220.24", "2606:4700:4700::1111", "2404:6800:4004::200e"])
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_addresses_never_reach_a_local_listener(address: str, pages: str, hits: list[str], tmp_path: Path) -> None:
    port = pages.rpartition(":")[2]
    with pytest.raises((errors.AddressRefused, errors.Unreachable)):
        read(address.format(port=port), Settings(), tmp_path, kind="url")
    assert hits == []


@pytest.mark.parametrize("path", ["to-private", "to-file"])
def test_a_redirect_is_checked_like_the_first_address(path: str, pages: str, local: Settings, tmp_path: Path) -> None:
    with pytest.raises(errors.AddressRefused):
        read(f"{pages}/{path}", local, tmp_path)


HOPS = [
    "http://100.64.0.1/", "http://[64:ff9b::7f00:1]/", "http://[64:ff9b::a00:1]/", "http://[::ffff:10.0.0.1]/", "http://224.0.0.1/", "http://[ff02::1]/", "http://0xa000001/",
    "http://167772161/", "http://012.0.0.1/", "http://10.1/", "//169.254.169.254/latest/meta-data/", "http://0.0.0.0/", "http://[fe80::1]/", "http://user:pw@10.0.0.1/",
    "ftp://example.com/", "data:text/html,x", "http://[fd00::1]/", "http://192.168.0.1%00.example.com/", "gopher://10.0.0.1/",
]  # fmt: skip


@pytest.mark.parametrize("location", HOPS)
def test_no_hop_leads_to_a_private_place(
    location: str, pages: str, local: Settings, tmp_path: Path, hits: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, connect = set(), socket.create_connection
    monkeypatch.setattr(socket, "create_connection", lambda address, *rest, **more: (opened.add(address[0]), connect(address, *rest, **more))[1])
    with pytest.raises((errors.AddressRefused, errors.Unreachable)):
        read(f"{pages}/hop?{quote(location, safe='')}", local, tmp_path)
    assert (len(hits), opened) == (1, {"127.0.0.1"})


NAMES = [
    ["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], ["2606:4700:4700::1111", "::1"], ["64:ff9b::7f00:1"], ["100.64.0.1"], ["0.0.0.0"],
    ["10.0.0.1", "8.8.8.8"],
]  # fmt: skip


@pytest.mark.parametrize("found", NAMES)
def test_a_name_is_judged_by_every_address_it_has(found: list[str], pages: str, hits: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(pages.rpartition(":")[2])
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found])
    with pytest.raises(errors.AddressRefused):
        read(f"http://looks-public.example:{port}/good", Settings(), tmp_path, kind="url")
    assert hits == []


def test_a_name_that_changes_its_mind_is_asked_once(pages: str, hits: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the first answer is public, each later one loopback. The connection goes to the address that was judged."""
    port, asked, opened = int(pages.rpartition(":")[2]), [], []

    def answer(host: str, *rest: object, **more: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34" if len(asked) == 1 else "127.0.0.1", port))]

    def connect(address: tuple[str, int], *rest: object, **more: object) -> socket.socket:
        opened.append(address[0])
        raise OSError("the test has no Internet")

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(errors.Unreachable):
        read(f"http://rebinding.example:{port}/good", Settings(), tmp_path, kind="url")
    assert (asked, opened, hits) == (["rebinding.example"], ["93.184.216.34"], [])


def test_no_front_end_can_allow_local_pages() -> None:
    package = Path(shorts.__file__).parent
    named = {path.relative_to(package).as_posix() for path in package.rglob("*.py") if "allow_local_pages" in path.read_text(encoding="utf-8")}
    assert named == {"settings.py", "web/fetch.py"}
    assert not Settings().allow_local_pages


@pytest.mark.parametrize("path", ["good", "to-good", "gzip", "latin-header", "euckr-as-utf8"])
def test_pages_that_are_read(path: str, pages: str, local: Settings, tmp_path: Path) -> None:
    article = read(f"{pages}/{path}", local, tmp_path)
    assert "하루 평균 395명" in article.text
    assert article.language == "ko"


REFUSALS = [
    ("none", errors.PageMissing), ("500", errors.PageMissing), ("401", errors.BehindLogin), ("loop", errors.TooManyRedirects),
    ("huge", errors.PageTooLarge), ("gzip-bomb", errors.PageTooLarge), ("pdf", errors.NotAPage), ("pdf-as-html", errors.NotAPage),
    ("empty", errors.NothingToRead), ("short", errors.NothingToRead), ("shell", errors.NeedsBrowser), ("login", errors.BehindLogin),
    ("wall", errors.BehindLogin), ("slow", errors.Unreachable), ("cut", errors.Unreachable), ("garbage", errors.Undecodable),
]  # fmt: skip


@pytest.mark.parametrize(("path", "kind"), REFUSALS)
def test_pages_that_are_refused_with_the_reason_and_the_way_out(path: str, kind: type[errors.ShortsError], pages: str, local: Settings, tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(kind) as caught:
        read(f"{pages}/{path}", local, tmp_path)
    assert type(caught.value) is kind
    assert time.monotonic() - began < 8
    ko, en = caught.value.text("ko"), caught.value.text("en")
    assert re.search(r"[가-힣]", ko)
    assert not re.search(r"[가-힣]", en)
    assert "?" not in ko.replace(pages, "")
    assert caught.value.remedy("ko").endswith((".", "요", "요."))


def test_an_unreachable_host(local: Settings, tmp_path: Path) -> None:
    with pytest.raises(errors.Unreachable):
        read("http://127.0.0.1:9/", local, tmp_path)
    with pytest.raises(errors.Unreachable, match="no such host"):
        read("https://no-such-host.invalid/", local, tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="memory is read with getrusage")
def test_photos_are_checked_before_they_are_decoded(pages: str, local: Settings, tmp_path: Path) -> None:
    import resource

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    article = read(f"{pages}/photos", local, tmp_path)
    assert [(photo.width, photo.height) for photo in article.photos] == [(900, 700), (700, 900)]
    assert article.photos[0].alt == "사진 a.jpg"
    assert all(photo.path.is_file() for photo in article.photos)
    reasons = " | ".join(article.notes)
    for reason in ("the same picture", "too small", "a strip", "megapixels", "not a readable picture", "404", "not a public"):
        assert reason in reasons
    assert "icon-c" not in reasons  # never even fetched
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150_000  # KiB; the bomb would take 169 MB as one byte a pixel


def test_a_product_page(local: Settings, tmp_path: Path) -> None:
    article = read(str(EXAMPLES / "lamp.html"), local, tmp_path)
    assert article.product is not None
    assert (article.product.name, article.product.price, article.product.currency, article.product.rating) == ("모닥 무선 무드등", "39,000", "KRW", "4.8")
    assert "2700K" in article.text
    assert "39,000원" in article.text
    assert not any(word in article.text for word in ("홈", "무드등 |"))


def test_a_news_page(local: Settings, tmp_path: Path) -> None:
    article = read(str(EXAMPLES / "news.html"), local, tmp_path)
    assert article.title == "한빛시 도서관 12곳, 다음 달부터 밤 12시까지 문 연다"
    assert (article.published, article.site) == ("2026-11-16", "한빛일보")
    assert "김서윤" in article.author
    assert "18억 원" in article.text
    assert "주말 전국에 비" not in article.text


def test_a_page_in_euc_kr(pages: str, local: Settings, tmp_path: Path) -> None:
    article = read(f"{pages}/lettuce-euckr.html", local, tmp_path)
    assert "깊이가 15cm 이상" in article.text
    assert "\ufffd" not in article.text


def test_texts_topics_and_markdown(local: Settings, tmp_path: Path) -> None:
    text = "아침 산책을 시작했다\n" + "아침마다 20분씩 걸으면 기분이 좋아집니다. " * 3
    article = read(text, local, tmp_path)
    assert (article.title, article.language) == ("아침 산책을 시작했다", "ko")
    topic = read("아침 산책의 좋은 점", local, tmp_path, kind="topic")
    assert topic.text == "아침 산책의 좋은 점"
    note = tmp_path / "note.md"
    note.write_text("# A walk\n\nWalking **20 minutes** a day [helps](http://x.y). " + "It is easy to begin with. " * 4, encoding="utf-8")
    article = read(str(note), local, tmp_path)
    assert article.title == "A walk"
    assert "Walking 20 minutes a day helps." in article.text


@pytest.mark.parametrize(("source", "kind"), [("  ", errors.BadOption), ("짧다", errors.NothingToRead), ("nowhere.html", errors.MediaUnreadable)])
def test_sources_that_say_nothing(source: str, kind: type[errors.ShortsError], local: Settings, tmp_path: Path) -> None:
    with pytest.raises(kind):
        read(source, local, tmp_path)


def test_a_saved_page_reads_pictures_only_from_its_own_folder(local: Settings, tmp_path: Path) -> None:
    from tests.pages import FILLER, html, picture

    (tmp_path / "outside.jpg").write_bytes(picture(800, 800))
    folder = tmp_path / "saved"
    folder.mkdir()
    (folder / "inside.jpg").write_bytes(picture(800, 800, seed=5))
    page = folder / "page.html"
    page.write_bytes(html("<article>" + FILLER + '<img src="../outside.jpg"><img src="/etc/passwd"><img src="inside.jpg"></article>'))
    article = read(str(page), replace(local, allow_local_pages=False), tmp_path)
    assert [photo.source for photo in article.photos] == ["inside.jpg"]


# --- odd sources -----------------------------------------------------------------------------------------------------

SENTENCE = "서울의 한 서점은 지난달 손님이 두 배로 늘었다고 밝혔어요. "


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (SENTENCE * 6, "text"),  # longer than any file name, on one line
        ("글\0자", "text"),
        ("n.news.naver.com/article/001/0015", "url"),
        ("example.com/page.html", "url"),
        ("www.example.com", "url"),
        ("nowhere.html", "file"),
        ("오늘은 맑음. 내일은 비.", "text"),
    ],
)
def test_what_a_source_is_taken_for(source: str, kind: str) -> None:
    assert source_kind(ShortRequest(source)) == kind


def test_a_text_may_begin_like_the_name_of_a_binary_format(local: Settings, tmp_path: Path) -> None:
    (tmp_path / "mz.txt").write_text("MZ세대가 다시 책을 읽고 있어요. " + SENTENCE * 3, encoding="utf-8")
    assert read(str(tmp_path / "mz.txt"), local, tmp_path).text.startswith("MZ세대가")
    (tmp_path / "program.txt").write_bytes(b"MZ\x90\x00\x03\x00\x00\x00" + b"text " * 100)
    with pytest.raises(errors.NotAPage):
        read(str(tmp_path / "program.txt"), local, tmp_path)


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="http://[bad/x.jpg">',
        '<img src="a%00b.jpg">',
        '<img src="%5C%5C192.0.2.1%5Cshare%5Cx.jpg">',
        '<img src="C:/Windows/x.jpg">',
        f'<img src="{"a" * 400}.jpg">',
        f'<meta property="og:image" content="data:image/png;base64,{"A" * 6000}">',
        '<script type="application/ld+json">{"@type": "Product", "name": "x", "offers": {"price": "' + "1" * 5000 + '"}}</script>',
    ],
)
def test_links_that_are_none_cost_no_more_than_their_photo(tag: str, local: Settings, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"<html><head><title>서점</title></head><body><article><p>{SENTENCE * 8}</p>{tag}</article></body></html>", encoding="utf-8")
    article = read(str(tmp_path / "page.html"), local, tmp_path)
    assert article.photos == ()
    assert "서점" in article.text


def test_a_redirect_to_no_address_is_refused(pages: str, local: Settings, tmp_path: Path) -> None:
    with pytest.raises(errors.AddressRefused):
        read(f"{pages}/redirect-broken", local, tmp_path)


def test_a_page_of_comments_says_nothing(local: Settings, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!-- nothing -->", encoding="utf-8")
    with pytest.raises(errors.NothingToRead):
        read(str(tmp_path / "page.html"), local, tmp_path)


def test_a_topic_keeps_the_language_it_is_written_in(local: Settings, tmp_path: Path) -> None:
    topic = ShortRequest("Walk in the morning: it lifts the mood", kind="topic", language="ko")
    assert fetch_article(topic, local, tmp_path / "photos", Work()).language == "en"


def test_a_cancelled_job_does_not_wait_for_a_silent_server(pages: str, local: Settings, tmp_path: Path) -> None:
    cancel = threading.Event()
    threading.Timer(0.3, cancel.set).start()
    began = time.monotonic()
    with pytest.raises(errors.Cancelled):
        fetch_article(ShortRequest(f"{pages}/silent"), local, tmp_path / "photos", Work(cancel=cancel))
    assert time.monotonic() - began < 1.5


def test_slow_photos_have_a_time_limit_together(pages: str, local: Settings, tmp_path: Path) -> None:
    began = time.monotonic()
    article = read(f"{pages}/slow-photos", replace(local, page_seconds=1.0, photos_seconds=2.0), tmp_path)
    assert time.monotonic() - began < 5
    assert any("time" in note for note in article.notes)
