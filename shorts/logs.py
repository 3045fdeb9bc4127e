"""The studio's log: outputs/logs/studio.log, five files of 1 MB at most. It says what happened, never to what text.

Left out on purpose: the words of errors (they quote pages, scripts and addresses), query strings, passwords, tokens and cookies.
"""

from __future__ import annotations

import logging
import re
import traceback
from logging.handlers import RotatingFileHandler
from typing import TYPE_CHECKING

from shorts.files import storage_errors

if TYPE_CHECKING:
    from pathlib import Path

    from shorts.settings import Settings

_LOGGERS = ("shorts", "uvicorn.error")
_LONGEST = 500
"""Characters of one message: longer ones carry somebody's text."""
_SECRETS = (
    (re.compile(r"(?i)(https?://)[^/\s@]*@"), r"\1"),
    (re.compile(r"\?[^\s\"'<>]*"), "?…"),
    (re.compile(r"(?i)\b(password|passwd|token|secret|cookie|authorization|api[-_]?key)(\W{1,3})(?:bearer\s+)?[^\s,;]+"), r"\1\2…"),
    (re.compile(r"(?i)\bbearer\s+\S+"), "Bearer …"),
)


class Discreet(logging.Formatter):
    """Messages without secrets; errors as their types and places only."""

    def format(self, record: logging.LogRecord) -> str:
        when = self.formatTime(record)
        lines = [f"{when} {record.levelname} {record.name}: {stripped(record.getMessage())}"]
        error = record.exc_info[1] if record.exc_info else None
        while error is not None:
            lines.append(f"  {type(error).__module__}.{type(error).__qualname__}")
            lines += [f"    {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


def stripped(message: str) -> str:
    for pattern, instead in _SECRETS:
        message = pattern.sub(instead, message)
    return message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"


def open_log(settings: Settings) -> logging.Handler:
    """Log the studio to its file from now on, until `close_log`. Raises DiskFull, OutputUnwritable."""
    path = log_path(settings)
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=4, encoding="utf-8", errors="replace")
    handler.setFormatter(Discreet())
    handler.setLevel(logging.INFO)
    for name in _LOGGERS:
        logging.getLogger(name).addHandler(handler)
    logging.getLogger("shorts").setLevel(logging.INFO)
    return handler


def close_log(handler: logging.Handler) -> None:
    for name in _LOGGERS:
        logging.getLogger(name).removeHandler(handler)
    handler.close()


def log_path(settings: Settings) -> Path:
    return settings.outputs / "logs" / "studio.log"
