"""Sizes that image models know, and the one of them that is nearest in shape to a frame."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Size = tuple[int, int]
"""Width, height; pixels."""

SDXL: tuple[Size, ...] = ((1024, 1024), (896, 1152), (832, 1216), (768, 1344), (1152, 896), (1216, 832), (1344, 768))
"""Buckets that SDXL was trained at (appendix I of its paper, https://arxiv.org/abs/2307.01952), about a megapixel each."""

SMALL: tuple[Size, ...] = ((672, 672), (608, 768), (512, 896), (896, 512))
"""The same shapes in less than half the pixels, for cards with little memory; multiples of 32, which the UNet halves twice."""


def nearest_size(width: int, height: int, sizes: Sequence[Size] = SDXL, native: int = 1024) -> Size:
    """The size whose shape is nearest to `width` by `height`, for a model whose own square is `native` pixels wide; multiples of 8."""
    near = min(sizes, key=lambda size: abs(math.log(size[0] * height / (size[1] * width))))
    return near[0] * native // 1024 // 8 * 8, near[1] * native // 1024 // 8 * 8
