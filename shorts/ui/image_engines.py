"""What can draw scenes: the embedded illustrator, and the image models of the catalogue with why they can't yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.files import human_size
from shorts.models.store import standing

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.models.catalog import Entry
    from shorts.studio import Studio
    from shorts.ui.text.images import Text


def drawing_entries(studio: Studio) -> tuple[Entry, ...]:
    """The model that each image engine begins with; what others only add to it (LoRAs, decoders) is left out. Raises CatalogueBroken."""
    first: dict[str, Entry] = {}
    for entry in studio.models.catalogue.values():
        if entry.purpose == "image":
            first.setdefault(entry.engine, entry)
    return tuple(first.values())


def engine_choices(studio: Studio, language: Language, text: Text) -> list[dict[str, Any]]:
    """`reason`: why it can't be chosen, "" where it can. Workshop.check takes no other engine than the toon so far."""
    models = [
        {"id": entry.engine, "name": entry.names[language], "about": entry.about[language], "reason": _reason(entry, studio, text)} for entry in drawing_entries(studio)
    ]
    return [{"id": "toon", "name": text.toon, "about": text.toon_about, "reason": ""}, *models]


def _reason(entry: Entry, studio: Studio, text: Text) -> str:
    stands = standing(entry, studio.settings)
    if stands.state in ("installed", "shared"):
        return text.not_yet
    if stands.state == "broken":
        return text.broken
    return text.not_installed.format(n=human_size(entry.bytes))
