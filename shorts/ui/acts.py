"""What the buttons of the job strip do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.ui.desk import Desk, Session


@dataclass(frozen=True)
class Acts:
    desk: Desk

    def act(self, session: Session, press: dict[str, str]) -> Session:
        """`press` tells what is to be done with which job."""
        act, job = press["act"], press["id"]
        studio = self.desk.studio
        match act:
            case "cancel":
                studio.cancel(job)
            case "pause":
                studio.pause(job)
            case "resume" | "retry":
                studio.resume(job)
                if self.desk.short(session) is None:
                    return {"short": studio.job(job).short}
            case "front":
                studio.move(job, to_front=True)
            case "dismiss":
                return {"dismissed": job}
        return {}
