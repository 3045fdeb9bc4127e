"""Every visible string, once per language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    """The words of the page. Placeholders in braces are filled by the caller."""

    title: str = "로컬 쇼츠 스튜디오"
    tagline: str = "주소 하나로 완성되는 세로 영상. 모든 작업은 이 컴퓨터 안에서만 이루어집니다."
    other_language: str = "English"
    other_path: str = "/en/"
    source: str = "무엇으로 만들까요?"
    source_hint: str = "상품 페이지나 기사의 주소를 붙여 넣으세요. 글을 그대로 붙여 넣어도 됩니다."
    sample: str = "예제로 해 보기"
    file: str = "파일 열기 (.html .txt .md)"
    character: str = "진행할 캐릭터"
    not_drawn: str = "준비 중"
    coming: str = "준비 중인 캐릭터 {n}명 보기"
    language: str = "언어"
    automatic: str = "자동"
    length: str = "길이"
    seconds: str = "{n}초"
    music: str = "배경 음악"
    no_music: str = "없음"
    more: str = "세부 설정"
    title_mode: str = "화면 위 제목"
    title_throughout: str = "처음부터 끝까지"
    title_first: str = "처음 몇 초만"
    title_off: str = "표시 안 함"
    ai_label: str = "‘AI 생성’ 표시"
    ad_line: str = "광고·제휴 문구 (해당할 때만)"
    ad_hint: str = "예: 쿠팡 파트너스 활동으로 수수료를 받습니다"
    quality: str = "화질"
    draft: str = "초안 (빠르고 작게)"
    standard: str = "표준"
    high: str = "고화질"
    make: str = "쇼츠 만들기"
    cancel: str = "취소"
    retry: str = "이어서 다시 시도"
    result: str = "완성된 쇼츠"
    empty_title: str = "여기에 쇼츠가 나타납니다"
    empty_text: str = "왼쪽에 주소를 넣고 ‘쇼츠 만들기’를 눌러 보세요. 처음이라면 ‘예제로 해 보기’가 가장 빠릅니다."
    file_video: str = "영상 내려받기"
    file_thumbnail: str = "썸네일"
    file_srt: str = "자막 (SRT)"
    file_vtt: str = "자막 (VTT)"
    file_report: str = "제작 기록"
    post: str = "업로드할 때 붙여 넣을 글"
    script: str = "대본"
    script_hint: str = "문장을 고치고 ‘고친 대본으로 다시 만들기’를 누르면 바뀐 장면만 새로 만듭니다. 문장을 모두 지우면 그 장면은 빠집니다."
    hook: str = "화면 제목 {n}번째 줄"
    scene: str = "장면 {n}"
    remake: str = "고친 대본으로 다시 만들기"
    undo: str = "고친 내용 되돌리기"
    unchanged: str = "바뀐 문장이 없습니다. 문장을 고친 뒤 눌러 주세요."
    queued: str = "차례를 기다리는 중 (앞에 {n}개)"
    queued_next: str = "곧 시작합니다"
    cancelling: str = "취소하는 중"
    starting: str = "시작하는 중"
    left: str = "약 {n} 남음"
    minutes: str = "{m}분 {s}초"
    only_seconds: str = "{s}초"
    done: str = "완성했습니다"
    cancelled: str = "취소했습니다. 지금까지 만든 것은 남아 있습니다."
    paused: str = "프로그램이 꺼져서 멈췄습니다. 이어서 만들 수 있습니다."
    failed: str = "만들지 못했습니다"
    look: str = "확인해 주세요"
    gone: str = "이 쇼츠의 파일이 폴더에 없습니다. ‘고친 대본으로 다시 만들기’로 다시 만들 수 있습니다."
    took: str = "{n} 걸림"
    needs_source: str = "주소나 글을 먼저 넣어 주세요."
    recent: str = "최근에 만든 쇼츠"
    stage_article: str = "글 읽기"
    stage_script: str = "대본 쓰기"
    stage_puppet: str = "캐릭터 준비"
    stage_film: str = "목소리와 장면 만들기"
    stage_voice: str = "목소리 녹음"
    stage_render: str = "장면 그리기"
    stage_audio: str = "소리 맞추기"
    stage_join: str = "마무리"

    def stage(self, stage: str) -> str:
        return str(getattr(self, f"stage_{stage}", stage))

    def duration(self, seconds: float) -> str:
        minutes, rest = divmod(round(seconds), 60)
        return self.minutes.format(m=minutes, s=rest) if minutes else self.only_seconds.format(s=rest)


KOREAN = Text()
ENGLISH = Text(
    title="Local Shorts Studio",
    tagline="One address in, a finished vertical short out. Everything happens on this computer.",
    other_language="한국어",
    other_path="/",
    source="What should it be about?",
    source_hint="Paste the address of a product page or an article, or the text itself.",
    sample="Try the sample",
    file="Open a file (.html .txt .md)",
    character="Presenter",
    not_drawn="coming",
    coming="Show {n} presenters still to come",
    language="Language",
    automatic="Automatic",
    length="Length",
    seconds="{n} s",
    music="Music",
    no_music="None",
    more="More settings",
    title_mode="Title on screen",
    title_throughout="Throughout",
    title_first="First seconds",
    title_off="Off",
    ai_label="“AI-generated” label",
    ad_line="Advertising or affiliate line (if it applies)",
    ad_hint="e.g. Paid partnership",
    quality="Quality",
    draft="Draft (fast, small)",
    standard="Standard",
    high="High",
    make="Make the short",
    cancel="Cancel",
    retry="Try again from here",
    result="Your short",
    empty_title="Your short will appear here",
    empty_text="Put an address on the left and press “Make the short”. New here? “Try the sample” is the quickest way.",
    file_video="Download the video",
    file_thumbnail="Thumbnail",
    file_srt="Captions (SRT)",
    file_vtt="Captions (VTT)",
    file_report="How it was made",
    post="Text to paste when you upload",
    script="Script",
    script_hint="Edit a sentence and press “Make again with this script”: only the scenes that changed are remade. A scene left empty is dropped.",
    hook="Title, line {n}",
    scene="Scene {n}",
    remake="Make again with this script",
    undo="Undo my edits",
    unchanged="No sentence has changed. Edit one, then press this.",
    queued="Waiting in line ({n} before it)",
    queued_next="Starting soon",
    cancelling="Cancelling",
    starting="Starting",
    left="about {n} left",
    minutes="{m} min {s} s",
    only_seconds="{s} s",
    done="Done",
    cancelled="Cancelled. What was made so far is kept.",
    paused="Interrupted when the program ended. It can go on from there.",
    failed="It could not be made",
    look="Please check",
    gone="The files of this short are no longer in its folder. “Make again with this script” makes them anew.",
    took="took {n}",
    needs_source="Give an address or a text first.",
    recent="Your latest shorts",
    stage_article="Reading",
    stage_script="Writing",
    stage_puppet="Getting the character ready",
    stage_film="Speaking and drawing the scenes",
    stage_voice="Recording the voice",
    stage_render="Drawing scenes",
    stage_audio="Mixing sound",
    stage_join="Finishing",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
