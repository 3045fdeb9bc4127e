"""Serving the studio: one process, the page in Korean at / and, built when first asked for, in English at /en/."""

from __future__ import annotations

import os
import threading
import webbrowser
from typing import TYPE_CHECKING, Any

from shorts.logs import close_log, open_log
from shorts.server.serve import Sharing, announce, closing_all, listen, open_door, run
from shorts.studio import Studio
from shorts.ui.gradio_import import import_gradio

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Language
    from shorts.server.guard import Door
    from shorts.settings import Settings

HEAD = """<script>
Object.defineProperty(navigator, "language", {get: () => "LANGUAGE"});
Object.defineProperty(navigator, "languages", {get: () => ["LANGUAGE"]});
document.documentElement.lang = "LANGUAGE";
</script>
<style>:root { --error-title: "ERROR_TITLE"; }</style>"""
"""Gradio's own words ("Upload" …) follow the browser's language; here they follow the page's. Gradio 6.31 shows every error under the
title "Error", whatever title it is raised with: css/shell.css puts ours in its place."""

QUEUE_SECONDS = 0.05
"""Between two looks of Gradio into its queue of events: what it takes on Windows. Elsewhere it would look every millisecond, which costs an
idle studio 3 % of a core."""


def load_gradio(settings: Settings) -> Path:
    """Set Gradio's environment: no telemetry, no outside look-ups. Then import it. The folder where it is to keep uploads."""
    uploads = settings.cache / "uploads"
    uploads.mkdir(parents=True, exist_ok=True)
    os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1", GRADIO_TEMP_DIR=str(uploads))
    import_gradio()
    return uploads


def make_app(studio: Studio, door: Door | None = None) -> Any:
    """The ASGI application."""
    uploads = load_gradio(studio.settings)
    import gradio as gr
    from fastapi import FastAPI

    from shorts.api.route import ApiRoute
    from shorts.server.files import files_route
    from shorts.server.guard import Door, Guard
    from shorts.server.headers import Headers
    from shorts.server.intake import Intake
    from shorts.server.later import Later
    from shorts.server.login import login_routes
    from shorts.server.portraits import portraits_route
    from shorts.ui.page import build_page, head_script
    from shorts.ui.text import TEXTS
    from shorts.ui.theme import theme
    from shorts.ui.welcome import Welcome
    from shorts.ui.widgets import styles

    door = door or Door()
    heads = {language: HEAD.replace("LANGUAGE", language).replace("ERROR_TITLE", text.look) + head_script(text) for language, text in TEXTS.items()}
    app, english = (FastAPI(docs_url=None, redoc_url=None, openapi_url=None) for _ in range(2))
    portraits = portraits_route(studio.workshop.cast, studio.settings)
    app.router.routes += [*login_routes(door.access), files_route(studio.settings), portraits, ApiRoute(studio)]

    def mounted(to: FastAPI, language: Language, path: str) -> Any:
        page = build_page(studio, language, door)
        page._queue.sleep_when_free = QUEUE_SECONDS
        return gr.mount_gradio_app(to, page, path, head=heads[language], **look)

    app.add_middleware(Later, path="/en", build=lambda: mounted(english, "en", "/en"))
    app.add_middleware(Welcome, preferences=lambda: studio.preferences)
    app.add_middleware(Intake, settings=studio.settings, folder=uploads)
    app.add_middleware(Guard, door=door)
    app.add_middleware(Headers, heads=heads.values())  # the last one added is the outermost
    look: dict[str, Any] = {
        "theme": theme(), "css": styles(), "ssr_mode": False, "run_history": False, "footer_links": [], "show_error": True,
        "max_file_size": studio.settings.upload_bytes, "blocked_paths": [str(path) for path in private_paths(studio.settings)],
    }  # fmt: skip
    return mounted(app, "ko", "/")


def private_paths(settings: Settings) -> list[Path]:
    """What Gradio must never copy or serve, though it lies where Gradio may look."""
    names = ("studio.db", "studio.db-wal", "studio.db-shm", "access.json", "preferences.json", "voices", "logs")
    return [settings.outputs / name for name in names]


def serve(settings: Settings, *, port: int, open_browser: bool, sharing: Sharing | None = None) -> int:
    """Run until Ctrl-C. Raises BadOption if the port is taken, WeakPassword, StorageError."""
    sharing = sharing or Sharing()
    with closing_all(listen(port, everywhere=sharing.lan)) as sockets:
        port = sockets[0].getsockname()[1]
        door, password = open_door(settings, sharing)
        log = open_log(settings)
        studio = Studio(settings)
        try:
            app = make_app(studio, door)
            announce(port, sharing, password, settings)
            if open_browser:
                threading.Timer(1.2, webbrowser.open, [f"http://127.0.0.1:{port}"]).start()
            run(app, sockets)
        finally:
            studio.close()
            close_log(log)
    return 0
