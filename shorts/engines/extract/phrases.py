"""The only words of a script that don't come from the page. None of them states a fact.

Korean is written in 해요체 and turned into 합니다체 where a character speaks that way. {key} is the page's own name for its subject.
Every closing has one call to action. Lengths differ on purpose: they let a short meet its length exactly.
"""

from __future__ import annotations

CLOSINGS_KO: dict[str, tuple[str, ...]] = {
    "product": (
        "자세한 건 설명란에서 확인해 보세요.",
        "{key}, 설명란에서 더 자세히 살펴보세요.",
        "더 꼼꼼히 보고 싶다면 설명란의 링크를 확인해 보세요.",
        "고민되는 분은 저장해 두고 천천히 비교해 보세요.",
        "{key}, 잊기 전에 저장해 두세요.",
        "마음에 들었다면 저장해 두세요.",
        "필요한 분이 떠오르면 이 영상을 공유해 주세요.",
    ),
    "news": (
        "자세한 내용은 설명란에서 확인해 보세요.",
        "{key} 소식, 주변에도 알려 주세요.",
        "도움이 됐다면 저장해 두고 다시 확인해 보세요.",
        "궁금한 점은 댓글로 남겨 주세요.",
        "여러분의 생각을 댓글로 들려주세요.",
        "{key}, 원문은 설명란에서 확인해 보세요.",
        "다음 소식도 놓치지 않게 구독해 주세요.",
    ),
    "howto": (
        "저장해 두고 그대로 따라 해 보세요.",
        "저장해 두고 필요할 때 천천히 꺼내 보세요.",
        "필요할 때 볼 수 있게 저장해 두세요.",
        "해 보고 어땠는지 댓글로 알려 주세요.",
        "도움이 됐다면 이 영상을 공유해 주세요.",
        "자세한 내용은 설명란에서 확인해 보세요.",
    ),
    "story": (
        "여러분 이야기도 댓글로 들려주세요.",
        "비슷한 경험이 있다면 댓글로 남겨 주세요.",
        "이 이야기가 필요한 분께 공유해 주세요.",
        "마음에 남았다면 저장해 두세요.",
        "이야기의 전문은 설명란에서 읽어 보세요.",
        "{key}, 여러분은 어떻게 느꼈는지 댓글로 남겨 주세요.",
    ),
}
PERSONA_KO: dict[str, tuple[str, ...]] = {
    "business": ("핵심만 저장해 두세요.", "나중에 다시 볼 수 있게 저장해 두세요."),
    "tech": ("창을 닫기 전에 저장해 두세요.", "더 파고들고 싶다면 설명란부터 열어 보세요."),
    "fashion": ("두고두고 꺼내 보게 저장해 두세요.", "마음이 움직였다면 살짝 저장해 두세요."),
    "sports": ("미루지 말고 지금 바로 저장하세요!", "숨 고르는 동안 저장부터 해 두세요."),
    "food": ("식기 전에 얼른 저장해 두세요.", "천천히 곱씹어 보게 저장해 두세요."),
    "entertainment": ("혼자 보기 아깝다면 친구에게도 보여 주세요.", "앙코르가 필요하면 저장해 두고 다시 보세요."),
    "everyday": ("주변에도 살짝 알려 주세요.", "잊지 않게 저장해 두세요."),
}
CLOSINGS_EN: dict[str, tuple[str, ...]] = {
    "product": (
        "Full details are in the description, so take a look.",
        "Save this one and compare before you buy.",
        "Curious about the {key}? Check the description.",
        "Know someone who would like it? Share this with them.",
        "Check the description for more.",
        "Still deciding? Save this and come back to it later.",
    ),
    "news": (
        "Read the full story in the description.",
        "What do you think? Tell me in the comments.",
        "Share this with someone who should know.",
        "Check the description for the source, and make up your own mind.",
        "Save this for later.",
        "Follow along for what comes next.",
    ),
    "howto": (
        "Save this and try it yourself.",
        "Save this for the next time you need it.",
        "Try it, then tell me in the comments how it went.",
        "Share this with someone who needs it.",
        "Save it for later.",
    ),
    "story": (
        "Tell me your own story in the comments.",
        "If this stayed with you, pass it on.",
        "Read the whole story in the description.",
        "Has something like this happened to you? Tell me in the comments.",
        "Save this for later.",
    ),
}
PERSONA_EN: dict[str, tuple[str, ...]] = {
    "business": ("That's the short version. Save it for later.", "Keep this one on file: save it."),
    "tech": ("Want to dig deeper? Check the description.", "Bookmark this before you close the tab."),
    "fashion": ("If it speaks to you, save it.", "Keep it among your favorites: save it."),
    "sports": ("No excuses. Save this now!", "Catch your breath, then save this."),
    "food": ("Save this while it's still warm.", "Something to chew on. Save it for later."),
    "entertainment": ("Too good to keep to yourself? Show a friend.", "Want an encore? Save this and watch it again."),
    "everyday": ("Pass it on to someone nice.", "Save it so you don't forget."),
}
TITLE_QUESTIONS_KO: dict[str, tuple[str, ...]] = {
    "product": ("어떤 제품일까요?", "뭐가 들어 있을까요?", "나에게 맞을까요?"),
    "news": ("무슨 소식일까요?", "어떤 내용일까요?", "왜 눈여겨봐야 할까요?"),
    "howto": ("어떻게 하면 될까요?", "어떻게 할까요?"),
    "story": ("어떤 이야기일까요?", "무슨 일이 있었을까요?"),
}
TITLE_QUESTIONS_EN: dict[str, tuple[str, ...]] = {
    "product": ("What do you get?", "Is it for you?"),
    "news": ("What's going on?", "Here's what we know."),
    "howto": ("How does it work?", "Where do you start?"),
    "story": ("What happened?", "What's the story?"),
}
THOUGHTS_KO = ("이 가운데 무엇이 가장 마음에 와닿나요?", "여러분은 어떻게 생각하세요?", "어떤 점이 가장 눈에 들어오나요?")
THOUGHTS_EN = ("Which of these speaks to you most?", "What's your own take on it?", "Which one would you pick?")
ORDINALS = {"ko": ("첫째,", "둘째,", "셋째,", "넷째,", "다섯째,"), "en": ("First,", "Second,", "Third,", "Fourth,", "Fifth,")}
TYPED_QUESTIONS = {"ko": ("알고 계셨나요?", "얼마나 알고 계세요?"), "en": ("Did you know these?", "How many of these do you know?")}
STEP_WORDS_KO = ("먼저", "그다음", "이어서", "그리고")
STEP_WORDS_EN = ("First", "Next", "Then", "After that")
LAST_STEP = {"ko": "마지막으로", "en": "Finally"}
GENRE_TAGS = {
    "ko": {"product": ("추천템", "제품소개", "쇼핑"), "news": ("뉴스", "오늘의소식", "이슈"), "howto": ("꿀팁", "따라하기", "생활정보"),
        "story": ("이야기", "에세이", "일상")},
    "en": {"product": ("productspotlight", "shopping", "review"), "news": ("news", "explained", "today"), "howto": ("howto", "tips", "learn"),
        "story": ("story", "storytime", "essay")},
}  # fmt: skip
SOURCE_LINE = {"ko": "출처: {source}", "en": "Source: {source}"}
