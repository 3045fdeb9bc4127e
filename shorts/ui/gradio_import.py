"""Gradio's first import, without what only an editor needs.

For every component class Gradio 6.31 parses the class's source, and the stub (.pyi) with the names of its events that it writes beside it: more
than a second of every start. It leaves that out for a class that has no file, so here none has one meanwhile.
"""

from __future__ import annotations

import inspect
import sys
from typing import Any


def import_gradio() -> None:
    """Import it; nothing if that has been done. Settings of its environment must have been made before."""
    if "gradio" in sys.modules:
        return
    file_of = inspect.getfile

    def without(thing: Any) -> str:
        if isinstance(thing, type) and thing.__module__.startswith("gradio."):
            raise OSError
        return file_of(thing)

    inspect.getfile = without  # type: ignore[assignment]
    try:
        import gradio  # noqa: F401
    finally:
        inspect.getfile = file_of
