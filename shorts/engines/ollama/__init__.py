"""The script writer that asks a language model, run by Ollama on this machine or another of the user's own."""

from __future__ import annotations

from shorts.engines.ollama.writer import OllamaWriter

__all__ = ["OllamaWriter"]
