"""Words of the Script tab."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from shorts.ui.text import scene

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text(scene.SceneWords):
    coming_title: str = "대본을 쓰고 있어요"
    coming: str = "글을 다 읽고 나면 장면이 여기에 나타납니다. 잠시만 기다려 주세요."
    writing: str = "지금까지 쓴 글입니다. 다 쓰면 숫자를 원문과 맞춰 보고 장면으로 나눕니다."
    stopped_title: str = "대본이 아직 없습니다"
    stopped: str = "대본을 쓰기 전에 작업이 멈췄습니다. 이어서 쓰거나, 다른 글로 시작할 수 있습니다."
    failed_title: str = "대본을 쓰지 못했습니다"
    write: str = "대본 쓰기"
    write_on: str = "이어서 쓰기"
    write_again: str = "다시 시도"
    write_embedded: str = "내장 작가로 쓰기"
    other_source: str = "다른 글 넣기"

    length: str = "말하는 길이"
    about: str = "약 {n}"
    asked: str = "요청"
    too_long: str = "요청보다 깁니다"
    too_short: str = "요청보다 짧습니다"
    measuring: str = "길이 재는 중"
    unmeasured: str = "이 목소리로는 길이를 잴 수 없습니다"
    saved: str = "저장됨"
    saving: str = "저장하는 중"
    waiting: str = "연결되면 저장합니다"
    unsaved: str = "저장하지 못했습니다"
    clash_short: str = "고를 것이 있습니다"
    undo: str = "되돌리기"
    redo: str = "다시 하기"
    files: str = "파일"
    export_json: str = "JSON으로 내려받기"
    export_text: str = "글로 내려받기"
    import_file: str = "가져오기 (.json .txt)"
    imported: str = "대본을 가져왔습니다. 되돌리기(↶)로 전 대본을 되찾을 수 있습니다."
    too_large: str = "파일이 너무 큽니다. 대본 파일(200KB까지)을 골라 주세요."
    running: str = "지금 만드는 영상에는 들어가지 않습니다. 고친 내용은 저장되고, 다음에 만들 때 들어갑니다."

    title: str = "제목"
    hook: str = "화면 제목"
    hook_first: str = "첫 줄"
    hook_second: str = "둘째 줄"
    accent: str = "색을 줄 낱말"
    scene: str = "장면 {n}"
    narration: str = "장면 {n}에서 할 말"
    narration_hint: str = "이 장면에서 할 말을 적으세요."
    empty: str = "비어 있으면 저장하지 않습니다. 할 말을 적거나 장면을 지우세요."
    role_hook: str = "첫머리"
    role_close: str = "맺음말"
    seconds: str = "{n}초"
    more: str = "강조할 낱말과 화면"
    caption: str = "자막에서 강조할 낱말"
    caption_hint: str = "눌러서 고르세요. 점선은 저절로 강조되는 낱말입니다."
    photo: str = "보여 줄 사진"
    photo_of: str = "사진 {n}"
    no_photos: str = "쓸 수 있는 사진이 없습니다. ‘그림’에서 올릴 수 있습니다."

    up: str = "위로 (Alt+↑)"
    down: str = "아래로 (Alt+↓)"
    split: str = "나누기"
    split_hint: str = "글자 사이에 놓은 커서에서 두 장면으로 나눕니다 (Ctrl+Enter)"
    merge: str = "다음과 합치기"
    shorter: str = "더 짧게"
    rewrite: str = "다시 쓰기"
    another_hook: str = "다른 첫머리"
    add: str = "아래에 추가"
    add_last: str = "장면 추가"
    remove: str = "지우기"
    removed: str = "장면을 지웠습니다. 되돌리기(↶)로 되찾을 수 있습니다."
    undone: str = "되돌렸습니다."
    redone: str = "다시 했습니다."

    restored: str = "저장되지 않았던 글을 되찾아 저장했습니다."
    clash: str = "같은 글을 다른 창에서도 고쳤습니다. 그쪽 글: “{theirs}”"
    mine: str = "내 글로 저장"
    theirs: str = "그쪽 글 쓰기"
    gone: str = "없어진 장면에 쓰던 글이 남아 있습니다: “{mine}” 새 장면으로 넣거나 버릴 수 있습니다."
    vanished: str = "그 장면은 그사이 없어져 바꾸지 않았습니다. 다시 필요하면 되돌리기(↶)로 찾거나 새 장면을 넣어 주세요."
    as_new: str = "새 장면으로 넣기"
    drop: str = "버리기"

    visual: str = "화면"
    visual_character: str = "캐릭터만"
    visual_photo: str = "사진과 캐릭터"
    visual_full_photo: str = "사진만"
    visual_drawn: str = "그린 그림"
    layout: str = "배치"
    layout_auto: str = "자동"
    layout_alone: str = "캐릭터만"
    layout_wide: str = "멀리"
    layout_medium: str = "중간"
    layout_close: str = "가까이"
    layout_with_photo: str = "사진과 함께"
    layout_left: str = "사진 왼쪽"
    layout_right: str = "사진 오른쪽"
    layout_above: str = "사진 위"
    layout_full: str = "사진 가득"
    layout_with_words: str = "글자 카드"
    layout_list: str = "목록 카드"
    layout_figure: str = "숫자 카드"
    layout_quote: str = "인용 카드"
    layout_unfit: str = "고른 배치에 필요한 것(사진, 목록, 숫자, 인용한 말)이 지금 이 장면에 없어 자동으로 보여 줍니다. 넣으면 고른 대로 보입니다."
    motion: str = "카메라"
    motion_auto: str = "자동"
    motion_still: str = "가만히"
    motion_push: str = "다가가기"
    motion_pull: str = "멀어지기"
    motion_left: str = "왼쪽으로"
    motion_right: str = "오른쪽으로"


KOREAN = Text()
ENGLISH = Text(
    **asdict(scene.TEXTS["en"]),
    coming_title="The script is being written",
    coming="As soon as the page has been read, the scenes appear here.",
    writing="Written so far. When it is done, its figures are checked against the page, and the scenes appear.",
    stopped_title="There is no script yet",
    stopped="The job stopped before the script was written. Go on with it, or begin with another text.",
    failed_title="The script could not be written",
    write="Write the script",
    write_on="Go on writing",
    write_again="Try again",
    write_embedded="Use the embedded writer",
    other_source="Use another text",
    length="Spoken length",
    about="about {n}",
    asked="asked",
    too_long="longer than asked",
    too_short="shorter than asked",
    measuring="measuring",
    unmeasured="this voice can't be measured",
    saved="Saved",
    saving="Saving",
    waiting="Saves when connected",
    unsaved="Not saved",
    clash_short="Please choose",
    undo="Undo",
    redo="Redo",
    files="File",
    export_json="Download as JSON",
    export_text="Download as text",
    import_file="Import (.json .txt)",
    imported="The script was imported. Undo (↶) brings the former one back.",
    too_large="This file is too large. Choose a script file (up to 200 KB).",
    running="The video being made now doesn't get these edits. They are saved, and the next one has them.",
    title="Title",
    hook="Title on screen",
    hook_first="First line",
    hook_second="Second line",
    accent="Word in colour",
    scene="Scene {n}",
    narration="What is said in scene {n}",
    narration_hint="Write what is said in this scene.",
    empty="Left empty, it isn't saved. Write something, or delete the scene.",
    role_hook="Opening",
    role_close="Closing",
    seconds="{n} s",
    more="Words to stress, and the picture",
    caption="Words that captions stress",
    caption_hint="Press to choose. Dotted words are stressed by themselves.",
    photo="Photo to show",
    photo_of="Photo {n}",
    no_photos="There is no photo to show. Upload one in Images.",
    up="Up (Alt+↑)",
    down="Down (Alt+↓)",
    split="Split",
    split_hint="Makes two scenes where you put the cursor between the letters (Ctrl+Enter)",
    merge="Merge with next",
    shorter="Shorter",
    rewrite="Rewrite",
    another_hook="Another opening",
    add="Add below",
    add_last="Add a scene",
    remove="Delete",
    removed="The scene was deleted. Undo (↶) brings it back.",
    undone="Undone.",
    redone="Done again.",
    restored="Text that had not been saved was found and saved.",
    clash="The same text was changed in another window. It says: “{theirs}”",
    mine="Save mine",
    theirs="Use the other",
    gone="You were writing in a scene that is gone now: “{mine}” Put it in as a new scene, or discard it.",
    vanished="That scene is gone meanwhile, so nothing was changed. If you need it, bring it back with undo (↶) or add a scene.",
    as_new="Put in as a new scene",
    drop="Discard",
    visual="Picture",
    visual_character="Presenter only",
    visual_photo="With a photo",
    visual_full_photo="Photo only",
    visual_drawn="Drawn picture",
    layout="Layout",
    layout_auto="Automatic",
    layout_alone="Presenter alone",
    layout_wide="Wide",
    layout_medium="Medium",
    layout_close="Close",
    layout_with_photo="With the photo",
    layout_left="Photo left",
    layout_right="Photo right",
    layout_above="Photo above",
    layout_full="Photo all over",
    layout_with_words="Card of words",
    layout_list="List card",
    layout_figure="Figure card",
    layout_quote="Quote card",
    layout_unfit="This scene hasn't got what the layout needs (a photo, a list, a figure, a quotation), so it is shown automatically; add it and it is shown as chosen.",
    motion="Camera",
    motion_auto="Automatic",
    motion_still="Still",
    motion_push="Moving in",
    motion_pull="Moving out",
    motion_left="To the left",
    motion_right="To the right",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
