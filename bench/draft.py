"""How soon a short can be looked at: its script, a draft with and without fresh voices, one frame of a scene.

    python bench/draft.py [SECONDS]

One process, the example in Korean, everything embedded. CPU seconds include the encoder's. Prints a table and writes
bench/results/draft.json. Linux and macOS (it reads getrusage).
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from shorts.artifacts import ShortRequest  # noqa: E402
from shorts.pipeline import make_short  # noqa: E402
from shorts.previews import Previews  # noqa: E402
from shorts.progress import Work  # noqa: E402
from shorts.settings import Settings  # noqa: E402
from shorts.short import start_short  # noqa: E402
from shorts.workshop import open_workshop  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

Row = dict[str, float | str]


def cpu() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def timed(what: str, work: Callable[[], object]) -> Row:
    before, began = cpu(), time.monotonic()
    work()
    return {"what": what, "wall": time.monotonic() - began, "cpu": cpu() - before}


def rows_of(outputs: Path, seconds: float) -> list[Row]:
    settings = replace(Settings(), outputs=outputs)
    shop = open_workshop(settings)
    short = start_short(ShortRequest(str(ROOT / "examples" / "news.html"), kind="file", character="anchor-shiba", seconds=seconds), settings)
    rows = [timed("script", lambda: make_short(short, shop, Work(), "script")), timed("draft", lambda: make_short(short, shop, Work(), "draft"))]
    for segment in short.folder.glob("artifacts/segment-*"):
        segment.unlink()
    rows.append(timed("draft, voices fresh", lambda: make_short(short, shop, Work(), "draft")))
    made = make_short(short, shop, Work(), "script")
    assert made.script is not None
    previews, scenes = Previews(settings, shop), made.script.scenes
    rows.append(timed("first frame", lambda: previews.frame(made, scenes[0])))
    rows += [timed("another frame", lambda scene=scene: previews.frame(made, replace(scene, take=1))) for scene in scenes]  # type: ignore[misc]
    rows.append(timed("the same frame", lambda: previews.frame(made, scenes[0])))
    return rows


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        rows = rows_of(Path(folder), float(sys.argv[1]) if len(sys.argv) > 1 else 30.0)
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f}")
    for row in rows:
        print(f"{row['what']:>20} {row['wall']:7.2f} s wall {row['cpu']:7.2f} s CPU")
    (ROOT / "bench" / "results" / "draft.json").write_text(json.dumps({"cores": os.cpu_count(), "load": load, "rows": rows}, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
