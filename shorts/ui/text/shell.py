"""Words of the shell: header, steps, job strip, monitor, and what several tabs say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    """Placeholders in braces are filled by the caller."""

    title: str = "로컬 쇼츠 스튜디오"
    tagline: str = "모든 작업은 이 컴퓨터 안에서만 이루어집니다"
    other_language: str = "English"
    other_path: str = "/en/"
    other_code: str = "en"
    steps: str = "단계"
    tab_source: str = "소재"
    tab_script: str = "대본"
    tab_character: str = "캐릭터"
    tab_images: str = "그림"
    tab_voice: str = "목소리"
    tab_video: str = "영상"
    tab_render: str = "완성"
    tab_gallery: str = "보관함"
    tab_models: str = "모델"
    tab_settings: str = "설정"

    look: str = "확인해 주세요"
    unexpected: str = "예상하지 못한 문제가 생겼습니다. 입력한 내용은 그대로 있으니 다시 시도해 주세요."
    lost: str = "스튜디오와 연결이 끊겼습니다. 다시 연결되면 이 화면이 저절로 돌아옵니다. 오래 걸리면 프로그램이 켜져 있는지 확인해 주세요."
    offline: str = "스튜디오와 연결이 끊겼습니다. 프로그램이 켜져 있는지 확인해 주세요. 입력한 내용은 이 브라우저에 남아 있습니다."
    no_short_title: str = "아직 열린 쇼츠가 없습니다"
    no_short: str = "‘소재’에서 주소나 글을 넣어 시작하거나, ‘보관함’에서 만들던 쇼츠를 여세요."
    to_source: str = "소재 넣으러 가기"
    no_script: str = "대본이 아직 없습니다. 글을 읽고 대본을 쓰면 여기에 장면이 나타납니다."
    seconds: str = "{n}초"
    minutes: str = "{m}분 {s}초"
    only_seconds: str = "{s}초"
    scene: str = "장면 {n}"
    saved: str = "저장됨"
    saving: str = "저장하는 중"
    undone: str = "되돌렸습니다"

    queued: str = "차례를 기다리는 중 (앞에 {n}개)"
    queued_next: str = "곧 시작합니다"
    cancelling: str = "취소하는 중"
    pausing: str = "멈추는 중"
    starting: str = "시작하는 중"
    left: str = "약 {n} 남음"
    done: str = "완성했습니다"
    done_draft: str = "초안이 나왔습니다"
    done_script: str = "대본을 썼습니다"
    cancelled: str = "취소했습니다. 지금까지 만든 것은 남아 있습니다."
    paused: str = "멈춰 있습니다. 이어서 만들 수 있습니다."
    failed: str = "만들지 못했습니다"
    took: str = "{n} 걸림"
    waiting: str = "대기 중인 작업 {n}개"
    act_cancel: str = "취소"
    act_pause: str = "잠시 멈춤"
    act_resume: str = "이어서 만들기"
    act_retry: str = "다시 시도"
    act_front: str = "먼저 만들기"
    act_open: str = "열기"
    act_dismiss: str = "닫기"
    stage_article: str = "글 읽기"
    stage_script: str = "대본 쓰기"
    stage_puppet: str = "캐릭터 준비"
    stage_film: str = "목소리와 장면 만들기"
    first_drawn: str = "처음 쓰는 캐릭터라 움직임부터 그립니다. 한 번만 그리면 됩니다."
    stage_voice: str = "목소리 녹음"
    stage_render: str = "장면 그리기"
    stage_audio: str = "소리 맞추기"
    stage_join: str = "마무리"

    monitor: str = "미리 보기"
    empty_title: str = "여기에 쇼츠가 나타납니다"
    empty_text: str = "주소를 넣고 ‘한 번에 쇼츠 만들기’를 눌러 보세요. 처음이라면 예제가 가장 빠릅니다."
    undo: str = "되돌리기"
    redo: str = "다시 하기"
    make_draft: str = "초안 보기"
    make_final: str = "완성하기"
    make_again: str = "바뀐 곳만 다시 만들기"
    new_short: str = "새 쇼츠"
    view_final: str = "완성본"
    view_draft: str = "초안"
    view_live: str = "그리는 중"
    view_scene: str = "장면"
    stale: str = "고친 내용이 아직 영상에 들어가지 않았습니다"
    loading_scene: str = "장면을 그리는 중"
    file_video: str = "내려받기"
    gone: str = "이 쇼츠의 파일이 폴더에 없습니다. ‘완성하기’로 다시 만들 수 있습니다."

    def stage(self, stage: str) -> str:
        return str(getattr(self, f"stage_{stage}", stage))

    def tab(self, tab: str) -> str:
        return str(getattr(self, f"tab_{tab}"))

    def duration(self, seconds: float) -> str:
        minutes, rest = divmod(round(seconds), 60)
        return self.minutes.format(m=minutes, s=rest) if minutes else self.only_seconds.format(s=rest)


KOREAN = Text()
ENGLISH = Text(
    title="Local Shorts Studio",
    tagline="Everything happens on this computer",
    other_language="한국어",
    other_path="/",
    other_code="ko",
    steps="Steps",
    tab_source="Source",
    tab_script="Script",
    tab_character="Character",
    tab_images="Images",
    tab_voice="Voice",
    tab_video="Video",
    tab_render="Render",
    tab_gallery="Gallery",
    tab_models="Models",
    tab_settings="Settings",
    look="Please check",
    unexpected="Something unexpected happened. What you typed is still there; please try again.",
    lost="The connection to the studio was lost. This page comes back by itself once it is there again; if it takes long, is the program running?",
    offline="The studio can't be reached. Is the program running? What you typed is kept in this browser.",
    no_short_title="No short is open yet",
    no_short="Start with an address or a text under “Source”, or open one of your shorts from the gallery.",
    to_source="Go to Source",
    no_script="There is no script yet. Once the page is read and the script written, its scenes appear here.",
    seconds="{n} s",
    minutes="{m} min {s} s",
    only_seconds="{s} s",
    scene="Scene {n}",
    saved="Saved",
    saving="Saving",
    undone="Undone",
    queued="Waiting in line ({n} before it)",
    queued_next="Starting soon",
    cancelling="Cancelling",
    pausing="Pausing",
    starting="Starting",
    left="about {n} left",
    done="Done",
    done_draft="The draft is ready",
    done_script="The script is written",
    cancelled="Cancelled. What was made so far is kept.",
    paused="Paused. It can go on from there.",
    failed="It could not be made",
    took="took {n}",
    waiting="{n} waiting",
    act_cancel="Cancel",
    act_pause="Pause",
    act_resume="Go on",
    act_retry="Try again",
    act_front="Make it next",
    act_open="Open",
    act_dismiss="Dismiss",
    stage_article="Reading",
    stage_script="Writing",
    stage_puppet="Getting the character ready",
    stage_film="Speaking and drawing the scenes",
    first_drawn="A new character: its movements are drawn first, this once.",
    stage_voice="Recording the voice",
    stage_render="Drawing scenes",
    stage_audio="Mixing sound",
    stage_join="Finishing",
    monitor="Preview",
    empty_title="Your short will appear here",
    empty_text="Give an address and press “Make the short”. New here? A sample is the quickest way.",
    undo="Undo",
    redo="Redo",
    make_draft="See a draft",
    make_final="Make the short",
    make_again="Remake what changed",
    new_short="New short",
    view_final="Finished",
    view_draft="Draft",
    view_live="Being drawn",
    view_scene="Scene",
    stale="Your latest edits are not in the video yet",
    loading_scene="Drawing the scene",
    file_video="Download",
    gone="The files of this short are no longer in its folder. “Make the short” makes them anew.",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
