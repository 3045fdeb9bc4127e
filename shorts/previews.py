"""Looking at a scene and listening to it before the short is made, also while it is being made.

    outputs/<id>/previews/frame-<key>.jpg     one frame, 540 pixels wide
    outputs/<id>/previews/voice-<key>.wav     a narration under the very key that the short will have it (and a .json of its times)

The key is of everything that the file depends on, so what was seen once is there at once. Nothing here waits for a build.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from shorts.artifacts import FPS, Article, Narration, Scene
from shorts.build import Build, last_made
from shorts.errors import NothingMore
from shorts.files import replacing
from shorts.narrating import found_beside, keep_beside, speech_of
from shorts.progress import Work
from shorts.render import encoding_of, preview_encoding, still_of
from shorts.scene_edits import index_of
from shorts.staging import Stage
from shorts.toon.puppet import Puppet
from shorts.toon.puppet_file import record_digest
from shorts.values import key_of

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.artifacts import Light, Picture, Script, Setting
    from shorts.cast import Character
    from shorts.narrating import Speech
    from shorts.picture.yuv import Plate
    from shorts.scene_plan import ScenePlan
    from shorts.settings import Settings
    from shorts.short import Short
    from shorts.workshop import Workshop

VERSION = "1"
KEPT = 60
"""Frames, and as many narrations, that stay of one short."""
_PUPPETS = 2  # one takes about 100 MB by the time it was seen in the light of six settings


class Previews:
    """Safe to call from any thread; runs in the caller's, one preview at a time."""

    def __init__(self, settings: Settings, workshop: Workshop) -> None:
        self._settings, self._workshop = settings, workshop
        self._one = threading.Lock()
        self._puppets: OrderedDict[str, Puppet] = OrderedDict()
        self._backdrops: dict[tuple[Setting, Light], Plate] = {}
        self._seconds: dict[str, float] = {}  # predicted, by the narration's key

    def prepare(self, short: Short) -> None:
        """Load what the first preview of a short needs: its character, and the voice that predicts times. Takes seconds.

        Raises as `frame` does.
        """
        script, _ = _placed(short, short.script.scenes[0] if short.script else "")
        speech_of(script.scenes[0], short.request, script.language, self._workshop).seconds()
        with self._one:
            self._puppet(self._workshop.character(short.request.character))

    def frame(self, short: Short, scene: str | Scene, moment: float = 0.5) -> Path:
        """A JPEG of the scene `moment` (0…1) of its way through: with the times of its narration, or predicted ones until it is spoken.

        scene: its id, or a Scene to see in the place of the one with its id. Raises NothingMore (no script or page yet),
        UnknownScene, UnknownChoice, EngineUnavailable, VoiceFailed, MediaUnreadable, DiskFull, OutputUnwritable.
        """
        stage, index = self._stage(short, scene)
        shown = stage.script.scenes[index]
        narration = self._timed(short, speech_of(shown, short.request, stage.script.language, self._workshop))
        plan = stage.plan(index, narration)
        number = min(int(max(moment, 0.0) * plan.frames), plan.frames - 1)
        out = _folder(short) / f"frame-{key_of([VERSION, stage.inputs(shown, plan, narration), number])}.jpg"
        if out.is_file():
            out.touch()
            return out
        with self._one:
            if not out.is_file():
                stage = replace(stage, own_puppet=self._puppet(stage.character))
                picture = still_of(plan, stage.parts(shown, plan, narration), stage.encoding, number)
                with replacing(out) as part:
                    picture.save(part, quality=88)
                _prune(out.parent, "frame-*.jpg")
        return out

    def seen_at(self, short: Short, scene: str | Scene) -> float | None:
        """The moment (0…1) at which a scene shows its picture best, for `frame`; None where it shows none. Raises as `frame` does."""
        plan, _ = self._planned(short, scene)
        shot = next((shot for shot in plan.shots if shot.card or shot.photo), None)
        return (shot.start + shot.end) / 2 / plan.frames if shot else None

    def best_at(self, short: Short, scene: str | Scene) -> float:
        """The moment (0…1) at which a scene is looked at: when the card of words that was chosen for it is whole, as `seen_at`, or half way through."""
        plan, shown = self._planned(short, scene)
        panel = next((shot.panel for shot in plan.shots if shot.panel and shown.layout != "auto"), None)
        return max(panel.start, panel.end - FPS // 2) / plan.frames if panel else self.seen_at(short, scene) or 0.5

    def _planned(self, short: Short, scene: str | Scene) -> tuple[ScenePlan, Scene]:
        stage, index = self._stage(short, scene)
        shown = stage.script.scenes[index]
        return stage.plan(index, self._timed(short, speech_of(shown, short.request, stage.script.language, self._workshop))), shown

    def listen(self, short: Short, scene: str | Scene) -> Narration:
        """The scene spoken. The short takes this very narration when it is made.

        Raises NothingMore (no script yet), UnknownScene, UnknownChoice, EngineUnavailable, VoiceFailed, DiskFull, OutputUnwritable.
        """
        script, index = _placed(short, scene)
        speech = speech_of(script.scenes[index], short.request, script.language, self._workshop)
        known = _spoken(short, speech)
        if known:
            return known
        with self._one:
            narration = _spoken(short, speech)
            if narration is None:
                narration = speech.say(listened_path(short.folder, _key(short, speech)), Work())
                keep_beside(narration)
                _prune(narration.path.parent, "voice-*.wav")
        return narration

    def spoken(self, short: Short, scene: str) -> Narration | None:
        """The scene's narration where the short has it, or it was listened to. Raises as `listen` does before it speaks."""
        script, index = _placed(short, scene)
        return _spoken(short, speech_of(script.scenes[index], short.request, script.language, self._workshop))

    def _stage(self, short: Short, scene: str | Scene) -> tuple[Stage, int]:
        script, index = _placed(short, scene)
        article = last_made(short.folder, "article", Article)
        if article is None:
            raise NothingMore(what_ko="읽어 둔 페이지가", what_en="no page that was read for this short")
        character = self._workshop.character(short.request.character)
        encoding = preview_encoding(short.request.aspect)
        stage = Stage(self._settings, short.request, article, script, character, Work(), short.uploads, encoding, backdrops=self._backdrops)
        return replace(stage, drawn=self._drawn(short, stage)), index

    def _drawn(self, short: Short, stage: Stage) -> dict[str, Picture]:
        """The stills that there are; a scene whose picture isn't drawn yet is seen with its presenter."""
        drawings = self._workshop.drawings(stage.script, short.request, encoding_of(short.request.aspect, short.request.quality))
        expected = {scene: drawing.resting().expected(Build(short.folder)) for scene, drawing in drawings.items()}
        return {scene: picture for scene, picture in expected.items() if picture.path.is_file()}

    def _timed(self, short: Short, speech: Speech) -> Narration:
        """The scene's narration if it was spoken, else a stand-in of the predicted length."""
        known = _spoken(short, speech)
        if known:
            return known
        key = _key(short, speech)
        if key not in self._seconds:
            self._seconds[key] = speech.seconds()
        return speech.stand_in(self._seconds[key])

    def _puppet(self, character: Character) -> Puppet:
        """Loading one takes its time, so the last ones stay."""
        key = f"{character.id}/{record_digest(character.toon or {})}"
        if key not in self._puppets:
            self._puppets[key] = Puppet.load(character, self._settings, Work())
        self._puppets.move_to_end(key)
        while len(self._puppets) > _PUPPETS:
            self._puppets.popitem(last=False)
        return self._puppets[key]


def listened_path(folder: Path, key: str) -> Path:
    """Where a short's narration lies that was made to listen to."""
    return folder / "previews" / f"voice-{key}.wav"


def _folder(short: Short) -> Path:
    return short.folder / "previews"


def _placed(short: Short, scene: str | Scene) -> tuple[Script, int]:
    """The script with that scene in it, and its number. Raises NothingMore, UnknownScene."""
    if short.script is None:
        raise NothingMore(what_ko="아직 대본이", what_en="no script yet")
    index = index_of(short.script, scene if isinstance(scene, str) else scene.id)
    if isinstance(scene, str):
        return short.script, index
    scenes = short.script.scenes
    return replace(short.script, scenes=(*scenes[:index], scene, *scenes[index + 1 :])), index


def _key(short: Short, speech: Speech) -> str:
    return Build(short.folder).key("voice", speech.inputs)


def _spoken(short: Short, speech: Speech) -> Narration | None:
    """The scene's narration as the short has it, or as it was listened to."""
    key = _key(short, speech)
    return last_made(short.folder, "voice", Narration, key) or found_beside(listened_path(short.folder, key))


def _prune(folder: Path, pattern: str) -> None:
    """Keep the newest; what is being looked at just now (Windows won't let it go) goes another time."""
    files = sorted(folder.glob(pattern), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in files[KEPT:]:
        with suppress(OSError):
            old.unlink()
            old.with_suffix(".json").unlink(missing_ok=True)
