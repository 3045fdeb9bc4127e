"""How soon the studio's page is there, against a bare Gradio page: python -m bench.page [TIMES]

In one run and taking turns, a bare `gr.Blocks` page with one box and one button on the same Gradio, and the studio as its command starts it:
start-up (from starting the process until its page is answered), first interactive (in a fresh headless browser context with an empty cache,
from asking for the page until a mouse could press the main button: it is shown, enabled, at rest and not covered), CPU seconds of either,
what an open page costs on which nothing happens (CPU seconds a second, of the server and of the browser), and the server's memory.
Prints the medians of TIMES runs (default 5) with their ratios, and writes bench/results/page.json.
The goals: start-up ≤ 1.3 times, first interactive ≤ 2 times.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, LAPTOP, found_browser, free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "bench" / "results" / "page.json"
GOALS = {"start": 1.3, "interactive": 2.0}
_SETTLED, _AT_REST = 6.0, 10.0  # seconds
BARE = """
import os, sys
os.environ.update(GRADIO_ANALYTICS_ENABLED="False", HF_HUB_OFFLINE="1")
import gradio as gr
with gr.Blocks() as page:
    box = gr.Textbox()
    button = gr.Button("go", elem_id="make")
    button.click(lambda text: text, box, box)
page.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), ssr_mode=False, quiet=True)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, but for `rest_…` (CPU seconds a second), `memory` (MB resident, idle) and `loaded` (kB that came over the wire for the page)."""

    start: float
    start_cpu: float
    interactive: float
    browser_cpu: float
    rest_cpu: float
    rest_browser_cpu: float
    memory: float
    loaded: float


def command(kind: str, port: int) -> list[str]:
    if kind == "bare":
        return [sys.executable, "-c", BARE, str(port)]
    return [sys.executable, str(ROOT / "app.py"), "serve", "--no-browser", "--port", str(port)]


def run(kind: str, browser: Browser, folder: Path) -> Run:
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    environment = {**os.environ, "SHORTS_OUTPUTS": str(folder), "SHORTS_LANGUAGE": "ko"}
    began = time.perf_counter()
    server = psutil.Popen(command(kind, port), env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(address)
        start, start_cpu = time.perf_counter() - began, cpu_of(server)
        interactive, browser_cpu, *rest, loaded = looked_at(browser, address, server)
        return Run(start, start_cpu, interactive, browser_cpu, *rest, server.memory_info().rss / 1e6, loaded)
    finally:
        server.terminate()
        server.wait(30)


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.02)
    raise TimeoutError(address)


def looked_at(browser: Browser, address: str, server: psutil.Popen) -> tuple[float, float, float, float, float]:
    """Seconds until the main button could be pressed, the browser's CPU seconds meanwhile, those of the server and of the browser for a second
    of the open page, and kB transferred."""
    context = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]}, locale="ko-KR")
    page = context.new_page()
    used, began = cpu_of_browsers(), time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("#make").click(trial=True, timeout=120_000)
    seconds, used = time.perf_counter() - began, cpu_of_browsers() - used
    loaded = page.evaluate("performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation')).reduce((sum, e) => sum + e.transferSize, 0) / 1000")
    page.wait_for_timeout(_SETTLED * 1000)
    server_cpu, browser_cpu, began = cpu_of(server), cpu_of_browsers(), time.perf_counter()
    page.wait_for_timeout(_AT_REST * 1000)
    server_cpu, browser_cpu, rest = cpu_of(server) - server_cpu, cpu_of_browsers() - browser_cpu, time.perf_counter() - began
    context.close()
    return seconds, used, server_cpu / rest, browser_cpu / rest, float(loaded)


def cpu_of(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def cpu_of_browsers() -> float:
    """Of the browser of this process, its helpers included."""
    total = 0.0
    for child in psutil.Process().children(recursive=True):
        try:
            total += cpu_of(child) if "chrom" in child.name() else 0.0
        except psutil.NoSuchProcess:
            continue
    return total


def main(times: int) -> None:
    runs: dict[str, list[Run]] = {"bare": [], "ours": []}
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else -1.0
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=found_browser(), args=FLAGS)
        for kind in ("bare", "ours"):  # files into the system's cache, the database made
            run(kind, browser, Path(folder))
        for _ in range(times):
            for kind, found in runs.items():
                found.append(run(kind, browser, Path(folder)))
        browser.close()
    medians = {kind: {name: statistics.median(getattr(one, name) for one in found) for name in Run.__slots__} for kind, found in runs.items()}
    ratios = {name: medians["ours"][name] / medians["bare"][name] for name in Run.__slots__}
    for name in Run.__slots__:
        goal = f"   (goal: {GOALS[name]} at most)" if name in GOALS else ""
        print(f"{name:16s} bare {medians['bare'][name]:8.2f}   ours {medians['ours'][name]:8.2f}   ratio {ratios[name]:5.2f}{goal}")
    print(f"load average at the start {load:.1f}, {os.cpu_count()} cores, median of {times}")
    rounded = {kind: {name: round(value, 3) for name, value in one.items()} for kind, one in {**medians, "ratio": ratios}.items()}
    told = {"times": times, "cores": os.cpu_count(), "load": round(load, 1), "goals": GOALS, **rounded}
    told["runs"] = {kind: [{name: round(value, 3) for name, value in asdict(one).items()} for one in found] for kind, found in runs.items()}
    RESULT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
