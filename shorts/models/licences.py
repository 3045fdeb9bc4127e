"""Who agreed to which licence, and when: models/licences.json. Asked wherever commercial use isn't simply allowed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shorts.files import write_json
from shorts.errors import LicenceNotAccepted
from shorts.models.store import now

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.models.catalog import Entry
    from shorts.settings import Settings


def accepted(entry: Entry, settings: Settings) -> bool:
    """Has the user agreed to this entry's licence, as it is named now? Always true where nothing is asked."""
    if not entry.needs_consent:
        return True
    row = _read(_file(settings)).get(entry.id)
    return isinstance(row, dict) and row.get("licence") == entry.licence.id


def demand_consent(entry: Entry, settings: Settings, *, accept: bool) -> None:
    """Raises LicenceNotAccepted unless agreed before or now; agreeing is written down."""
    if accepted(entry, settings):
        return
    if not accept:
        licence = entry.licence
        raise LicenceNotAccepted(**entry.called, licence=licence.id, url=licence.url, note_ko=licence.note["ko"], note_en=licence.note["en"])
    row = {"licence": entry.licence.id, "url": entry.licence.url, "commercial_use": entry.licence.commercial_use, "at": now()}
    write_json(_file(settings), {**_read(_file(settings)), entry.id: row})


def _file(settings: Settings) -> Path:
    return settings.models / "licences.json"


def _read(file: Path) -> dict[str, object]:
    """Nothing readable counts as nothing agreed: the worst that follows is that one is asked again."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return rows if isinstance(rows, dict) else {}
