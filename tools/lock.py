"""Resolve requirements.in, requirements-dev.in and requirements-voices.in for every platform and Python that start.py accepts, with hashes: python tools/lock.py

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
HEADER = "# Made by tools/lock.py from {}; don't edit. torch is missing on purpose: start.py chooses its build.\n"


def main() -> int:
    sys.path.insert(0, str(ROOT))
    from start import TORCH

    for name in ("requirements", "requirements-dev", "requirements-voices"):
        print(name, resolve(ROOT / f"{name}.in", ROOT / f"{name}.txt", TORCH), "packages")
    return 0


def resolve(wanted: Path, lock: Path, torch: str) -> int:
    """Write the lock; how many packages it names."""
    with tempfile.TemporaryDirectory() as folder:
        constraint, target = Path(folder) / "torch.txt", Path(folder) / "lock.txt"
        constraint.write_text(f"torch=={torch}\n", encoding="utf-8")
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header"]
        subprocess.run([*command, "--constraint", str(constraint), str(wanted), "-o", str(target)], check=True, cwd=ROOT)
        blocks = re.split(r"\n(?=[A-Za-z0-9])", target.read_text(encoding="utf-8"))
    kept = [block for block in blocks if not NOT_OURS.match(block)]
    lock.write_text(HEADER.format(wanted.name) + "\n".join(kept).rstrip() + "\n", encoding="utf-8")
    return len(kept)


if __name__ == "__main__":
    sys.exit(main())
