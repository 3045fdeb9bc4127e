"""Voice: being built."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import gradio as gr

from shorts.ui.blank import no_short

if TYPE_CHECKING:
    from shorts.ui.desk import Desk, Now
    from shorts.ui.frame import Frame


@dataclass
class VoiceTab:
    desk: Desk
    id: str = "voice"

    def render(self) -> None:
        gr.HTML(no_short(self.desk.text))

    def listen(self, frame: Frame) -> None:
        """Nothing to wire yet."""

    @property
    def outputs(self) -> list[Any]:
        return []

    def mark(self, now: Now) -> object:
        return None

    def view(self, now: Now) -> list[Any]:
        return []
