"""How the page looks: a calm theme of our own, light and dark, readable at arm's length."""

from __future__ import annotations

from pathlib import Path
from typing import Any

CSS = (Path(__file__).parent / "studio.css").read_text(encoding="utf-8")


def theme() -> Any:
    """Warm neutrals and one orange; system fonts only, so that nothing is fetched."""
    import gradio as gr

    fonts = ["Pretendard", "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", "system-ui", "sans-serif"]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.orange,
        secondary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_lg,
        text_size=gr.themes.sizes.text_lg,
        font=fonts,
        font_mono=["ui-monospace", "Consolas", "monospace"],
    ).set(
        body_background_fill="#faf7f2",
        body_background_fill_dark="#191715",
        block_background_fill="#ffffff",
        block_background_fill_dark="#232019",
        block_border_width="1px",
        block_border_color="#ece5da",
        block_border_color_dark="#3a352c",
        block_label_text_weight="600",
        button_primary_background_fill="#c2410c",
        button_primary_background_fill_hover="#9a3412",
        button_primary_background_fill_dark="#c2410c",
        button_primary_text_color="#ffffff",
        input_background_fill="#fffdf9",
        input_background_fill_dark="#2b2721",
    )
