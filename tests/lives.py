"""A studio with many lives, for tests of what a restart costs: python -m tests.lives OUTPUTS PORT

It imports once, then forks a process for every line on standard input, "SIGNAL STAGE COUNT" or "" for a quiet life, which serves the page
like `app.py serve` does; its voice is a tone, so that a short takes seconds. With a signal (9 kill, 15 terminate) a life sends it to itself
when the stage reports for the COUNT-th time. POSIX only.
"""

from __future__ import annotations

import os
import random
import select
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from shorts.progress import Work
from shorts.server.serve import closing_all, listen, run
from shorts.settings import Settings
from shorts.studio import Studio
from shorts.ui.build import load_gradio, make_app
from tests.browser import ROOT, free_port, wait_for
from tests.maker import KillAt, ToneVoice, small_frames, tone_workshop, warm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shorts.artifacts import Progress
    from shorts.jobs import Job
    from shorts.workshop import Workshop


class MortalStudio(Studio):
    """Ends its process at a chosen report of a chosen stage."""

    end: KillAt | None = None

    def _make(self, job: Job, work: Work) -> None:
        def tell(event: Progress) -> None:
            work.listener(event)
            if self.end is not None:
                self.end(event)

        super()._make(job, Work(tell, work.cancel))


def with_tone(settings: Settings) -> Workshop:
    """A workshop where the voice that everybody has by default is a tone."""
    shop = tone_workshop(settings)
    shop.voices["kokoro"] = ToneVoice()
    return shop


def live(settings: Settings, port: int, end: KillAt | None) -> None:
    random.seed()  # a fork has its parent's chances: Gradio would give every life the same id
    with closing_all(listen(port, everywhere=False)) as sockets:
        studio = MortalStudio(settings)
        studio.end = end
        try:
            run(make_app(studio), sockets)
        finally:
            studio.close()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(outputs: Path, port: int) -> None:
    settings = replace(Settings(), outputs=outputs, ui_language="ko")
    load_gradio(settings)
    import uvicorn  # noqa: F401 - once, for all lives

    import shorts.pipeline
    import shorts.ui.page

    warm()

    shorts.studio.survey_workshop = with_tone
    say("ready")
    for line in sys.stdin:
        end = None
        if line.strip():
            number, stage, count = line.split()
            end = KillAt(stage, int(count), signal.Signals(int(number)))
        child = os.fork()
        if child == 0:
            with small_frames():
                live(settings, port, end)
            os._exit(0)
        say(str(child))
        os.waitpid(child, 0)
        say("ended")


@dataclass
class Lives:
    """The running program, as a test drives it."""

    process: subprocess.Popen[str]
    outputs: Path
    port: int
    child: int = 0

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def begin(self, end: str = "") -> None:
        """A new life; `end` as above. Returns when the page is answered."""
        self._say(end)
        self.child = int(self._line())
        wait_for(self.address, self.outputs.parent / "log.txt")

    def ended(self) -> None:
        """Wait until the present life is over."""
        assert self._line() == "ended"
        self.child = 0

    def kill(self, how: int = signal.SIGKILL) -> None:
        assert self.child, "nothing lives"  # 0 would be every process of this group
        os.kill(self.child, how)
        self.ended()

    def _say(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def _line(self) -> str:
        assert self.process.stdout is not None
        assert select.select([self.process.stdout], [], [], 120)[0], (self.outputs.parent / "log.txt").read_text(encoding="utf-8")
        return self.process.stdout.readline().strip()


@contextmanager
def many_lives(folder: Path) -> Iterator[Lives]:
    """The program, ready for its first life."""
    if sys.platform == "win32":
        pytest.skip("forks")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with (folder / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.lives", str(folder / "outputs"), str(port)], cwd=ROOT, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log,
        )  # fmt: skip
        lives = Lives(process, folder / "outputs", port)
        assert lives._line() == "ready", (folder / "log.txt").read_text(encoding="utf-8")
        try:
            yield lives
        finally:
            if lives.child:
                lives.kill()
            process.communicate(timeout=30)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
