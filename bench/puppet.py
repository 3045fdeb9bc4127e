"""What drawing a puppet costs: `python -m bench.puppet [ID…]`.

CPU milliseconds a frame on one thread at 1080×1920, over one second of talking and waving, for a full-size and a half-size
place; and what it costs to open the file and draw the first frame.
"""

from __future__ import annotations

import sys
import time

import cv2
import numpy as np

from shorts.cast import load_cast
from shorts.picture.yuv import Canvas
from shorts.progress import Work
from shorts.settings import Settings
from shorts.toon.acting_mouth import MOUTHS
from shorts.toon.acting_pose import ArmPose, PuppetPose
from shorts.toon.puppet import Place, Puppet

FRAMES = 45


def milliseconds(puppet: Puppet, scale: float) -> float:
    """Median CPU time of one frame."""
    canvas, taken = Canvas.blank(1080, 1920), []
    for i in range(FRAMES):
        mouth = list(MOUTHS)[i // 2 % len(MOUTHS)]
        pose = PuppetPose(mouth=mouth, yaw=5 * np.sin(i / 9), roll=np.sin(i / 7), left=ArmPose("wave", 1.0, np.sin(i / 3)), breath=np.sin(i / 20))
        start = time.thread_time()
        puppet.draw(canvas, pose, Place(540 + i / 7, 1620, scale))
        taken.append(time.thread_time() - start)
    return float(np.median(taken)) * 1000


def main() -> None:
    cv2.setNumThreads(1)
    settings = Settings()
    for character in load_cast(settings.characters).values():
        if character.toon is None or (sys.argv[1:] and character.id not in sys.argv[1:]):
            continue
        start = time.thread_time()
        puppet = Puppet.load(character, settings, Work())
        puppet.draw(Canvas.blank(1080, 1920), PuppetPose(), Place(540, 1620))
        opened = time.thread_time() - start
        print(f"{character.id:16s} open {opened:.2f} s   1.0: {milliseconds(puppet, 1.0):5.1f} ms   0.5: {milliseconds(puppet, 0.5):5.1f} ms")


if __name__ == "__main__":
    main()
