"""Serving the studio: one process, the page in Korean at / and in English at /en/."""

from __future__ import annotations

import os
import socket
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING, Any

from shorts.errors import BadOption
from shorts.studio import Studio

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.settings import Settings

HEAD = """<script>
Object.defineProperty(navigator, "language", {get: () => "LANGUAGE"});
Object.defineProperty(navigator, "languages", {get: () => ["LANGUAGE"]});
document.documentElement.lang = "LANGUAGE";
</script>
<style>:root { --error-title: "ERROR_TITLE"; }</style>"""
"""Gradio's own words ("Upload" …) follow the browser's language; here they follow the page's. Gradio 6.31 shows every error under the
title "Error", whatever title it is raised with: css/shell.css puts ours in its place."""


def make_app(studio: Studio) -> Any:
    """The ASGI application. Gradio's environment is set here, before its first import: no telemetry, no outside look-ups."""
    temporary = studio.settings.cache / "uploads"
    temporary.mkdir(parents=True, exist_ok=True)
    os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1", GRADIO_TEMP_DIR=str(temporary))
    import gradio as gr
    from fastapi import FastAPI
    from starlette.staticfiles import StaticFiles

    from shorts.ui.guard import Guard
    from shorts.ui.page import build_page, head_script
    from shorts.ui.text import TEXTS
    from shorts.ui.theme import theme
    from shorts.ui.widgets import styles

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.add_middleware(Guard)
    app.mount("/static/cast", StaticFiles(directory=studio.settings.assets / "cast"))
    look: dict[str, Any] = {
        "theme": theme(), "css": styles(), "ssr_mode": False, "run_history": False, "footer_links": [], "show_error": True, "max_file_size": "20mb",
        "allowed_paths": [str(studio.settings.outputs)],
    }  # fmt: skip
    pages: tuple[tuple[Language, str], ...] = (("en", "/en"), ("ko", "/"))
    for language, path in pages:
        head = HEAD.replace("LANGUAGE", language).replace("ERROR_TITLE", TEXTS[language].look) + head_script(TEXTS[language])
        gr.mount_gradio_app(app, build_page(studio, language), path, head=head, **look)
    return app


def serve(settings: Settings, *, port: int, open_browser: bool) -> int:
    """Run until Ctrl-C. Raises BadOption if the port is taken."""
    import uvicorn

    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            raise BadOption(option="--port", value=port, expected=f"--port {port + 1}")
    studio = Studio(settings)
    try:
        app = make_app(studio)
        address = f"http://127.0.0.1:{port}"
        sys.stderr.write(f"\n  Local Shorts Studio  →  {address}\n\n")
        if open_browser:
            threading.Timer(1.2, webbrowser.open, [address]).start()
        uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=1)  # open pages keep a stream
    finally:
        studio.close()
    return 0
