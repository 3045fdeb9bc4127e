"""Video: captions, title, transitions and music, each with a look or a listen before anything is rendered."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from shorts.artifacts import TitleMode, Transitions
from shorts.music_preview import preview_track
from shorts.picture.caption_styles import STYLES
from shorts.picture.style_sheet import caption_preview
from shorts.tracks import add_music, load_tracks, remove_music
from shorts.ui.text.video import TEXTS, Text
from shorts.ui.uploads import data_address, uploaded
from shorts.ui.widgets import widget

if TYPE_CHECKING:
    from collections.abc import Callable

    from shorts.ui.desk import Desk, Now, Session
    from shorts.ui.frame import Frame

_FIELDS: dict[str, Callable[[str], object]] = {
    "captions": str, "title": str, "transitions": str, "graphics": lambda value: value == "true", "music": str, "music_level": float,
}  # fmt: skip
"""What is chosen here, and as what it comes from the page."""


@dataclass
class VideoTab:
    desk: Desk
    id: str = "video"
    text: Text = field(init=False)
    look: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]

    def render(self) -> None:
        functions = [self.desk.answering(function) for function in (self.caption_look, self.track_sound, self.add_track, self.remove_track)]
        column = int(self.desk.language == "en")
        styles = [{"id": style.id, "name": style.names[column]} for style in STYLES.values()]
        kinds = [{"id": kind, "name": getattr(self.text, kind)} for kind in get_args(Transitions)]
        drawn = [{"id": str(shown).lower(), "name": getattr(self.text, "graphics_on" if shown else "graphics_off")} for shown in (True, False)]
        titles = [{"id": mode, "name": getattr(self.text, f"title_{mode}")} for mode in get_args(TitleMode)]
        self.look = widget("look", {}, functions, words=asdict(self.text), styles=styles, kinds=kinds, titles=titles, drawn=drawn)

    def listen(self, frame: Frame) -> None:
        frame.on_act(self.look, self._choose)

    @property
    def outputs(self) -> list[Any]:
        return [self.look]

    def mark(self, now: Now) -> object:
        return self._state(now)

    def view(self, now: Now) -> list[Any]:
        return [self._state(now)]

    # --- what the widget asks ---

    def caption_look(self, style: str, character: str) -> str:
        """A picture of a caption style in a character's colours."""
        palette = self.desk.studio.workshop.character(character).palette
        return data_address(caption_preview(style, self.desk.language, self.desk.studio.settings, palette))

    def track_sound(self, track: str, level: float) -> str:
        """The beginning of a track."""
        return data_address(preview_track(track, round(float(level)), self.desk.studio.settings))

    def add_track(self, file: str, name: str) -> str:
        """Put an uploaded file on the shelf; the new track's id."""
        settings = self.desk.studio.settings
        with uploaded(file, settings) as path:
            return add_music(path, Path(name).name, settings).id

    def remove_track(self, track: str) -> None:
        remove_music(track, self.desk.studio.settings)

    # --- handlers ---

    def _choose(self, session: Session, press: dict[str, str]) -> Session:
        name = press["field"]
        value = _FIELDS[name](press["value"])
        self.desk.choose(session, **{name: value})
        return {"choices": {name: value}}

    def _state(self, now: Now) -> dict[str, Any]:
        request, column = self.desk.request(now.session), int(self.desk.language == "en")
        tracks = [
            {"id": track.id, "name": track.titles[column], "mood": track.moods[column], "own": not track.ours}
            for track in load_tracks(self.desk.studio.settings).values()
        ]
        chosen = {name: getattr(request, name) for name in _FIELDS}
        return {**chosen, "tracks": tracks, "character": request.character, "short": now.short.id if now.short else ""}
