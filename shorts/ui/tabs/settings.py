"""Settings: how the page looks, what new shorts begin with, room on the disk, other devices, and how this installation is."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from shorts import __version__
from shorts.doctor import examine
from shorts.errors import StorageUnreadable
from shorts.files import storage_errors
from shorts.logs import log_path
from shorts.picture.caption_styles import STYLES
from shorts.shelf import size_of
from shorts.ui.preferring import changed
from shorts.ui.sharing import Shared
from shorts.ui.text.settings import TEXTS, Text
from shorts.ui.widgets import widget
from shorts.ui.writers import words_of, writer_choices
from shorts.values import to_plain

if TYPE_CHECKING:
    from shorts.ui.desk import Desk, Now, Session
    from shorts.ui.frame import Frame

_LENGTHS = (15, 30, 45, 60)


@dataclass
class SettingsTab:
    desk: Desk
    id: str = "settings"
    text: Text = field(init=False)
    shared: Shared = field(init=False)
    _view: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]
        self.shared = Shared(self.desk.door)

    def render(self) -> None:
        shared = self.shared
        mine = (self.prefer, self.script_writers, self.disk, self.clean, self.examine, self.third_party)
        acts = (*mine, shared.access, shared.sign_out_others, shared.make_token, shared.revoke_token)
        functions = [self.desk.answering(act) for act in acts]
        self._view = widget("settings", {}, functions, words=asdict(self.text), **self._given())

    def listen(self, frame: Frame) -> None:
        frame.on_act(self._view, self._begin_afresh)

    @property
    def outputs(self) -> list[Any]:
        return [self._view]

    def mark(self, now: Now) -> object:
        return self._state()

    def view(self, now: Now) -> list[Any]:
        return [self._state()]

    # --- what the widget asks ---

    def prefer(self, name: str, value: Any) -> dict[str, Any]:
        """Keep one preference. Raises BadOption, UnknownChoice, DiskFull, OutputUnwritable."""
        studio = self.desk.studio
        studio.change_preferences(lambda now: changed(now, name, value, studio.workshop))
        return self._state()

    def _begin_afresh(self, session: Session, press: dict[str, str]) -> Session:
        """What this browser chose before for the next short must not outweigh a default that is set now."""
        return {"choices": {press.get("name", ""): None}}

    def script_writers(self, chosen: str) -> list[dict[str, Any]]:
        """Who can be the usual writer of scripts, `chosen` among them; asks Ollama."""
        return writer_choices(self.desk.studio, self.desk.language, chosen)

    def disk(self, fresh: bool = False) -> dict[str, int]:
        """Bytes by kind, models too; unless `fresh`, a measurement may be half a minute old."""
        studio = self.desk.studio
        return {**asdict(studio.disk.use(fresh=fresh is True)), "models": size_of(studio.settings.models)}

    def clean(self, kinds: list[Any]) -> dict[str, Any]:
        """Raises BadOption, OutputUnwritable."""
        freed = self.desk.studio.disk.clean_up(kinds)
        return {"freed": freed, "use": self.disk()}

    def examine(self) -> list[dict[str, Any]]:
        """What the doctor finds, in the page's language."""
        said = self.desk.language
        return [
            {"name": found.called(said), "works": found.works, "optional": found.optional, "seen": found.told(said), "remedy": found.remedy(said)}
            for found in examine(self.desk.studio.settings)
        ]  # fmt: skip

    def third_party(self) -> str:
        """Raises StorageUnreadable."""
        file = self.desk.studio.settings.root / "THIRD_PARTY.md"
        with storage_errors(file, StorageUnreadable):
            return file.read_text(encoding="utf-8")

    # --- what is shown ---

    def _state(self) -> dict[str, Any]:
        studio, said = self.desk.studio, self.desk.language
        notices = [notice.text(said) for notice in studio.notices]
        usual = to_plain(self.desk.usual_request())
        kept = studio.preferences
        usable = {name: usual[name] for name in ("character", "captions", "script_engine")}
        return {"preferences": to_plain(kept) | usable, "ollama": studio.settings.ollama, "notices": notices, "cast": self._presenters()}

    def _presenters(self) -> list[tuple[str, str]]:
        """Who can be the usual one, now: (id, name)."""
        return [(one.id, one.names[self.desk.language]) for one in self.desk.studio.workshop.cast.values() if one.toon is not None]

    def _given(self) -> dict[str, Any]:
        """What never changes while the studio runs."""
        settings, said = self.desk.studio.settings, self.desk.language
        lengths = [(str(n), self.desk.text.seconds.format(n=n)) for n in _LENGTHS]
        places = {"shorts": settings.outputs, "models": settings.models, "cache": settings.cache, "logs": log_path(settings)}
        return {
            "language": said, "version": __version__, "lengths": lengths,
            "writer": words_of(said), "captions": [(style.id, style.names[int(said == "en")]) for style in STYLES.values()],
            "places": {name: str(path) for name, path in places.items()}, "quota": settings.cache_bytes,
        }  # fmt: skip
