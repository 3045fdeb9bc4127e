"""How long a whole short takes: wall seconds per finished second, CPU seconds, peak memory, for 15, 30 and 60 s, and cold.

    python bench/make.py [SECONDS …]

Each run is a process of its own, `app.py make` on an example with everything embedded, into an empty folder. "cold" also has
an empty cache, as after set-up. Linux and macOS (it reads getrusage). Prints a table, writes bench/results/make.json.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "examples" / "news.html"


def run(seconds: float, *, cold: bool) -> dict[str, float]:
    """One short; figures of its process and what that started."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SHORTS_OUTPUTS": f"{folder}/outputs"}
        if cold:
            environment["SHORTS_CACHE"] = f"{folder}/cache"
        line = [sys.executable, str(ROOT / "app.py"), "make", str(SOURCE), "--seconds", str(seconds), "--character", "anchor-shiba", "--json"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        began = time.monotonic()
        child = subprocess.Popen(line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        peak = _watch(child)
        made = json.loads(child.stdout.read())  # type: ignore[union-attr]
        wall = time.monotonic() - began
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    length = made["seconds"]
    return {"asked": seconds, "cold": cold, "length": length, "wall": wall, "wall_per_second": wall / length, "cpu_per_second": cpu / length, "peak_mb": peak}


def _watch(child: subprocess.Popen[bytes]) -> float:
    """Peak of the memory that the process and its children have to themselves (USS), in MB, looked at four times a second."""
    import psutil

    peak = 0.0
    while child.poll() is None:
        try:
            family = [psutil.Process(child.pid), *psutil.Process(child.pid).children(recursive=True)]
            peak = max(peak, sum(member.memory_full_info().uss for member in family) / 1e6)
        except (psutil.NoSuchProcess, psutil.ZombieProcess):
            pass  # one ended between the list and the look
        time.sleep(0.25)
    return peak


def main() -> int:
    lengths = [float(word) for word in sys.argv[1:]] or [15.0, 30.0, 60.0]
    rows = [run(30, cold=True), *(run(seconds, cold=False) for seconds in lengths)]
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores")
    print(f"{'asked':>6} {'cold':>5} {'length':>7} {'wall s':>7} {'wall/s':>7} {'CPU/s':>6} {'peak MB':>8}")
    for row in rows:
        print(
            f"{row['asked']:6.0f} {row['cold']!s:>5} {row['length']:7.1f} {row['wall']:7.1f} {row['wall_per_second']:7.2f}"
            f" {row['cpu_per_second']:6.2f} {row['peak_mb']:8.0f}"
        )
    results = ROOT / "bench" / "results"
    results.mkdir(exist_ok=True)
    (results / "make.json").write_text(json.dumps({"cores": os.cpu_count(), "rows": rows}, indent=2), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
