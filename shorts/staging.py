"""Setting a scene: the puppet, its acting, backdrop, photos, captions and labels that one plan is rendered with."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from shorts import render, shots
from shorts.artifacts import FPS
from shorts.captions import captions_of
from shorts.files import digest
from shorts.graphics.moments import source_line
from shorts.picture import graphic_system, overlays
from shorts.picture.caption_layer import CaptionLayer
from shorts.picture.caption_styles import caption_style
from shorts.picture.lettering import Lettering
from shorts.picture.overlays import AI_LABEL, LabelLayer, TitleLayer, draw_thumbnail_title
from shorts.picture.source_line import SourceLayer
from shorts.picture.tags import TagLayer
from shorts.picture.word_cards import WordCardLayer
from shorts.render import Parts, encoding_of
from shorts.shots import plan_scene, wholes_of
from shorts.toon import acting
from shorts.toon.backdrops import backdrop_path, load_backdrop, tint
from shorts.toon.puppet import Place, Puppet
from shorts.toon.puppet_file import record_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Article, Light, Narration, Picture, Scene, Script, Setting, ShortRequest
    from shorts.cast import Character
    from shorts.ffmpeg.args import Encoding
    from shorts.picture.layer import Layer
    from shorts.picture.yuv import Canvas, Plate
    from shorts.progress import Work
    from shorts.scene_plan import ScenePlan
    from shorts.settings import Settings

VERSION = "3"
"""Changes whenever the same inputs would be staged differently."""


@dataclass(frozen=True)
class Stage:
    """What all scenes of one short share."""

    settings: Settings
    request: ShortRequest
    article: Article
    script: Script
    character: Character
    work: Work
    uploads: tuple[Picture, ...] = ()  # the user's own media
    own_encoding: Encoding | None = None  # None: as the request has it
    own_puppet: Puppet | None = None  # one that is loaded already
    backdrops: dict[tuple[Setting, Light], Plate] = field(default_factory=dict, repr=False)
    drawn: dict[str, Picture] = field(default_factory=dict)  # scene id → what an image engine draws of it; files come later

    @cached_property
    def puppet(self) -> Puppet:
        return self.own_puppet or Puppet.load(self.character, self.settings, self.work)

    @cached_property
    def lettering(self) -> Lettering:
        return Lettering.load(self.settings, self.encoding.width, self.encoding.height, self.character.palette)

    @property
    def photos(self) -> dict[str, Picture]:
        """Everything that scenes may show, the user's own included."""
        return {picture.id: picture for picture in (*self.article.photos, *self.uploads, *self.drawn.values())}

    @cached_property
    def encoding(self) -> Encoding:
        return self.own_encoding or encoding_of(self.request.aspect, self.request.quality)

    def plan(self, index: int, narration: Narration) -> ScenePlan:
        """Needs only this scene's narration, so that a scene can be rendered as soon as it is spoken."""
        request = self.request
        whole = wholes_of(
            self.script, index, seed=request.seed, aspect=request.aspect, product=self.article.product, transitions=request.transitions,
            source=source_line(self.article, self.script), graphics=request.graphics,
        )  # fmt: skip
        return plan_scene(self._shown(self.script.scenes[index]), narration, self.photos, whole)

    def _shown(self, scene: Scene) -> Scene:
        """The scene with its drawn picture in the place of the presenter. One that is to be drawn, though nobody draws here, shows its photo."""
        if scene.id in self.drawn:
            return replace(scene, visual="drawn", photo=self.drawn[scene.id].id)
        return replace(scene, visual="full_photo") if scene.visual == "drawn" else scene

    def parts(self, scene: Scene, plan: ScenePlan, narration: Narration) -> Parts:
        performance = acting.perform(narration, scene, self.character, self._seed(scene), plan.look, plan.seconds)
        return Parts(
            backdrop=self._backdrop(plan.setting, plan.light),
            presenter=self.puppet.in_light(tint(plan.setting, plan.light)),
            placing=Place,
            acting=performance,
            photos=self.photos,
            overlays=tuple(self._overlays(scene, plan, narration)),
            behind=tuple(WordCardLayer(shot.panel, self.lettering, self.script.language) for shot in plan.shots if shot.panel),
            palette=self.character.palette,
        )

    def letter_thumbnail(self, canvas: Canvas) -> None:
        draw_thumbnail_title(canvas, self.script.hook, self.script.accent, self.lettering, self.script.language)

    def inputs(self, scene: Scene, plan: ScenePlan, narration: Narration) -> dict[str, Any]:
        """Everything that a segment's pixels depend on, for its key."""
        mode = self._title_mode(plan)
        shown = {card.photo for shot in plan.shots for card in (shot.card, shot.photo) if card}
        return {
            "versions": [VERSION, render.VERSION, shots.VERSION, overlays.VERSION, graphic_system.VERSION, f"acting {acting.VERSION}"],
            "plan": plan,
            "words": narration.words,
            "phones": narration.phones,
            "acting": [scene.narration, scene.caption, scene.gesture, scene.expression, self._seed(scene)],
            "character": [self.character.id, record_digest(self.character.toon or {}), self.character.palette, self.character.gestures],
            "backdrop": digest(backdrop_path(plan.setting, self.settings, plan.light)),
            "photos": sorted(shown),
            "title": [mode, *((self.script.hook, self.script.accent) if mode != "off" else ())],
            "overlays": [self._label_texts(), caption_style(self.request.captions), self.script.language],
            "encoding": self.encoding,
        }

    def _seed(self, scene: Scene) -> int:
        """Of the scene's acting: another take isn't only shot otherwise but also played otherwise."""
        return self.request.seed + 7919 * scene.take

    def _backdrop(self, setting: Setting, light: Light) -> Plate:
        if (setting, light) not in self.backdrops:
            self.backdrops[setting, light] = load_backdrop(setting, self.settings, light)
        return self.backdrops[setting, light]

    def _overlays(self, scene: Scene, plan: ScenePlan, narration: Narration) -> Iterator[Layer]:
        captions = captions_of(narration, scene, self.script.language)
        yield self._title(plan)
        for moment in (plan.price, plan.rating):
            if moment:
                yield TagLayer(moment, self.lettering)
        if plan.call:
            lines = max((len(caption.lines) for caption in captions if caption.end * FPS > plan.call.start), default=1)
            yield TagLayer(plan.call, self.lettering, lines)
        yield CaptionLayer(captions, self.lettering, caption_style(self.request.captions))
        labels = LabelLayer(self._label_texts(), self.lettering)
        yield labels
        if plan.source:
            yield SourceLayer(plan.source, labels, self.lettering)

    def _title(self, plan: ScenePlan) -> TitleLayer:
        mode = self._title_mode(plan)
        return TitleLayer(self.script.hook, self.script.accent, self.lettering, mode, 0.0, self.script.language)

    def _title_mode(self, plan: ScenePlan) -> Any:
        """"first" means the first scene's first seconds; later scenes then have none."""
        return "off" if self.request.title == "first" and plan.scene != self.script.scenes[0].id else self.request.title

    def _label_texts(self) -> tuple[str, ...]:
        return tuple(text for text in (AI_LABEL[self.script.language] if self.request.ai_label else "", self.request.ad_line) if text)
