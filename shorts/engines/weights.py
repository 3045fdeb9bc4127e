"""How weights in a folder of a model are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shorts.engines.frameworks import settle
from shorts.models.safety import demand_safe_weights

if TYPE_CHECKING:
    from pathlib import Path


def local_weights(folder: Path) -> dict[str, Any]:
    """Arguments for from_pretrained: checked, .safetensors only, the fp16 files where there are such, nothing fetched. Raises UnsafeWeights."""
    settle()
    weights = sorted(folder.glob("*.safetensors"))
    for file in weights:
        demand_safe_weights(file)
    variant = "fp16" if any(".fp16." in file.name for file in weights) else None
    return {"variant": variant, "use_safetensors": True, "local_files_only": True}
