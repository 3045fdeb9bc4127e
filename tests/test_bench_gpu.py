"""The bench of the card runs from end to end with tiny weights, on whatever there is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.slow
def test_it_measures_pictures_and_swaps() -> None:
    done = subprocess.run([sys.executable, "-W", "ignore", "-m", "bench.gpu", "--tiny"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = json.loads(done.stdout)
    assert [row["steps"] for row in rows["pictures"]] == [30, 8]
    assert all(row["ours"] > 0 and row["plain"] > 0 for row in rows["pictures"])
    assert rows["swaps"]["growth"] == 0
    assert rows["swaps"]["bytes"] > 0
