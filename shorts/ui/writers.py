"""Who can write scripts: the embedded writer, and the language models that the user's Ollama has, with why one can't write now."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from shorts.engines.base import ManyModels
from shorts.errors import UnknownChoice
from shorts.ui.text.writers import TEXTS, Text

if TYPE_CHECKING:
    from shorts.artifacts import Language
    from shorts.engines.base import ScriptWriter
    from shorts.studio import Studio

EMBEDDED = "extract"


def writer_choices(studio: Studio, language: Language, chosen: str) -> list[dict[str, Any]]:
    """id, name, about, reason ("" for one that can write now): the embedded writer, what Ollama has, and `chosen`, whatever it is.

    Asks Ollama; takes a second at most.
    """
    shop, text = studio.workshop, TEXTS[language]
    names = [*shop.writers]
    for engine in shop.writers.values():
        able: object = engine
        if isinstance(able, ManyModels):
            names += [f"{engine.id}:{model}" for model in able.models() if model != _usual(engine)]
    return [_choice(studio, name, language, text) for name in dict.fromkeys([*names, *([chosen] if is_writer(studio, chosen) else [])])]


def is_writer(studio: Studio, name: str) -> bool:
    """Is there such a writer, able to work or not?"""
    if name == EMBEDDED:
        return True  # without looking: importing writers takes its time
    try:
        studio.workshop.known_writer(name)
    except UnknownChoice:
        return False
    return True


def words_of(language: Language) -> dict[str, str]:
    return asdict(TEXTS[language])


def _choice(studio: Studio, name: str, language: Language, text: Text) -> dict[str, Any]:
    engine = studio.workshop.known_writer(name)
    if name == EMBEDDED:
        return {"id": name, "name": text.embedded, "about": text.embedded_about, "reason": ""}
    model = _usual(engine)
    entry = next((entry for entry in studio.models.catalogue.values() if entry.kind == "ollama" and entry.tag == model), None)
    label = f"{entry.names[language] if entry else model} (Ollama)"
    if studio.preferences.commercial and not engine.capabilities.commercial_use:
        label = text.restricted.format(name=label)
    why = engine.why_not()
    reason = why[language == "en"] + "." if why else ""
    return {"id": name, "name": text.unusable.format(name=label) if reason else label, "about": text.model_about, "reason": reason}


def _usual(engine: ScriptWriter) -> str:
    """The model that an engine runs; its id for one without."""
    return str(getattr(engine, "model", engine.id))
