"""The studio after set-up: `python app.py` opens it in the browser; `python app.py --help` lists the commands."""

from __future__ import annotations

import sys

from shorts.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
