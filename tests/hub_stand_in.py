"""A local server that speaks the model hub's HTTP: listing, HEAD and GET with ranges, redirects of large files, refusals, faults.

That it speaks it rightly is tested by letting huggingface_hub's own hf_hub_download use it (tests/test_models_install.py).
"""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

COMMIT = "a" * 40


def large(name: str) -> bool:
    return name.endswith((".safetensors", ".pth", ".bin"))


def blob_of(data: bytes) -> str:
    return hashlib.sha1(f"blob {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()


@dataclass
class Repo:
    """`break_at`: file → how often its connection breaks at half of what is left; `lie`: file → content sent instead of the published."""

    files: dict[str, bytes]
    commit: str = COMMIT
    gated: bool = False
    break_at: dict[str, int] = field(default_factory=dict)
    lie: dict[str, bytes] = field(default_factory=dict)
    claim: dict[str, int] = field(default_factory=dict)  # file → size that the listing claims


class HubStandIn:
    """`with HubStandIn({"owner/name": Repo(...)}) as hub: … hub.address`; `requests` are (method, path, range)."""

    def __init__(self, repos: dict[str, Repo]) -> None:
        self.repos = repos
        self.requests: list[tuple[str, str, str]] = []
        self.hold = threading.Event()  # cleared: large files wait after their first half
        self.hold.set()
        self.holding = threading.Event()
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = 1 << 16  # headers and body in one packet

            def log_message(self, *args: object) -> None:
                """Quiet."""

            def do_HEAD(self) -> None:
                hub.answer(self)

            def do_GET(self) -> None:
                hub.answer(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> HubStandIn:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.hold.set()
        self._server.shutdown()
        self._server.server_close()

    def got(self, name: str) -> list[str]:
        """The ranges asked of a file's content, "" for the whole."""
        return [span for method, path, span in self.requests if method == "GET" and path.endswith(name)]

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = unquote(urlsplit(request.path).path)
        self.requests.append((request.command, path, request.headers.get("Range", "")))
        parts = path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            self._api(request, "/".join(parts[2:4]), *(parts[4:6] or ("revision", "main")))
        elif parts[0] == "cdn":
            self._content(request, "/".join(parts[1:3]), "/".join(parts[3:]))
        elif len(parts) > 4 and parts[2] == "resolve":
            self._resolve(request, "/".join(parts[:2]), parts[3], "/".join(parts[4:]))
        else:
            self._refuse(request, 404)

    def _repo(self, request: BaseHTTPRequestHandler, name: str, revision: str) -> Repo | None:
        repo = self.repos.get(name)
        if repo is None:
            self._refuse(request, 404, "RepoNotFound")
        elif revision not in ("main", repo.commit):
            self._refuse(request, 404, "RevisionNotFound")
            return None
        return repo

    def _api(self, request: BaseHTTPRequestHandler, name: str, what: str, revision: str) -> None:
        repo = self._repo(request, name, revision)
        if repo is None:
            return
        rows = []
        for path, data in repo.files.items():
            size = repo.claim.get(path, len(data))
            lfs = {"sha256": hashlib.sha256(data).hexdigest(), "size": size, "pointerSize": 130} if large(path) else None
            if what == "tree":
                rows.append({"type": "file", "path": path, "size": size, "oid": blob_of(data)} | ({"lfs": lfs | {"oid": lfs["sha256"]}} if lfs else {}))
            else:
                rows.append({"rfilename": path, "size": size, "blobId": blob_of(data)} | ({"lfs": lfs} if lfs else {}))
        self._json(request, rows if what == "tree" else {"id": name, "sha": repo.commit, "gated": repo.gated, "private": False, "siblings": rows})

    def _resolve(self, request: BaseHTTPRequestHandler, name: str, revision: str, path: str) -> None:
        repo = self._repo(request, name, revision)
        if repo is None:
            return
        if repo.gated:
            self._refuse(request, 403, "GatedRepo")
        elif path not in repo.files:
            self._refuse(request, 404, "EntryNotFound", repo.commit)
        elif large(path):  # the hub sends large files through a content network
            data = repo.files[path]
            request.send_response(302)
            request.send_header("Location", f"{self.address}/cdn/{name}/{path}")
            request.send_header("X-Repo-Commit", repo.commit)
            request.send_header("X-Linked-Size", str(len(data)))
            request.send_header("X-Linked-Etag", f'"{hashlib.sha256(data).hexdigest()}"')
            request.send_header("Content-Length", "0")
            request.end_headers()
        else:
            self._content(request, name, path)

    def _content(self, request: BaseHTTPRequestHandler, name: str, path: str) -> None:
        repo = self.repos[name]
        data = repo.lie.get(path, repo.files[path])
        span = request.headers.get("Range", "")
        start = int(span.removeprefix("bytes=").partition("-")[0]) if span else 0
        request.send_response(206 if span else 200)
        if span:
            request.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        request.send_header("X-Repo-Commit", repo.commit)
        request.send_header("ETag", f'"{blob_of(data)}"')
        request.send_header("Accept-Ranges", "bytes")
        request.send_header("Content-Length", str(len(data) - start))
        request.end_headers()
        if request.command == "HEAD":
            return
        half = start + (len(data) - start) // 2
        request.wfile.write(data[start:half])
        if repo.break_at.get(path, 0) > 0:
            repo.break_at[path] -= 1
            request.close_connection = True  # the other side waits for bytes that never come
            return
        if large(path) and not self.hold.is_set():
            request.wfile.flush()
            self.holding.set()
            self.hold.wait(10)
        request.wfile.write(data[half:])

    def _refuse(self, request: BaseHTTPRequestHandler, status: int, code: str = "", commit: str = "") -> None:
        request.send_response(status)
        if code:
            request.send_header("X-Error-Code", code)
        if commit:
            request.send_header("X-Repo-Commit", commit)
        request.send_header("Content-Length", "0")
        request.end_headers()

    def _json(self, request: BaseHTTPRequestHandler, value: object) -> None:
        body = json.dumps(value).encode()
        request.send_response(200)
        request.send_header("Content-Type", "application/json")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
