"""What each endpoint is for, in English (the OpenAPI's summary) and Korean (its "x-ko"; the page at /api/docs shows the reader's)."""

from __future__ import annotations

from typing import Any

SUMMARIES: dict[str, tuple[str, str]] = {
    "health": ("Is the studio there?", "스튜디오가 켜져 있는지 확인합니다"),
    "info": ("Version, graphics card, disk, engines and queue", "버전, 그래픽 카드, 디스크, 엔진, 대기열을 알려 줍니다"),
    "characters": ("The cast", "캐릭터 목록"),
    "generate": ("Make a short from an address, a text or a topic", "주소, 글, 주제로 쇼츠를 만듭니다"),
    "status": ("Where a short or a job stands", "쇼츠나 작업이 어디까지 됐는지 알려 줍니다"),
    "download": ("The video, or a file that goes with it", "영상이나 딸린 파일을 받습니다"),
    "list": ("All shorts, searched and sorted", "쇼츠 목록: 검색과 정렬"),
    "delete": ("Put a short into the trash, or remove it for good", "쇼츠를 휴지통에 넣거나 완전히 지웁니다"),
    "script": ("The script as JSON", "대본을 JSON으로 받습니다"),
    "set_script": (
        "Keep an edited script; “make” then remakes what changed",
        "고친 대본을 저장합니다. 이어서 make를 요청하면 바뀐 부분만 다시 만듭니다",
    ),
    "make": ("Make a short again, or go further with it", "쇼츠를 다시 만들거나, 대본에서 초안·영상까지 이어서 만듭니다"),
    "cancel": ("Cancel a job; what was made is kept", "작업을 취소합니다. 만들어진 것은 남습니다"),
    "pause": ("Pause a job", "작업을 멈춥니다"),
    "resume": ("Go on with a paused, failed or cancelled job", "멈추거나 실패하거나 취소한 작업을 이어 합니다"),
    "events": ("Progress as server-sent events, until the job ends", "진행 상황을 서버 전송 이벤트로 받습니다. 작업이 끝나면 닫힙니다"),
    "all_events": ("Progress of all jobs as server-sent events", "모든 작업의 진행 상황을 서버 전송 이벤트로 받습니다"),
    "models": ("The models that can be installed, and how far that is", "설치할 수 있는 모델과 설치 상태"),
    "install": ("Install a model and what it needs", "모델과 그 모델에 필요한 것을 설치합니다"),
}


def said(name: str, **more: Any) -> dict[str, Any]:
    """Arguments of a route: its summary in both languages, and what else its part of the OpenAPI must say."""
    english, korean = SUMMARIES[name]
    return {"summary": english, "openapi_extra": {"x-ko": korean, **more}}
