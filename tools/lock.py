"""Resolve requirements.in for every platform and Python that start.py accepts, with hashes: python tools/lock.py

Needs uv (pip install uv). torch and what only its CUDA builds need stay out: start.py installs those.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOT_OURS = re.compile(r"^(torch|triton|nvidia-[\w-]+|cuda-[\w-]+)==", re.M)
HEADER = "# Made by tools/lock.py from requirements.in; don't edit. torch is missing on purpose: start.py chooses its build.\n"


def main() -> int:
    sys.path.insert(0, str(ROOT))
    from start import TORCH

    with tempfile.TemporaryDirectory() as folder:
        constraint = Path(folder) / "torch.txt"
        constraint.write_text(f"torch=={TORCH}\n", encoding="utf-8")
        target = Path(folder) / "lock.txt"
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header"]
        subprocess.run([*command, "--constraint", str(constraint), str(ROOT / "requirements.in"), "-o", str(target)], check=True)
        lock = target.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[A-Za-z0-9])", lock)
    kept = [block for block in blocks if not NOT_OURS.match(block)]
    (ROOT / "requirements.txt").write_text(HEADER + "\n".join(kept).rstrip() + "\n", encoding="utf-8")
    print(f"{len(kept)} packages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
