"""Texts as SDXL's two CLIP encoders read them, of any length.

CLIP reads 77 tokens. A longer prompt is read in pieces of 75 that end at commas, each between its own begin and end marks, and what the
encoders say of them is put in a row: the UNet's attention takes a row of any length. (The way of AUTOMATIC1111's web UI.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOM = 75
"""Tokens of a piece, its two marks not counted."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoders make of a prompt, on the CPU. `words`: 1 × 77·pieces × width of both; `whole`: 1 × width of the second.
    `not_words`, `not_whole`: the same of what is not wanted; None without guidance."""

    words: Any
    whole: Any
    not_words: Any = None
    not_whole: Any = None


def read_text(prompt: str, negative: str | None, readers: Sequence[tuple[Any, Any]]) -> Reading:
    """By the (tokenizer, encoder) pairs of SDXL, in its order. `negative` None: no guidance."""
    import torch

    pieces = [[_pieces(text, tokenizer) for tokenizer, _ in readers] for text in (prompt, *([] if negative is None else [negative]))]
    count = max(len(row) for rows in pieces for row in rows)  # guidance needs rows of one length
    with torch.no_grad():
        said = [_said(rows, readers, count) for rows in pieces]
    return Reading(*said[0], *(said[1] if len(said) > 1 else ()))


def _said(rows: list[list[list[int]]], readers: Sequence[tuple[Any, Any]], count: int) -> tuple[Any, Any]:
    import torch

    hidden, whole = [], None
    for row, (tokenizer, encoder) in zip(rows, readers, strict=True):
        ids = torch.tensor([_marked(piece, tokenizer) for piece in row + [[]] * (count - len(row))])
        output = encoder(ids.to(encoder.device), output_hidden_states=True)
        states = output.hidden_states[-2]  # the last but one, as SDXL was trained
        hidden.append(states.reshape(1, -1, states.shape[-1]))
        whole = output[0][:1]  # of the second encoder, the last here: the projected text
    return torch.cat(hidden, dim=-1).cpu(), None if whole is None else whole.cpu()


def _marked(piece: list[int], tokenizer: Any) -> list[int]:
    padding = [tokenizer.pad_token_id] * (ROOM - len(piece))
    return [tokenizer.bos_token_id, *piece, tokenizer.eos_token_id, *padding]


def _pieces(text: str, tokenizer: Any) -> list[list[int]]:
    """Tokens in pieces of ROOM at most; each ends with its last comma, if there is one and more follows."""
    ids: list[int] = tokenizer(text, add_special_tokens=False, verbose=False).input_ids
    comma = tokenizer(",", add_special_tokens=False).input_ids[-1]
    pieces = []
    while len(ids) > ROOM:
        end = max((index + 1 for index, token in enumerate(ids[:ROOM]) if token == comma), default=ROOM)
        pieces.append(ids[:end])
        ids = ids[end:]
    return [*pieces, ids]
