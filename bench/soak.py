"""Many shorts in a row through the real queue: does anything grow? python -m bench.soak [COUNT]

COUNT draft shorts (default 30) of eight seconds each, spoken by the tests' tone, every one another text; all else is real. Prints the
process's memory (RSS), open files, child processes and threads after the third and after the last, and files left on the way.
"""

from __future__ import annotations

import gc
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import psutil

from shorts.settings import Settings
from shorts.studio import Studio
from tests.maker import REQUEST, tone_workshop

_TEXT = "서울의 {n}번 서점은 밤에도 문을 열어요. 손님은 하루 평균 {n}명이에요. 주말에는 자리가 부족해 줄을 서야 해요. 커피는 3,000원이에요."


def state(process: psutil.Process) -> dict[str, int]:
    gc.collect()
    return {
        "rss": process.memory_info().rss, "files": process.num_fds() if hasattr(process, "num_fds") else process.num_handles(),
        "children": len(process.children()), "threads": process.num_threads(),
    }  # fmt: skip


def main(count: int) -> None:
    process, states = psutil.Process(), {}
    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(replace(Settings(), outputs=Path(folder) / "outputs", waiting_jobs=count))
        studio.workshop = tone_workshop(studio.settings)
        began = time.monotonic()
        for number in range(1, count + 1):
            request = replace(REQUEST, source=_TEXT.format(n=100 + number), kind="text", seconds=8.0, seed=number)
            job = studio.submit(request, "draft")
            while studio.job(job.id).active:
                time.sleep(0.2)
            assert studio.job(job.id).state == "done", studio.job(job.id).error
            studio.library.page()
            states[number] = state(process)
            print(f"{number:3d}  {states[number]['rss'] / 2**20:8.1f} MiB  {states[number]}  {time.monotonic() - began:6.0f} s", flush=True)
        left = [path.name for path in Path(folder).rglob("*") if ".part" in path.name]
        studio.close()
    third, last = states[min(3, count)], states[count]
    print(json.dumps({"third": third, "last": last, "growth_percent": round(100 * (last["rss"] / third["rss"] - 1), 2), "left": left}))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30)
