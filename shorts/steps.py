"""The steps of a short's build: for each stage, what its result depends on and where its files go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from shorts import audio
from shorts.article import fetch_article, source_kind
from shorts.artifacts import FPS, Article, Clip, Finished, Narration, Script, Segment, Still
from shorts.captions import captions_of, cues_of, write_srt, write_vtt
from shorts.effects import effects_of
from shorts.engines.base import Brief, ReadsAhead
from shorts.errors import CannotTranslate
from shorts.files import digest, scratch, write_json, write_text
from shorts.music import fit_track, pick_track
from shorts.narrating import adopted, speech_of
from shorts.previews import listened_path
from shorts.render import Tags, join_segments, render_segment, thumbnail
from shorts.report import metadata_of, post_text, report_of
from shorts.script import demand_known_photos, write_script
from shorts.short import open_short, update_short
from shorts.shots import GAP, TAIL
from shorts.speakers import preset_of
from shorts.values import key_of, to_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from shorts.build import Build
    from shorts.drawing import Drawing
    from shorts.engines.base import ScriptWriter
    from shorts.progress import Work
    from shorts.scene_plan import ScenePlan
    from shorts.settings import Settings
    from shorts.short import Short
    from shorts.staging import Stage
    from shorts.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Take:
    """One scene, spoken and rendered."""

    narration: Narration
    plan: ScenePlan
    segment: Segment


def read(build: Build, short: Short, workshop: Workshop, work: Work) -> Article:
    """The page, once per visit; a local file again whenever its content changes."""
    request = short.request
    inputs: dict[str, Any] = {"source": request.source, "kind": request.kind, "visit": short.visit}
    if source_kind(request) == "file" and Path(request.source).is_file():
        inputs["content"] = digest(Path(request.source))
    return build.step(
        "article",
        inputs,
        Article,
        lambda: fetch_article(request, workshop.settings, build.artifacts / "photos", work),
        files=lambda article: [photo.path for photo in article.photos],
    )


def write(build: Build, short: Short, article: Article, workshop: Workshop, work: Work) -> Short:
    """The short with its script. A script that somebody edited is kept; else it is written again when its inputs changed."""
    short = open_short(short.folder)  # it may have been edited while the page was read
    if short.edited:
        assert short.script is not None
        demand_known_photos(short.script, _pictures(short, article))
        work.step("script", 1, 1)
        return short
    request = short.request
    language = request.language or article.language
    if language != article.language:
        raise CannotTranslate(found=article.language, wanted=language)
    character = workshop.character(request.character)
    engine = workshop.known_writer(request.script_engine)
    voice = workshop.voice(request.voice)
    preset = preset_of(workshop, request, language)
    rate = voice.rate(language, preset)
    brief = Brief(language, character, request.seconds, rate, request.scenes, request.seed, tuple(photo.id for photo in article.photos))
    inputs = {
        "article": article,
        "brief": replace(brief, character=replace(character, toon=None), rate=0.0),  # a rate that was learnt since is no reason to write anew
        "engine": [engine.id, engine.version],
        "voice": [voice.id, voice.version, preset],
    }

    def make() -> Script:
        able = workshop.writer(request.script_engine)  # asked only now: a script that is there needs nobody
        return fitted(article, brief, able, partial(voice.seconds, language=language, voice=preset), work)

    script = build.step("script", inputs, Script, make)
    work.step("script", 1, 1)

    def keep(latest: Short) -> Short:
        return latest if latest.edited else replace(latest, script=script, origin=build.key("script", inputs), written=key_of(script))

    short = update_short(short.folder, keep)  # it may have been edited while the script was written, too
    assert short.script is not None
    demand_known_photos(short.script, _pictures(short, article))
    return short


def _pictures(short: Short, article: Article) -> list[str]:
    """Ids of everything that its scenes may show."""
    return [picture.id for picture in (*article.photos, *short.uploads)]


_CLOSE_ENOUGH = 0.04  # of the wanted length; a script is made of sentences, so it can't be met exactly
_TRIES = 4


def fitted(article: Article, brief: Brief, engine: ScriptWriter, speaking: Callable[[str], float], work: Work) -> Script:
    """The script whose spoken length, by this very voice and with the breaths between scenes, comes closest to the brief's.

    speaking: seconds that the voice takes for a text.

    The writer goes by an average speaking rate; names, figures and pauses make a text slower or faster than that.
    """
    best: tuple[float, Script] | None = None
    asked = brief.seconds
    work.step("script", 0, 4)
    for again in range(_TRIES):
        script = write_script(article, replace(brief, seconds=asked, again=again), engine, work)
        length = spoken_length(script, speaking)
        off = abs(length / brief.seconds - 1)
        if best is None or off < best[0]:
            best = off, script
        if off <= _CLOSE_ENOUGH:
            break
        asked *= brief.seconds / length
    assert best is not None
    return best[1]


def spoken_length(script: Script, speaking: Callable[[str], float]) -> float:
    """Seconds that the short will last."""
    breaths = ((len(script.scenes) - 1) * GAP + TAIL) / FPS
    return sum(speaking(scene.narration) for scene in script.scenes) + breaths


def speak_scene(build: Build, stage: Stage, index: int, workshop: Workshop, work: Work) -> Narration:
    """A scene's narration: its text, the voice, the readings of its words and nothing else. One that was listened to is taken as it is."""
    speech = speech_of(stage.script.scenes[index], stage.request, stage.script.language, workshop)
    inputs, count = speech.inputs, len(stage.script.scenes)
    out = build.path("voice", inputs, ".wav")
    listened = listened_path(build.folder, build.key("voice", inputs))
    narration = build.step(
        "voice",
        inputs,
        Narration,
        lambda: adopted(out, listened) or speech.say(out, work.part("voice", index, count)),
        files=lambda made: [made.path],
    )
    work.step("voice", index + 1, count)
    return narration


def read_ahead(build: Build, drawings: Sequence[Drawing], settings: Settings, work: Work) -> None:
    """Let the image engine know what it will be asked to draw. What fails here fails again, and is told, where it is needed."""
    missing = [drawing for drawing in drawings if not build.is_fresh("still", drawing.inputs)]
    if missing and isinstance(missing[0].artist, ReadsAhead):
        missing[0].artist.read_ahead([drawing.brief(settings, work) for drawing in missing], work)


def draw(build: Build, drawing: Drawing, place: tuple[int, int], settings: Settings, work: Work) -> Still:
    """A scene's picture by the image engine. place: its number among `count` drawn ones, for progress."""
    index, count = place
    out = build.path("still", drawing.inputs, ".png")
    still = build.step(
        "still", drawing.inputs, Still, lambda: drawing.draw(settings, out, work.part("image", index, count)), files=lambda made: [made.path]
    )
    work.step("image", index + 1, count)
    return still


def animate(build: Build, drawing: Drawing, still: Still, frames: int, place: tuple[int, int], work: Work) -> Clip:
    """A scene's picture set in motion, for exactly as long as the scene lasts."""
    index, count = place
    inputs = drawing.motion_inputs(still, frames)
    out = build.path("clip", inputs, ".mp4")
    clip = build.step(
        "clip", inputs, Clip, lambda: drawing.animate(still, frames, out, work.part("motion", index, count)), files=lambda made: [made.path]
    )
    work.step("motion", index + 1, count)
    return clip


def shoot(build: Build, stage: Stage, index: int, narration: Narration, work: Work) -> Take:
    """A scene's segment."""
    scene, count = stage.script.scenes[index], len(stage.script.scenes)
    plan = stage.plan(index, narration)
    inputs = stage.inputs(scene, plan, narration)
    segment = build.step(
        "segment",
        inputs,
        Segment,
        lambda: render_segment(
            plan, stage.parts(scene, plan, narration), stage.encoding, build.path("segment", inputs, ".mp4"), work.part("render", index, count)
        ),
        files=lambda made: [made.path],
    )
    work.step("render", index + 1, count)
    return Take(narration, plan, segment)


def mix(build: Build, stage: Stage, narrations: Sequence[Narration], workshop: Workshop, work: Work) -> audio.MixReport:
    """Narrations in their places, music under them, effects at the cuts, as loud as platforms play. Needs no picture."""
    track = pick_track(stage.request.music, stage.script.genre, stage.character, stage.request.seed, workshop.settings)
    plans = [stage.plan(index, narration) for index, narration in enumerate(narrations)]
    lengths = [plan.frames for plan in plans]
    effects = effects_of(plans)
    work.step("audio", 0, 1)
    inputs = {
        "voices": [[narration.path.name, length] for narration, length in zip(narrations, lengths, strict=True)],
        "music": [track.id, digest(track.path), stage.request.music_level] if track else None,
        "effects": effects,
        "version": audio.VERSION,
    }

    def make() -> audio.MixReport:
        out = build.path("audio", inputs, ".m4a")
        with scratch(out) as folder:
            music = fit_track(track, sum(lengths) / FPS, folder / "music.wav", work) if track else None
            return audio.mix_audio(narrations, lengths, music, out, work, effects, stage.request.music_level)

    sound = build.step("audio", inputs, audio.MixReport, make, files=lambda made: [made.path])
    work.step("audio", 1, 1)
    return sound


def finish(build: Build, stage: Stage, takes: list[Take], sound: audio.MixReport, workshop: Workshop, work: Work, *, seconds_taken: float) -> Finished:
    """Join, and write everything that goes with the video."""
    script, request, folder = stage.script, stage.request, build.folder
    tags = Tags(**metadata_of(script, request), ai=request.ai_label)
    inputs = {
        "segments": [take.segment.path.name for take in takes],
        "sound": sound.path.name,
        "tags": tags,
        "script": script,
        "request": request,
        "article": key_of(stage.article),
    }
    work.step("join", 0, 1)
    lowered = [still.eased for still in build.used("still", Still)] + [clip.eased for clip in build.used("clip", Clip)]
    eased = tuple(filter(None, lowered))

    def make() -> Finished:
        done = Finished(
            folder / "short.mp4", sum(take.plan.frames for take in takes) / FPS, folder / "short.srt", folder / "short.vtt",
            folder / "thumbnail.jpg", folder / "report.json", folder / "post.txt", eased,
        )  # fmt: skip
        cues = cues_of(_timed_captions(stage, takes))
        write_srt(cues, done.srt)
        write_vtt(cues, done.vtt)
        write_text(done.post, post_text(script, stage.article, request))
        _picture(stage, takes, done.thumbnail)
        engines = workshop.engines_of(request)
        track = pick_track(request.music, script.genre, stage.character, request.seed, workshop.settings)
        heard = to_plain(replace(sound, path=Path(sound.path.name)))
        made = {"seconds": done.seconds, "wall_seconds": round(seconds_taken, 2), "steps": list(build.made), "eased": eased, "sound": heard}
        made["voice_retries"] = sum(take.narration.retries for take in takes)
        write_json(done.report, report_of(stage.article, script, request, stage.character, engines, track, made))
        join_segments([take.segment for take in takes], sound.path, done.path, tags, work)
        return done

    finished = build.step(
        "join", inputs, Finished, make, files=lambda done: [done.path, done.srt, done.vtt, done.thumbnail, done.post, done.report]
    )
    work.step("join", 1, 1)
    return finished


def _picture(stage: Stage, takes: list[Take], out: Path) -> None:
    """The frame that the request chose, or the first, with the hook over it."""
    left = max(round((stage.request.thumbnail or 0.0) * FPS), 0)
    index = 0
    while index < len(takes) - 1 and left >= takes[index].plan.frames:
        left -= takes[index].plan.frames
        index += 1
    chosen = takes[index]
    parts = stage.parts(stage.script.scenes[index], chosen.plan, chosen.narration)
    frame = min(left, chosen.plan.frames - 1)
    thumbnail(chosen.plan, parts, stage.encoding, out, title=stage.letter_thumbnail, frame=frame)


def finish_draft(build: Build, stage: Stage, takes: list[Take], sound: audio.MixReport, work: Work) -> Clip:
    """Join small segments as draft.mp4: to look at, not to publish. The sound is the very one of the short."""
    tags = Tags(**metadata_of(stage.script, stage.request), ai=stage.request.ai_label)
    inputs = {"segments": [take.segment.path.name for take in takes], "sound": sound.path.name, "tags": tags}
    work.step("join", 0, 1)

    def make() -> Clip:
        done = Clip(build.folder / "draft.mp4", sum(take.plan.frames for take in takes) / FPS)
        join_segments([take.segment for take in takes], sound.path, done.path, tags, work)
        return done

    draft = build.step("draft", inputs, Clip, make, files=lambda done: [done.path])
    work.step("join", 1, 1)
    return draft


def _timed_captions(stage: Stage, takes: list[Take]) -> list[tuple[float, tuple[Any, ...]]]:
    starts, frames = [], 0
    for take in takes:
        starts.append(frames / FPS)
        frames += take.plan.frames
    scenes = stage.script.scenes
    return [(start, captions_of(take.narration, scene, stage.script.language)) for start, take, scene in zip(starts, takes, scenes, strict=True)]
