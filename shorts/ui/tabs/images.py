"""Images: what each scene shows, looked at before anything is rendered. js/images.js draws the cards and asks for their previews."""

from __future__ import annotations

import logging
import threading
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, get_args

from shorts import scene_edits
from shorts.artifacts import Article, Expression, Footage, Gesture, Light, Motion, Setting
from shorts.build import last_made
from shorts.errors import BadOption, NothingMore, ShortsError, StorageUnreadable, UnknownChoice, UnknownScene
from shorts.files import storage_errors
from shorts.image_styles import find_style
from shorts.media import offered
from shorts.models.store import folder_of
from shorts.takes import look_of, next_take, picked
from shorts.ui.addresses import file_address
from shorts.ui.image_engines import FIELDS, drawing_entries, engine_choices, fitting, mover_choices, style_choices
from shorts.ui.look_fields import checked_look
from shorts.ui.text.images import TEXTS, Text
from shorts.ui.uploads import uploaded
from shorts.ui.widgets import widget
from shorts.values import key_of, to_plain

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.arrivals import Arrival
    from shorts.artifacts import Picture, Scene, Script, ShortRequest
    from shorts.short import Short
    from shorts.ui.desk import Desk, Now
    from shorts.ui.frame import Frame

log = logging.getLogger(__name__)
CHOICES = {"motion": get_args(Motion), "setting": get_args(Setting), "light": get_args(Light), "gesture": get_args(Gesture), "expression": get_args(Expression)}
"""Fields of a scene with a list to choose from."""
_AT_ONCE = 3.0
"""Seconds that an upload's answer waits for a picture to be ready; a video goes on behind it."""


@dataclass
class ImagesTab:
    desk: Desk
    id: str = "images"
    text: Text = field(init=False)
    _view: Any = field(default=None, repr=False)
    _prepared: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]

    def render(self) -> None:
        functions = (self.frame, self.set_look, self.retake, self.pick, self.set_seed, self.set_engine, self.take_in, self.dismiss, self.remove, self.step)
        settings = self.desk.studio.settings
        self._view = widget(
            "images", {"short": ""}, [self.desk.answering(function) for function in functions], ("images_draw", "images_frames", "images_send"),
            words=asdict(self.text), choices=CHOICES, largest=settings.upload_bytes,
        )  # fmt: skip

    def listen(self, frame: Frame) -> None:
        """The widget's script asks the server by itself."""

    @property
    def outputs(self) -> list[Any]:
        return [self._view]

    def mark(self, now: Now) -> object:
        short = now.short
        if short is None:
            return None
        engines = [_changed(folder_of(entry, self.desk.studio.settings)) for entry in drawing_entries(self.desk.studio)]
        return [short.id, *_stamps(short), now.active, engines, to_plain(self.desk.studio.arrivals.of_short(short.id))]

    def view(self, now: Now) -> list[Any]:
        if now.short is None:
            return [{"short": ""}]
        self._prepare(now.short)
        return [self.state(now.short.id)]

    def state(self, short: str) -> dict[str, Any]:
        """All that the widget draws. `stamp` orders what reaches a browser by two ways. Raises UnknownChoice, ScriptBroken, StoreDamaged."""
        studio = self.desk.studio
        stamp = _changed(studio.short(short).folder / "short.json")  # looked at first: never newer than what is read
        found = studio.short(short)
        undo, redo = studio.undo_state(short)
        arrivals = [self._arrival(arrival) for arrival in studio.arrivals.of_short(short)]
        shown = {"short": short, "stamp": stamp, "undo": undo, "redo": redo, "aspect": found.request.aspect, "seed": found.request.seed, "arrivals": arrivals}
        if found.script is None:
            return {**shown, "scenes": None, "active": any(job.active for job in studio.jobs_of(short))}
        page = _page_photos(found)
        own = offered(found)
        used = {scene.photo for scene in found.script.scenes}
        offers = [_offer(picture, own=picture in own, used=picture.id in used) for picture in (*page, *own) if _seen(picture).is_file()]
        known = {picture.id for picture in (*page, *found.uploads)}
        scenes = [_scene(found, found.script, place, known) for place in range(len(found.script.scenes))]
        return {**shown, "scenes": scenes, "pictures": offers, **self._engines(found)}

    def _engines(self, short: Short) -> dict[str, Any]:
        studio, said, request = self.desk.studio, self.desk.language, short.request
        return {
            "engines": engine_choices(studio, said, self.text, request.image_engine), "styles": style_choices(said),
            "movers": mover_choices(studio, said, self.text), "chosen": {name: getattr(request, name) for name in FIELDS},
        }  # fmt: skip

    # --- what the widget asks for ---

    def frame(self, short: str, scene: str, take: str = "") -> dict[str, Any]:
        """A picture of a scene as it would look, or with an earlier picture. `shown`: can its photo be seen at all? No `src`: the scene is no more."""
        found, previews = self.desk.studio.short(short), self.desk.studio.previews
        try:
            wanted = _scene_of(found, scene)
        except UnknownScene:  # a page may ask before it hears of an undo
            return {"src": "", "shown": False}
        if take:
            wanted = picked(wanted, _take_of(found, scene, take))
        moment = previews.seen_at(found, wanted)
        return {"src": file_address(previews.frame(found, wanted, previews.best_at(found, wanted))), "shown": moment is not None}

    def set_look(self, short: str, scene: str, fields: dict[str, Any]) -> dict[str, Any]:
        """Change fields of a scene that are about its picture. Raises UnknownChoice, BadOption, UnknownScene."""

        def change(before: Short) -> Short:
            known = [picture.id for picture in (*_page_photos(before), *before.uploads)]
            values = checked_look(fields, _scene_of(before, scene), known)
            return replace(before, script=scene_edits.set_fields(_script_of(before), scene, **values))

        self.desk.studio.edit(short, change, merge=f"{','.join(fields)} {scene}" if fields.keys() <= {"focus", "image_prompt"} else "")
        return self.state(short)

    def retake(self, short: str, scene: str) -> dict[str, Any]:
        """Stage a scene otherwise than ever before; all of them for ""."""

        def change(before: Short) -> Short:
            script = _script_of(before)
            for one in script.scenes:
                if scene in ("", one.id):
                    script = scene_edits.set_fields(script, one.id, take=next_take(before, one))
            return replace(before, script=script)

        self.desk.studio.edit(short, change)
        return self.state(short)

    def pick(self, short: str, scene: str, take: str) -> dict[str, Any]:
        """Bring back an earlier picture of a scene. Raises UnknownChoice."""

        def change(before: Short) -> Short:
            look = look_of(_take_of(before, scene, take))
            return replace(before, script=scene_edits.set_fields(_script_of(before), scene, **look))

        self.desk.studio.edit(short, change)
        return self.state(short)

    def set_seed(self, short: str, seed: int) -> dict[str, Any]:
        value = min(max(int(seed), 0), 2**31 - 1)
        self.desk.studio.edit(short, lambda before: replace(before, request=replace(before.request, seed=value)), merge="seed")
        return self.state(short)

    def set_engine(self, short: str, name: str, value: str) -> dict[str, Any]:
        """Choose what draws the scenes, in which style, and what moves them; shorts begun later take it over.

        Raises BadOption, UnknownChoice, EngineUnavailable, UnsafeWeights.
        """
        studio = self.desk.studio
        if name not in FIELDS:
            raise BadOption(option=name, value=value, expected=", ".join(FIELDS))
        wanted: dict[str, Any] = {name: str(value)}
        chosen = fitting(replace(studio.short(short).request, **wanted))
        studio.workshop.artist(chosen["image_engine"])
        studio.workshop.mover(chosen["motion_engine"])
        find_style(chosen["image_style"])

        def fitted(request: ShortRequest) -> dict[str, Any]:
            return dict(fitting(replace(request, **wanted)))

        # of what is there by then: two choices that follow each other quickly both count
        studio.edit(short, lambda before: replace(before, request=replace(before.request, **fitted(before.request))), merge="engine")
        studio.change_preferences(lambda now: replace(now, **dict[str, Any](fitting(studio.short(short).request))))
        return self.state(short)

    def take_in(self, short: str, scene: str, file: str, name: str) -> dict[str, Any]:
        """Make an uploaded file ready, and show it in `scene` unless that is "". What is refused is told with the arrivals."""
        studio = self.desk.studio
        with ExitStack() as held:
            path = held.enter_context(uploaded(file, studio.settings))
            arrival = studio.arrivals.begin(studio.short(short).id, path, str(name), scene, held.pop_all().close)
        studio.arrivals.wait(arrival, _AT_ONCE)
        return self.state(short)

    def dismiss(self, short: str, arrival: str) -> dict[str, Any]:
        """Stop what is being made ready, or put away why it was refused."""
        self.desk.studio.arrivals.dismiss(arrival)
        return self.state(short)

    def remove(self, short: str, picture: str) -> dict[str, Any]:
        """Raises MediaInUse."""
        self.desk.studio.remove_media(short, picture)
        return self.state(short)

    def step(self, short: str, way: str) -> dict[str, Any]:
        """Undo or redo. Raises NothingMore."""
        (self.desk.studio.redo if way == "redo" else self.desk.studio.undo)(short)
        return self.state(short)

    # --- how ---

    def _prepare(self, short: Short) -> None:
        """Load the character before the first preview is asked for."""
        what = f"{short.id}/{short.request.character}/{short.request.voice}"
        if short.script is None or self._prepared == what:
            return
        self._prepared = what

        def load() -> None:
            try:
                self.desk.studio.previews.prepare(short)
            except ShortsError as error:  # the preview itself will tell the person
                log.info("preview not prepared: %s", error.code)

        threading.Thread(target=load, name="prepare-previews", daemon=True).start()

    def _arrival(self, arrival: Arrival) -> dict[str, Any]:
        error = arrival.error[self.desk.language] if arrival.error else ""
        return {"id": arrival.id, "name": arrival.name, "scene": arrival.scene, "fraction": arrival.fraction, "error": error}


def _scene(short: Short, script: Script, place: int, known: set[str]) -> dict[str, Any]:
    """A scene as its card has it. `key` changes whenever it would look otherwise."""
    scene = script.scenes[place]
    whole = [short.request, short.visit, script.hook, script.accent, script.language, place, len(script.scenes), script.scenes[0].setting, script.scenes[0].light]
    takes = [_take_id(take) for take in short.takes.get(scene.id, ())]
    lost = bool(scene.photo) and scene.photo not in known
    return {**to_plain(scene), "key": key_of([scene.narration, scene.caption, look_of(scene), whole]), "takes": takes, "lost": lost}


def _scene_of(short: Short, scene: str) -> Scene:
    """Raises NothingMore, UnknownScene."""
    script = _script_of(short)
    return script.scenes[scene_edits.index_of(script, scene)]


def _script_of(short: Short) -> Script:
    """Raises NothingMore."""
    if short.script is None:
        raise NothingMore(what_ko="아직 대본이", what_en="no script yet")
    return short.script


def _take_id(take: Scene) -> str:
    return key_of(look_of(take))[:12]


def _take_of(short: Short, scene: str, take: str) -> Scene:
    """Raises UnknownChoice."""
    found = next((one for one in short.takes.get(scene, ()) if _take_id(one) == take), None)
    if found is None:
        raise UnknownChoice(kind="earlier picture", kind_ko="이전 컷", value=take, choices="")
    return found


def _page_photos(short: Short) -> tuple[Picture, ...]:
    article = last_made(short.folder, "article", Article)
    return article.photos if article else ()


def _offer(picture: Picture, *, own: bool, used: bool) -> dict[str, Any]:
    return {"id": picture.id, "src": file_address(_seen(picture)), "alt": picture.alt, "video": isinstance(picture, Footage), "own": own, "used": used}


def _seen(picture: Picture) -> Path:
    return picture.poster if isinstance(picture, Footage) else picture.path


def _stamps(short: Short) -> list[int]:
    return [_changed(short.folder / "short.json"), _changed(short.folder / "manifest.jsonl")]


def _changed(path: Path) -> int:
    """When it was changed last (µs); 0 for what isn't there."""
    with storage_errors(path, StorageUnreadable):
        return path.stat().st_mtime_ns // 1000 if path.exists() else 0
