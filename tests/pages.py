"""A real HTTP server on loopback with pages that behave well and badly."""

from __future__ import annotations

import gzip
import io
import threading
import time
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from urllib.parse import unquote

from PIL import Image

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FILLER = "<p>" + "도서관은 밤에도 문을 엽니다. 이용자는 하루 평균 395명입니다. " * 6 + "</p>"


def html(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head><title>시험</title>{head}</head><body>{body}</body></html>".encode()


def picture(width: int, height: int, kind: str = "JPEG", seed: int = 0) -> bytes:
    """A real picture with structure, so that differently seeded ones don't look alike."""
    import numpy as np

    small = np.random.default_rng(seed).integers(0, 255, (8, 8, 3), dtype=np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(small).resize((width, height), Image.Resampling.BICUBIC).save(buffer, kind)
    return buffer.getvalue()


def bomb() -> bytes:
    """A PNG of 13,000 x 13,000 white pixels in a few kilobytes."""
    import struct

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    side = 13_000
    rows = zlib.compress(b"\x00" * (side // 8 + 1) * side, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


class Pages(BaseHTTPRequestHandler):
    """Routes by path; `hits` counts requests."""

    hits: ClassVar[list[str]] = []
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        self.hits.append(self.path)
        name = self.path.partition("?")[0].strip("/").replace("-", "_").replace(".", "_")
        route = getattr(self, f"get_{name}", None)
        if route is not None:
            route()
        elif (EXAMPLES / self.path.strip("/")).is_file():
            kind = "text/html" if self.path.endswith(".html") else "image/jpeg"
            self.answer((EXAMPLES / self.path.strip("/")).read_bytes(), kind)
        else:
            self.answer(html("<h1>404</h1>"), status=404)

    def answer(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def get_good(self) -> None:
        self.answer(html("<article><h1>밤 도서관</h1>" + FILLER + "</article>"))

    def get_latin_header(self) -> None:
        self.answer(html("<article>" + FILLER + "</article>"), "text/html; charset=iso-8859-1")

    def get_euckr_as_utf8(self) -> None:
        self.answer(html("<article>" + FILLER + "</article>").decode().encode("cp949"), "text/html; charset=utf-8")

    def get_gzip(self) -> None:
        self.answer(gzip.compress(html("<article>" + FILLER + "</article>")), Content_Encoding="gzip")

    def get_loop(self) -> None:
        self.answer(b"", status=302, Location="/loop")

    def get_to_good(self) -> None:
        self.answer(b"", status=301, Location="/good")

    def get_to_private(self) -> None:
        self.answer(b"", status=302, Location="http://10.0.0.1/")

    def get_to_file(self) -> None:
        self.answer(b"", status=302, Location="file:///etc/passwd")

    def get_hop(self) -> None:
        """Redirects to whatever stands after "?"."""
        self.answer(b"", status=302, Location=unquote(self.path.partition("?")[2]))

    def get_redirect_broken(self) -> None:
        self.answer(b"", status=302, Location="http://[bad/")

    def get_silent(self) -> None:
        time.sleep(3)

    def get_slow_photos(self) -> None:
        self.answer(html("<article><h1>사진</h1>" + FILLER + "".join(f'<img src="slow?{n}">' for n in range(9)) + "</article>"))

    def get_huge(self) -> None:
        self.answer(html("<p>" + "가" * 3_500_000 + "</p>"))

    def get_gzip_bomb(self) -> None:
        self.answer(gzip.compress(b"<p>" + b"a" * 60_000_000), Content_Encoding="gzip")

    def get_pdf(self) -> None:
        self.answer(b"%PDF-1.7 something", "application/pdf")

    def get_pdf_as_html(self) -> None:
        self.answer(b"%PDF-1.7 something")

    def get_empty(self) -> None:
        self.answer(html(""))

    def get_short(self) -> None:
        self.answer(html("<article><p>짧은 글입니다.</p></article>"))

    def get_shell(self) -> None:
        self.answer(html('<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/app.js"></script>'))

    def get_login(self) -> None:
        self.answer(html('<h1>로그인</h1><form><input name="id"><input type="password" name="pw"><button>로그인</button></form>'))

    def get_wall(self) -> None:
        self.answer(html("<h1>제목</h1><p>이 기사는 구독자 전용입니다. 계속 읽으려면 로그인하셔야 합니다.</p>"))

    def get_401(self) -> None:
        self.answer(b"", status=401)

    def get_500(self) -> None:
        self.answer(b"oops", status=500)

    def get_garbage(self) -> None:
        self.answer(bytes(range(256)) * 40)

    def get_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"<p>slow</p>")
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            self.close_connection = True

    def get_cut(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.wfile.write(b"<p>half")
        self.close_connection = True

    def get_photos(self) -> None:
        names = ["a.jpg", "a-copy.jpg", "b.jpg", "small.jpg", "strip.jpg", "bomb.png", "notes.jpg", "missing.jpg", "icon-c.jpg", "http://10.1.2.3/d.jpg"]
        images = "".join(f'<img src="{name}" alt="사진 {name}">' for name in names)
        self.answer(html("<article><h1>사진</h1>" + FILLER + images + "</article>"))

    def get_a_jpg(self) -> None:
        self.answer(picture(900, 700), "image/jpeg")

    def get_a_copy_jpg(self) -> None:
        self.answer(picture(1100, 860), "image/jpeg")

    def get_b_jpg(self) -> None:
        self.answer(picture(700, 900, seed=1), "image/jpeg")

    def get_small_jpg(self) -> None:
        self.answer(picture(399, 800, seed=2), "image/jpeg")

    def get_strip_jpg(self) -> None:
        self.answer(picture(2400, 420, seed=3), "image/jpeg")

    def get_bomb_png(self) -> None:
        self.answer(bomb(), "image/png")

    def get_notes_jpg(self) -> None:
        self.answer(b"not a picture at all", "image/jpeg")


def serve_pages() -> tuple[ThreadingHTTPServer, str]:
    """The running server and its address; the caller shuts it down."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"
