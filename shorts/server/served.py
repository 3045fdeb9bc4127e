"""Which files of a short leave the machine."""

from __future__ import annotations

import re

_NAME = r"[0-9A-Za-z가-힣][0-9A-Za-z가-힣_.-]{0,120}"
SERVED = re.compile(
    r"(short|draft)\.mp4|post\.txt|report\.json"
    rf"|{_NAME}\.(jpg|srt|vtt)"
    rf"|previews/{_NAME}\.(jpg|png|webp|wav|m4a|mp4)"
    rf"|media/{_NAME}\.(jpg|png|webp|mp4)"
    r"|artifacts/photos/[0-9a-f]{8,64}\.jpg"
)
"""Names below a short's folder that leave the machine; every other file of it (its record, its other artifacts) stays."""
