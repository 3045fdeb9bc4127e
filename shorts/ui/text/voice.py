"""Words of the Voice tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    """Placeholders in braces are filled by the scripts."""

    who: str = "누가 말하나요?"
    own: str = "캐릭터 목소리"
    own_why: str = "{n}의 원래 목소리"
    other: str = "다른 캐릭터 목소리"
    other_why: str = "움직임은 그대로, 목소리만 빌립니다"
    mine: str = "내 목소리"
    mine_why: str = "아래에서 만든 목소리"
    mine_none: str = "아직 내 목소리가 없습니다. 아래 ‘내 목소리’에서 만들 수 있습니다."
    mine_make: str = "만들러 가기"
    gone: str = "고른 목소리가 지워졌습니다. 다른 목소리를 골라 주세요."
    no_engine: str = "복제 엔진 필요"
    engine: str = "목소리 엔진"
    speed: str = "빠르기"
    speed_usual: str = "보통"
    speed_times: str = "{n}배"
    sample: str = "들어 볼 문장"
    sample_hint: str = "비워 두면 인사말을 읽습니다."
    listen: str = "들어 보기"
    stop: str = "멈춤"

    lines: str = "장면별로 듣기"
    lines_hint: str = "여기서 들은 소리가 영상에 그대로 쓰입니다. 낱말을 누르면 읽는 법을 바꿀 수 있습니다."
    about_seconds: str = "약 {n}초"
    seconds: str = "{n}초"
    spoken: str = "녹음됨"
    unspoken: str = "아직"
    total: str = "모두 약 {n}초"
    listen_line: str = "장면 {n} 듣기"
    uses_reading: str = "읽는 법 적용"
    word_hint: str = "‘{n}’ 읽는 법 바꾸기"

    readings: str = "읽는 법"
    readings_hint: str = "상품 이름이나 줄임말을 어떻게 읽을지 정합니다. 자막의 글자는 바뀌지 않으며, 모든 쇼츠에 쓰입니다."
    word: str = "낱말"
    reading: str = "읽는 법"
    word_example: str = "예: GS25"
    reading_ko: str = "한글로, 예: 지에스 이십오"
    reading_en: str = "소리 나는 대로 영문자로, 예: nigh kee"
    reads_now: str = "지금은 “{n}”"
    add: str = "추가"
    change: str = "바꾸기"
    remove: str = "지우기"
    in_scenes: str = "장면 {n}"
    nowhere: str = "이 쇼츠에는 없음"
    no_readings: str = "아직 정한 것이 없습니다."
    saved: str = "저장했습니다."
    removed: str = "지웠습니다. 이제 원래대로 읽습니다."
    language: str = "언어"

    shelf: str = "내 목소리"
    shelf_hint: str = "목소리를 섞어 새로 만들거나, 녹음을 보관합니다. 이 컴퓨터 밖으로 나가지 않습니다."
    blend: str = "섞은 목소리"
    clone: str = "녹음한 목소리"
    use: str = "이 목소리로 말하기"
    using: str = "사용 중"
    rename: str = "이름 바꾸기"
    delete: str = "지우기"
    delete_blend: str = "‘{n}’ 목소리를 지울까요?"
    delete_clone: str = "‘{n}’ 녹음을 지울까요? 녹음 파일과 미리 듣기가 모두 사라지며 되돌릴 수 없습니다. 이미 완성한 영상은 남습니다."
    deleted: str = "‘{n}’을(를) 완전히 지웠습니다. 보관한 파일과 미리 듣기가 이 컴퓨터에 남아 있지 않습니다."
    clone_is: str = "{seconds}초 · 말소리 {level} dBFS · 배경 소리는 {noise} dB 아래 · 동의: {by}"
    new: str = "새 목소리"
    by_mixing: str = "목소리 섞기"
    by_recording: str = "녹음 올리기"
    name: str = "목소리 이름"
    name_example: str = "예: 우리 가게 목소리"
    save: str = "저장"
    busy: str = "하는 중"

    mix_hint: str = "셋까지 섞을 수 있습니다. 한국어는 일본어와 스페인어 목소리를 섞을 때 가장 잘 알아들립니다."
    voice_n: str = "목소리 {n}"
    share: str = "비율"
    add_voice: str = "목소리 하나 더 섞기"
    pitch: str = "높낮이"
    pitch_usual: str = "그대로"
    pitch_up: str = "{n}반음 높게"
    pitch_down: str = "{n}반음 낮게"
    mixed: str = "‘{n}’을(를) 저장했습니다. 바로 쓸 수 있습니다."

    cloner_none: str = "녹음을 따라 말하는 엔진이 없습니다. 녹음은 지금 보관할 수 있지만, 그 목소리로 말할 수는 없습니다."
    cloner_blocked: str = "{engine} 엔진을 쓸 수 없습니다: {reason}"
    cloner_models: str = "목소리를 복제하는 모델: {n}"
    cloner_able: str = "{n} 엔진이 녹음한 목소리로 말합니다."
    to_models: str = "모델로 가기"
    clip: str = "녹음 파일"
    clip_choose: str = "파일 고르기"
    clip_hint: str = (
        "한 사람이 조용한 곳에서 10~30초쯤 또박또박 말한 녹음이 좋습니다. 말소리 3초 이상, 2분·20MB 이하의 wav·mp3·m4a·flac·ogg 파일. "
        "잡음이 크거나 소리가 찢어지면 받지 않습니다."
    )
    record: str = "마이크로 녹음"
    record_stop: str = "녹음 끝내기"
    recording: str = "녹음 중 {n}초"
    recorded: str = "방금 한 녹음 ({n}초)"
    no_microphone: str = "마이크를 쓸 수 없습니다. 브라우저에서 마이크를 허용하거나, 녹음 파일을 골라 주세요."
    by: str = "동의하는 사람"
    by_example: str = "이름"
    agree: str = "위 내용에 동의합니다"
    must_agree: str = "동의에 표시해 주세요. 동의 없이는 목소리를 보관하지 않습니다."
    must_by: str = "동의하는 사람의 이름을 적어 주세요."
    must_name: str = "목소리 이름을 적어 주세요."
    must_clip: str = "녹음 파일을 골라 주세요."
    kept: str = (
        "‘{name}’을(를) 보관했습니다. {whole}초 녹음에서 소리가 가장 좋은 {seconds}초를 골라 크기를 맞추었습니다. "
        "원래 말소리는 {level} dBFS, 배경 소리는 그보다 {noise} dB 작습니다."
    )


KOREAN = Text()
ENGLISH = Text(
    who="Who speaks?",
    own="The character's voice",
    own_why="{n}'s own",
    other="Another character's voice",
    other_why="Same movements, borrowed voice",
    mine="A voice of mine",
    mine_why="Made below",
    mine_none="You have no voice of your own yet. Make one below, under “My voices”.",
    mine_make="Make one",
    gone="The chosen voice was deleted. Please choose another one.",
    no_engine="needs a cloning engine",
    engine="Voice engine",
    speed="Speed",
    speed_usual="usual",
    speed_times="{n}×",
    sample="A sentence to hear",
    sample_hint="Left empty, a greeting is read.",
    listen="Listen",
    stop="Stop",
    lines="Scene by scene",
    lines_hint="What you hear here is what the video will say. Press a word to change how it is read.",
    about_seconds="about {n} s",
    seconds="{n} s",
    spoken="recorded",
    unspoken="not yet",
    total="About {n} s in all",
    listen_line="Listen to scene {n}",
    uses_reading="your reading",
    word_hint="Change how “{n}” is read",
    readings="Pronunciation",
    readings_hint="How product names and abbreviations are read. Captions keep the written word; it holds for all your shorts.",
    word="Word",
    reading="Reads as",
    word_example="e.g. Nike",
    reading_ko="in Hangul",
    reading_en="plain letters, e.g. nigh kee",
    reads_now="now “{n}”",
    add="Add",
    change="Change",
    remove="Remove",
    in_scenes="scene {n}",
    nowhere="not in this short",
    no_readings="Nothing set yet.",
    saved="Saved.",
    removed="Removed. It is read as usual again.",
    language="Language",
    shelf="My voices",
    shelf_hint="Mix a voice of your own, or keep a recording. Nothing leaves this computer.",
    blend="Mixed voice",
    clone="Recorded voice",
    use="Speak with this voice",
    using="In use",
    rename="Rename",
    delete="Delete",
    delete_blend="Delete the voice “{n}”?",
    delete_clone="Delete the recording “{n}”? The file and its previews go for good. Finished videos stay.",
    deleted="“{n}” was really removed: neither the file kept nor its previews are on this computer any more.",
    clone_is="{seconds} s · speech at {level} dBFS · background {noise} dB below · consent: {by}",
    new="New voice",
    by_mixing="Mix voices",
    by_recording="Upload a recording",
    name="Name of the voice",
    name_example="e.g. Our shop",
    save="Save",
    busy="Working",
    mix_hint="Up to three. Korean is understood best from a mix of Japanese and Spanish voices; for English take American or British ones.",
    voice_n="Voice {n}",
    share="Share",
    add_voice="Mix in one more",
    pitch="Pitch",
    pitch_usual="as it is",
    pitch_up="{n} semitones up",
    pitch_down="{n} semitones down",
    mixed="“{n}” is saved and ready to speak.",
    cloner_none="There is no engine that speaks like a recording. Recordings can be kept now, but not spoken with.",
    cloner_blocked="{engine} can't run here: {reason}",
    cloner_models="Models that clone voices: {n}",
    cloner_able="{n} speaks with recorded voices.",
    to_models="Go to Models",
    clip="Recording",
    clip_choose="Choose a file",
    clip_hint=(
        "Best: 10 to 30 seconds of one person speaking clearly in a quiet room. At least 3 seconds of speech, at most 2 minutes and 20 MB; "
        "wav, mp3, m4a, flac or ogg. Noisy or distorted recordings are refused."
    ),
    record="Record with the microphone",
    record_stop="Stop recording",
    recording="Recording, {n} s",
    recorded="Just recorded ({n} s)",
    no_microphone="The microphone can't be used. Allow it in the browser, or choose a file.",
    by="Who consents",
    by_example="Name",
    agree="I agree to this",
    must_agree="Please tick your consent. No voice is kept without it.",
    must_by="Please give the name of who consents.",
    must_name="Please name the voice.",
    must_clip="Please choose a recording.",
    kept=(
        "“{name}” is kept: the best {seconds} s out of {whole} s, brought to an even level. Speech was at {level} dBFS, "
        "the background {noise} dB below it."
    ),
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
