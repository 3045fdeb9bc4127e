"""The bench of the card runs from end to end with tiny weights, on whatever there is."""

from __future__ import annotations

import json
import sys

import pytest

from bench.gpu import main


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_it_measures_pictures_and_swaps(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["bench.gpu", "--tiny"])
    assert main() == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["steps"] for row in rows["pictures"]] == [30, 8]
    assert all(row["ours"] > 0 and row["plain"] > 0 for row in rows["pictures"])
    assert rows["swaps"]["growth"] == 0
    assert rows["swaps"]["bytes"] > 0
