"""Gallery: every short, with search, trash and a way back into each."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from shorts.files import human_size
from shorts.library import Order
from shorts.ui.addresses import file_address
from shorts.ui.names import download_name
from shorts.ui.text.gallery import TEXTS, Text
from shorts.ui.widgets import widget

if TYPE_CHECKING:
    from shorts.library import Item, Library
    from shorts.ui.desk import Desk, Now
    from shorts.ui.frame import Frame

_STEP = 24
"""Cards that are sent at once."""


@dataclass
class GalleryTab:
    desk: Desk
    id: str = "gallery"
    text: Text = field(init=False)
    widget: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]

    @property
    def library(self) -> Library:
        return self.desk.studio.library

    def render(self) -> None:
        asked = (self.listed, self.rename, self.duplicate, self.trash, self.restore, self.erase, self.empty_trash)
        functions = [self.desk.answering(function) for function in asked]
        orders = [{"id": order, "name": getattr(self.text, order)} for order in get_args(Order)]
        self.widget = widget("gallery", {}, functions, words=asdict(self.text), orders=orders)

    def listen(self, frame: Frame) -> None:
        """The widget asks for its pages itself."""

    @property
    def outputs(self) -> list[Any]:
        return [self.widget]

    def mark(self, now: Now) -> object:
        """Whenever a job ends or the open short changes, the widget looks again."""
        return [[(job.id, job.state) for job in self.desk.studio.jobs(4)], now.short and (now.short.id, now.short.name, now.short.state)]

    def view(self, now: Now) -> list[Any]:
        return [{"open": now.short.id if now.short else "", "mark": self.mark(now)}]

    # --- what the widget asks ---

    def listed(self, query: str, trash: bool, order: Order, offset: int) -> dict[str, Any]:
        """Cards from `offset` on, and how many there are."""
        found = self.library.page(str(query), trash=bool(trash), order=order, offset=int(offset), limit=_STEP)
        return {"cards": [self._card(item) for item in found.items], "total": found.total}

    def rename(self, short: str, name: str) -> None:
        self.library.rename(short, name)

    def duplicate(self, short: str) -> str:
        return self.library.duplicate(short).id

    def trash(self, short: str) -> str:
        return self.library.trash(short)

    def restore(self, trashed: str) -> str:
        return self.library.restore(trashed)

    def erase(self, trashed: str) -> None:
        self.library.erase(trashed)

    def empty_trash(self) -> str:
        """How much room that made."""
        return human_size(self.library.empty_trash())

    def _card(self, item: Item) -> dict[str, Any]:
        language = self.desk.language
        video = self.desk.studio.settings.outputs / item.id / "short.mp4"
        served = not item.trashed and item.state == "finished"
        return {
            "id": item.id, "name": item.shown, "state": item.state, "stateName": getattr(self.text, f"state_{item.state}"), "changed": item.changed,
            "seconds": item.seconds, "size": human_size(item.size), "source": item.source, "message": item.message.get(language, ""),
            "poster": file_address(item.poster) if item.poster and not item.trashed else "",
            "video": file_address(video) if served else "", "file": download_name(item.shown, video),
        }  # fmt: skip
