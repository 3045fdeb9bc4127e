"""Chinese characters by their Korean readings."""

from __future__ import annotations

HEADLINE = {
    "美": "미국", "中": "중국", "日": "일본", "韓": "한국", "北": "북한", "英": "영국", "獨": "독일", "佛": "프랑스", "伊": "이탈리아", "露": "러시아", "臺": "대만", "印": "인도", "與": "여당", "野": "야당", "檢": "검찰", "警": "경찰", "軍": "군", "靑": "청와대", "車": "차", "銀": "은행", "法": "법원", "前": "전", "現": "현", "新": "신", "故": "고", "反": "반", "親": "친", "對": "대", "外": "외", "內": "내", "大": "대", "小": "소", "男": "남", "女": "여",
}  # fmt: skip
"""One character on its own, as headlines use it."""


def hanja_words(text: str, start: int, end: int) -> str:
    """The reading of text[start:end]; a single character that stands alone means what headlines mean by it."""
    run = text[start:end]
    alone = end - start == 1 and not text[start - 1 : start].isalnum()
    if alone and run in HEADLINE:
        return HEADLINE[run]
    import hanja

    return str(hanja.translate(run, "substitution"))
