"""What several test files share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from shorts.settings import Settings
from tests.pages import Pages, serve_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="session")
def pages() -> Iterator[str]:
    """Address of a local server with good and bad pages (tests/pages.py) and the examples."""
    server, address = serve_pages()
    yield address
    server.shutdown()
    server.server_close()


@pytest.fixture
def hits() -> list[str]:
    """Paths requested of `pages` during this test."""
    Pages.hits.clear()
    return Pages.hits


@pytest.fixture
def local(tmp_path: Path) -> Settings:
    """Settings that may open loopback pages and write into the test's folder."""
    return replace(Settings(), outputs=tmp_path / "outputs", allow_local_pages=True, page_seconds=4.0)
