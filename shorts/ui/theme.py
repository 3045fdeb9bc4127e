"""How the page looks: a calm theme of our own, light and dark, readable at arm's length."""

from __future__ import annotations

from typing import Any


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
        body_text_color="#292320",
        body_text_color_dark="#f3ece2",
        block_background_fill="#ffffff",
        block_background_fill_dark="#232019",
        block_border_width="1px",
        block_border_color="#e4d9c8",
        block_border_color_dark="#4a4338",
        block_label_text_weight="600",
        block_title_text_color="#292320",
        block_title_text_color_dark="#f3ece2",
        block_title_text_weight="700",
        block_title_text_size="0.95rem",
        block_padding="10px 12px",
        layout_gap="10px",
        button_primary_background_fill="#c2410c",
        button_primary_background_fill_hover="#9a3412",
        button_primary_background_fill_dark="#c2410c",
        button_primary_background_fill_hover_dark="#9a3412",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#efe6d8",
        button_secondary_background_fill_hover="#e4d6c1",
        button_secondary_background_fill_dark="#3a352c",
        button_secondary_background_fill_hover_dark="#4a4338",
        button_secondary_text_color="#292320",
        button_secondary_text_color_dark="#f3ece2",
        checkbox_label_background_fill="#f5efe6",
        checkbox_label_background_fill_hover="#efe6d8",
        checkbox_label_background_fill_selected="#c2410c",
        checkbox_label_background_fill_dark="#2b2721",
        checkbox_label_background_fill_hover_dark="#3a352c",
        checkbox_label_background_fill_selected_dark="#c2410c",
        checkbox_label_text_color="#292320",
        checkbox_label_text_color_dark="#f3ece2",
        checkbox_label_text_color_selected="#ffffff",
        checkbox_label_text_color_selected_dark="#ffffff",
        input_background_fill="#fffdf9",
        input_background_fill_dark="#2b2721",
    )
