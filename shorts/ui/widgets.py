"""Parts of the page that have a script of their own: js/NAME.js, with css/NAME.css beside it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HERE = Path(__file__).parent
_ATTRIBUTES = frozenset({"page", "value", "key", "label", "parent", "state", "visible", "props", "head", "every", "inputs"})
"""Names that Gradio keeps on every component, and that a function of the same name would replace."""


@cache
def script(name: str) -> str:
    """The text of js/NAME.js."""
    return (HERE / "js" / f"{name}.js").read_text(encoding="utf-8")


@cache
def styles() -> str:
    """Every css/*.css: the shell's first, then by name."""
    files = sorted((HERE / "css").glob("*.css"), key=lambda path: (path.stem != "shell", path.stem))
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def widget(name: str, value: Any, functions: Sequence[Callable[..., Any]] = (), parts: Sequence[str] = (), **given: Any) -> gr.HTML:
    """A component that js/NAME.js draws into an empty box. `value` is plain data for it: `watch('value', draw)` tells when the server
    changed it. `functions` (see Desk.answering) are called as `await studio.ask(server.NAME, …)`. `given` is data that never changes, for the
    script's `given.…` (as a prop of the component it would be lost at the first update). js/PART.js of `parts` stand before the script, in
    the same scope."""
    taken = [function.__name__ for function in functions if hasattr(gr.HTML, function.__name__) or function.__name__ in _ATTRIBUTES]
    if taken:
        raise ValueError(f"Gradio would take {taken[0]} for its component's own; call the function otherwise")
    constants = json.dumps(given, ensure_ascii=False).replace("<", "\\u003c")
    scripts = "\n".join(map(script, (*parts, name)))
    return gr.HTML(
        value, html_template=f'<div class="widget {name}"></div>', js_on_load=f"const given = {constants};\n{scripts}",
        server_functions=list(functions) or None, elem_id=name, apply_default_css=False,
    )  # fmt: skip
