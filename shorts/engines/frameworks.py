"""How diffusers and transformers behave here: offline, without bars and warnings on the terminal."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec

from shorts.engines.torch_voices import import_with_torchaudio


@cache
def settle() -> None:
    """Call before the first import of a class of theirs. What goes wrong is raised; their advice is for programmers."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")  # some of it is said while they are imported
    os.environ.setdefault("DIFFUSERS_VERBOSITY", "error")
    if find_spec("torchaudio"):  # transformers imports it where it is installed, for whichever torch: pictures must not fail for a voice's package
        import_with_torchaudio("transformers.audio_utils")
    from diffusers.utils import logging as of_diffusers
    from transformers.utils import logging as of_transformers

    for log in (of_diffusers, of_transformers):
        log.set_verbosity_error()
        log.disable_progress_bar()
