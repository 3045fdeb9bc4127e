"""What can draw and move scenes: the embedded illustrator, the image models with why they can't draw now, the user's own weights, styles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.drawing import TOON
from shorts.engines.base import HasVariants
from shorts.errors import EngineUnavailable, ShortsError
from shorts.files import human_size
from shorts.image_styles import image_styles
from shorts.models.store import standing

if TYPE_CHECKING:
    from shorts.artifacts import Language, ShortRequest
    from shorts.engines.base import Engine
    from shorts.models.catalog import Entry
    from shorts.studio import Studio
    from shorts.ui.text.images import Text

FIELDS = ("image_engine", "image_style", "motion_engine")
"""Of a request: what the choice is made of."""


def drawing_entries(studio: Studio) -> tuple[Entry, ...]:
    """The model that each image engine begins with; what others only add to it (LoRAs, decoders) is left out. Raises CatalogueBroken."""
    first: dict[str, Entry] = {}
    for entry in studio.models.catalogue.values():
        if entry.purpose == "image":
            first.setdefault(entry.engine, entry)
    return tuple(first.values())


def engine_choices(studio: Studio, language: Language, text: Text, chosen: str = TOON) -> list[dict[str, Any]]:
    """`reason`: why it can't be chosen, "" where it can. What was chosen once is there, even if its file is gone."""
    found = [{"id": TOON, "name": text.toon, "about": text.toon_about, "reason": ""}]
    for entry in drawing_entries(studio):
        engine: object = studio.workshop.artists.get(entry.engine)
        reason = text.not_yet if engine is None else _reason(entry, studio.workshop.artists[entry.engine], studio, language, text)
        found.append({"id": entry.engine, "name": entry.names[language], "about": entry.about[language], "reason": reason})
        if isinstance(engine, HasVariants) and not reason:
            found += [{"id": f"{entry.engine}:{own}", "name": own, "about": text.own_weights.format(name=entry.names[language]), "reason": ""} for own in engine.variants()]
    if chosen not in {one["id"] for one in found}:
        found.append({"id": chosen, "name": chosen.partition(":")[2] or chosen, "about": "", "reason": text.gone})
    return found


def mover_choices(studio: Studio, language: Language, text: Text) -> list[dict[str, str]]:
    """What moves a drawn picture: the plan's own camera first."""
    found = [{"id": TOON, "name": text.mover_toon, "reason": ""}]
    for engine in studio.workshop.movers.values():
        reason = engine.why_not()
        found.append({"id": engine.id, "name": _mover_name(engine, studio, language, text), "reason": reason[language == "en"] if reason else ""})
    return found


def style_choices(language: Language) -> list[dict[str, str]]:
    return [{"id": style.id, "name": style.names[language]} for style in image_styles().values()]


def is_artist(studio: Studio, name: str) -> bool:
    """Is there such an image engine (or weights of one's own), able to draw now or not?"""
    if name == TOON:
        return True  # without looking: importing engines takes its time
    try:
        studio.workshop.artist(name)
    except EngineUnavailable:
        return True
    except ShortsError:
        return False
    return True


def fitting(request: ShortRequest) -> dict[str, str]:
    """The fields of a request that go together: nothing but a drawn picture is moved by a motion engine."""
    chosen = {name: getattr(request, name) for name in FIELDS}
    return {**chosen, "motion_engine": TOON} if request.image_engine == TOON else chosen


def _reason(entry: Entry, engine: Engine, studio: Studio, language: Language, text: Text) -> str:
    reason = engine.why_not()
    if reason is None:
        return ""
    state = standing(entry, studio.settings).state
    if state == "broken":
        return text.broken
    return reason[language == "en"] if state in ("installed", "shared") else text.not_installed.format(n=human_size(entry.bytes))


def _mover_name(engine: Engine, studio: Studio, language: Language, text: Text) -> str:
    entry = next((entry for entry in studio.models.catalogue.values() if entry.id in engine.capabilities.models and entry.engine == engine.id), None)
    return entry.names[language] if entry else {"kenburns": text.mover_kenburns}.get(engine.id, engine.id)
