"""Script: what is said and seen, scene by scene. js/script.js keeps what is typed until the server has it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, get_args

from shorts import scene_edits
from shorts.artifacts import FPS, Article, Expression, Gesture, Light, Motion, Photo, SceneLayout, Setting, Visual, Word
from shorts.build import last_made
from shorts.drawing import is_drawn
from shorts.errors import ScriptBroken, StorageUnreadable, UnknownChoice, UnknownScene
from shorts.files import storage_errors
from shorts.media import offered
from shorts.scene_layouts import possible
from shorts.script import demand_known_photos, script_from_json, script_to_json
from shorts.script_patch import Change, patched
from shorts.script_text import script_from_text, script_to_text
from shorts.shots import GAP, TAIL
from shorts.spoken_length import estimate
from shorts.ui.addresses import file_address
from shorts.ui.names import download_name, title_of
from shorts.ui.text.script import TEXTS, Text
from shorts.ui.widgets import widget
from shorts.ui.writers import EMBEDDED
from shorts.values import key_of, to_plain
from shorts.voice import stressed

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Picture, Scene, Script, ShortRequest
    from shorts.jobs import Job
    from shorts.short import Short
    from shorts.ui.desk import Desk, Now
    from shorts.ui.frame import Frame

CHOICES = {
    "visual": get_args(Visual), "layout": get_args(SceneLayout), "gesture": get_args(Gesture), "expression": get_args(Expression),
    "setting": get_args(Setting), "light": get_args(Light), "motion": get_args(Motion),
}  # fmt: skip
"""Fields of a scene with a list to choose from."""
LARGEST_FILE = 200_000
"""Characters of a script that is taken back."""
_FOUND_AGAIN = 3  # scenes after the named one in which an addition that was sent twice is looked for


@dataclass
class ScriptTab:
    desk: Desk
    id: str = "script"
    text: Text = field(init=False)
    _view: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.text = TEXTS[self.desk.language]

    def render(self) -> None:
        functions = (self.keep_words, self.shape_script, self.spoken_seconds, self.script_file)
        self._view = widget(
            "script", {}, [self.desk.answering(function) for function in functions], ("script_keep", "script_draw"),
            words=asdict(self.text), choices=CHOICES, breath=GAP / FPS, tail=TAIL / FPS, largest=LARGEST_FILE,
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
        job = [now.job.id, now.job.state, "" if short.script else now.job.note] if now.job else []
        return [short.id, short.visit, to_plain(short.script), to_plain(short.request), [picture.id for picture in short.uploads], job, *self.desk.studio.undo_state(short.id)]

    def view(self, now: Now) -> list[Any]:
        return [self.state(now.short.id) if now.short else {"short": "", "phase": "none"}]

    def state(self, short: str) -> dict[str, Any]:
        """All that the widget draws. `stamp` orders what reaches a browser by two ways. Raises UnknownChoice, ScriptBroken, StoreDamaged."""
        found, stamp = self._stamped(short)
        job = next(iter(self.desk.studio.jobs_of(short)), None)
        undo, redo = self.desk.studio.undo_state(short)
        shown = {"short": short, "stamp": stamp, "active": job is not None and job.active, "undo": undo, "redo": redo}
        script = found.script
        if script is None:
            return {**shown, **self._without_script(job), "embedded": found.request.script_engine == EMBEDDED}
        pictures, offers = pictures_of(found), offered(found)
        voice = key_of([found.request.voice, found.request.speaker, found.request.voice_speed, found.request.character, script.language])
        return {
            **shown, "phase": "ready", "asked": found.request.seconds, "voice": voice, "title": script.title, "hook": list(script.hook), "accent": script.accent,
            "scenes": [_shown(script, index, found.request) for index in range(len(script.scenes))],
            "photos": [_thumbnail(picture) for picture in pictures if _seen(picture).is_file() and (picture in offers or picture not in found.uploads)],
        }  # fmt: skip

    # --- what the widget asks for ---

    def keep_words(self, short: str, changes: list[dict[str, Any]]) -> dict[str, Any]:
        """Changed fields, as one edit. The words that somebody else has changed too come back as clashes (see script_patch)."""
        asked = [Change(str(change["field"]), change["value"], str(change["scene"]), change["base"]) for change in changes]
        clashes: tuple[Any, ...] = ()

        def change(before: Short) -> Short:
            nonlocal clashes
            script, clashes = patched(_script_of(before), asked)
            return replace(before, script=script)

        self.desk.studio.edit(short, change, merge=" ".join(sorted(f"{one.scene}.{one.field}" for one in asked)))
        return {"state": self.state(short), "clashes": clashes}

    def shape_script(self, short: str, act: str, scene: str, detail: Any) -> dict[str, Any]:
        """Anything but a field: add, split, merge, move, remove, shorter, rewrite, hook, undo, redo, import, write, embedded.

        detail: the new scene's text, the cursor, the new place, or [file name, content]. Answers with the scene to go on with; `gone` if there
        is no such scene any more: an undo or another window took it before the page heard of it. Then nothing has changed.
        """
        try:
            to, gone = self._shape(short, act, scene, detail), False
        except UnknownScene:
            to, gone = "", True
        return {"state": self.state(short), "scene": to, "gone": gone}

    def _shape(self, short: str, act: str, scene: str, detail: Any) -> str:
        studio = self.desk.studio
        match act:
            case "undo":
                studio.undo(short)
            case "redo":
                studio.redo(short)
            case "shorter" | "rewrite" | "hook":
                studio.reword(short, act, scene)
            case "write":
                self._write(short)
            case "embedded":
                studio.edit(short, lambda before: replace(before, request=replace(before.request, script_engine=EMBEDDED)))
                self._write(short)
            case _:
                after = studio.edit(short, lambda before: replace(before, script=self._shaped(before, act, scene, detail)))
                return _next_scene(_script_of(after), act, scene, detail)
        return scene

    def spoken_seconds(self, short: str, texts: list[str]) -> list[float]:
        """How long the short's voice takes for each text, estimated. Raises EngineUnavailable, UnknownChoice."""
        found = self.desk.studio.short(short)
        language = _script_of(found).language
        cut = [text[: scene_edits.LONGEST_NARRATION] for text in texts[: scene_edits.MOST_SCENES]]
        return [round(estimate(text, language, self.desk.studio.workshop, found.request), 2) for text in cut]

    def script_file(self, short: str, kind: str) -> dict[str, str]:
        """The script as a file to download: kind json or txt."""
        found = self.desk.studio.short(short)
        script = _script_of(found)
        content = script_to_json(script) if kind == "json" else script_to_text(script)
        named = download_name(title_of(found), found.folder / "script.txt")
        return {"name": f"{named.removesuffix('.txt')}.{kind}", "content": content}

    # --- how ---

    def _shaped(self, short: Short, act: str, scene: str, detail: Any) -> Script:
        script = _script_of(short)
        match act:
            case "add":
                known = _said_after(script, scene, str(detail))
                return script if known else scene_edits.add(script, str(detail), scene or None)
            case "split":
                return scene_edits.split(script, scene, detail, exact=detail is not None)
            case "merge":
                return scene_edits.merge(script, scene)
            case "move":
                return scene_edits.move(script, scene, int(detail))
            case "remove":
                return scene_edits.remove(script, scene)
            case "import":
                return _imported(short, *detail)
        raise UnknownChoice(kind="edit", value=act, choices="")

    def _write(self, short: str) -> None:
        """Have the script written: the job that stopped goes on; without one there is a new one."""
        job = next(iter(self.desk.studio.jobs_of(short)), None)
        if job is None or job.state == "done":
            self.desk.studio.remake(short, goal="script")
        elif not job.active:
            self.desk.studio.resume(job.id)

    def _without_script(self, job: Job | None) -> dict[str, Any]:
        if job is not None and job.active:
            said = job.note if job.stage == "script" else ""
            return {"phase": "coming", "writing": said.split("\n") if said else []}
        if job is not None and job.state == "failed":
            return {"phase": "failed", "message": job.error.get(self.desk.language, "")}
        return {"phase": "stopped" if job else "unwritten"}

    def _stamped(self, short: str) -> tuple[Short, int]:
        """The short, and when exactly this state of it was saved (µs)."""
        path = self.desk.studio.short(short).folder / "short.json"
        with storage_errors(path, StorageUnreadable):
            while True:
                before = path.stat().st_mtime_ns
                found = self.desk.studio.short(short)
                if path.stat().st_mtime_ns == before:
                    return found, before // 1000


def pictures_of(short: Short) -> tuple[Picture, ...]:
    """What its scenes may show: the page's photos and the user's own."""
    article = last_made(short.folder, "article", Article)
    return (*(article.photos if article else ()), *short.uploads)


def _script_of(short: Short) -> Script:
    if short.script is None:
        raise ScriptBroken(where="scenes", expected="a written script / 써 둔 대본")
    return short.script


def _imported(short: Short, name: str, content: str) -> Script:
    """The script of a JSON or text file. Raises ScriptBroken."""
    if len(content) > LARGEST_FILE:
        raise ScriptBroken(where=name, expected=f"≤ {LARGEST_FILE} characters / 글자")
    words = content.lstrip("\ufeff \r\n\t")
    script = scene_edits.tidy(script_from_json(words)) if words.startswith("{") else script_from_text(content, _script_of(short))
    demand_known_photos(script, [picture.id for picture in pictures_of(short)])
    return script


def _said_after(script: Script, scene: str, narration: str) -> str:
    """The scene that says just this, close behind `scene`: an addition whose answer was lost on the way comes a second time. "" for none."""
    start = scene_edits.index_of(script, scene) + 1 if scene else 0
    wanted = scene_edits.one_line(narration)
    return next((other.id for other in script.scenes[start : start + _FOUND_AGAIN] if other.narration == wanted), "")


def _next_scene(script: Script, act: str, scene: str, detail: Any) -> str:
    """Where work goes on after an edit."""
    if act == "add":
        return _said_after(script, scene, str(detail))
    if act == "split":
        return script.scenes[scene_edits.index_of(script, scene) + 1].id
    return "" if act in ("remove", "import") else scene


def _shown(script: Script, index: int, request: ShortRequest) -> dict[str, Any]:
    """A scene as its card has it; `layouts` are the choices that it can have now."""
    scene = script.scenes[index]
    layouts = ("auto",) if is_drawn(scene, request) else possible(script, index, request.aspect)
    return {**to_plain(scene), "layout": scene.layout, "layouts": layouts, "stressed": _stressed(scene)}


def _stressed(scene: Scene) -> list[bool]:
    """Which words of the narration captions stress, the ones that nobody chose too."""
    words = [Word(word, float(place), float(place + 1)) for place, word in enumerate(scene.narration.split())]
    return [word.stressed for word in stressed(words, scene.caption)]


def _seen(picture: Picture) -> Path:
    return picture.path if isinstance(picture, Photo) else picture.poster


def _thumbnail(picture: Picture) -> dict[str, Any]:
    return {"id": picture.id, "src": file_address(_seen(picture)), "alt": picture.alt, "video": not isinstance(picture, Photo)}
