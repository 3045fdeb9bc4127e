"""Words of the Images tab."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from shorts.ui.text import scene

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text(scene.SceneWords):
    undo: str = "되돌리기"
    redo: str = "다시 하기"
    retake_all: str = "모든 장면 다른 컷으로"
    retaken_all: str = "모든 장면을 다른 컷으로 바꿨습니다. 되돌리기(↶)로 되찾을 수 있어요."
    how: str = "그림 엔진, 그림체, 시드"
    engine: str = "장면을 그리는 엔진"
    toon: str = "툰 (내장)"
    toon_about: str = "프로그램에 들어 있는 3D 캐릭터 그림. 내려받을 것 없이 바로 그립니다."
    not_installed: str = "모델이 설치되어 있지 않습니다 (약 {n})"
    broken: str = "설치된 모델 파일이 손상되었습니다"
    own_weights: str = "내가 넣은 파일로 그립니다 ({name})."
    gone: str = "파일이 없어졌습니다"
    style: str = "그림체"
    mover: str = "그림의 움직임"
    mover_toon: str = "카메라만 (내장)"
    mover_kenburns: str = "천천히 움직이는 화면"
    mover_none: str = "{n} (쓸 수 없음)"
    not_yet: str = "모델은 설치되어 있지만, 이 버전은 아직 이 모델로 그리지 못합니다"
    to_models: str = "모델로 가기"
    seed: str = "시드"
    seed_hint: str = "같은 시드면 늘 같은 장면이 나옵니다. 바꾸면 모든 장면의 구도와 연기가 함께 달라집니다."

    own: str = "내 사진과 영상"
    own_hint: str = "사진이나 영상을 장면 카드에 끌어다 놓아도 됩니다. jpg·png·webp 사진(15MB까지), mp4·mov·webm·mkv·avi 영상(3분, 200MB까지)."
    add: str = "사진·영상 올리기"
    add_here: str = "올리기"
    add_to: str = "장면 {n}에 사진이나 영상 올리기"
    remove: str = "빼기: {n}"
    removed: str = "목록에서 뺐습니다. 같은 파일을 올리면 다시 나타납니다."
    in_use: str = "장면에서 쓰는 중"
    sending: str = "보내는 중"
    taking_in: str = "쓸 수 있게 바꾸는 중"
    stop: str = "그만두기"
    close: str = "닫기"
    too_large: str = "‘{n}’은(는) 너무 큽니다. 파일 하나는 {limit}까지 올릴 수 있습니다."
    drop: str = "여기에 놓으면 이 장면에 넣습니다"

    scene: str = "장면 {n}"
    take: str = "{n}번째 컷"
    preview: str = "장면 {n} 미리 보기"
    drawing: str = "그리는 중 {s}초"
    failed: str = "미리 보기를 그리지 못했습니다"
    again: str = "다시 시도"
    shows: str = "보여 줄 것"
    kind_character: str = "캐릭터만"
    kind_photo: str = "사진과 캐릭터"
    kind_full_photo: str = "사진 가득"
    kind_drawn: str = "그린 그림"
    photo: str = "사진과 영상"
    photo_of: str = "사진 {n}"
    video_of: str = "영상 {n}"
    no_photos: str = "쓸 수 있는 사진이 아직 없습니다. 사진이나 영상을 올려 주세요."
    not_shown: str = "장면이 짧아 이 컷에는 사진이 나오지 않습니다. ‘다른 컷으로’를 눌러 보세요."
    lost: str = "이 장면의 사진이 이제 없습니다. 다른 사진을 골라 주세요."
    focus: str = "꼭 보여야 할 곳"
    focus_hint: str = "사진에서 꼭 보여야 할 곳을 누르세요. 화살표 키로도 옮길 수 있습니다."
    focus_auto: str = "자동"
    focus_is: str = "가로 {x}%, 세로 {y}%"
    retake: str = "다른 컷으로"
    takes: str = "이전 컷"
    take_back: str = "이전 컷 {n}로 되돌리기"
    prompt: str = "그림 모델에 줄 설명"
    prompt_hint: str = "툰은 이 설명을 쓰지 않습니다. 그림 모델이 장면을 그릴 때 씁니다. 영어로 쓰면 더 잘 알아듣습니다."

    motion: str = "카메라"
    motion_auto: str = "자동"
    motion_still: str = "고정"
    motion_push: str = "다가가기"
    motion_pull: str = "물러나기"
    motion_left: str = "왼쪽으로"
    motion_right: str = "오른쪽으로"
    setting_last: str = "마지막 장면의 배경은 첫 장면을 따릅니다."

    coming_title: str = "대본을 쓰고 있어요"
    coming: str = "대본이 나오면 장면마다 무엇을 보여 줄지 여기에서 고를 수 있습니다."
    unwritten_title: str = "대본이 아직 없습니다"
    unwritten: str = "‘대본’에서 먼저 대본을 쓰면, 장면마다 무엇을 보여 줄지 여기에서 고를 수 있습니다."
    to_script: str = "대본으로 가기"


KOREAN = Text()
ENGLISH = Text(
    **asdict(scene.TEXTS["en"]),
    undo="Undo",
    redo="Redo",
    retake_all="Another take of every scene",
    retaken_all="Every scene has another take. Undo (↶) brings the earlier ones back.",
    how="Image engine, style and seed",
    engine="What draws the scenes",
    toon="Toon (built in)",
    toon_about="3-D characters that come with the program. Draws at once, nothing to download.",
    not_installed="The model is not installed (about {n})",
    broken="The installed model's files are damaged",
    own_weights="Draws with a file of your own ({name}).",
    gone="The file is no longer there",
    style="Style",
    mover="Motion of the pictures",
    mover_toon="Camera only (built in)",
    mover_kenburns="Slow camera move",
    mover_none="{n} (not usable)",
    not_yet="The model is installed, but this version can't draw with it yet",
    to_models="Go to Models",
    seed="Seed",
    seed_hint="The same seed always gives the same scenes. Another one changes shots and acting of all of them.",
    own="My photos and videos",
    own_hint="You can also drop files onto a scene. Photos: jpg, png, webp, up to 15 MB. Videos: mp4, mov, webm, mkv, avi, up to 3 minutes and 200 MB.",
    add="Upload photos or videos",
    add_here="Upload",
    add_to="Upload a photo or video for scene {n}",
    remove="Remove: {n}",
    removed="Removed from the list. Uploading the same file brings it back.",
    in_use="shown in a scene",
    sending="Sending",
    taking_in="Getting it ready",
    stop="Stop",
    close="Dismiss",
    too_large="“{n}” is too large: at most {limit} for one file.",
    drop="Drop it here for this scene",
    scene="Scene {n}",
    take="take {n}",
    preview="Preview of scene {n}",
    drawing="Drawing, {s} s",
    failed="The preview could not be drawn",
    again="Try again",
    shows="What is shown",
    kind_character="Character only",
    kind_photo="Photo and character",
    kind_full_photo="Full photo",
    kind_drawn="Drawn picture",
    photo="Photos and videos",
    photo_of="Photo {n}",
    video_of="Video {n}",
    no_photos="There are no photos to show yet. Upload a photo or a video.",
    not_shown="The scene is short, and this take doesn't show the photo. Try “Another take”.",
    lost="This scene's photo is no longer there. Choose another one.",
    focus="What must stay in sight",
    focus_hint="Press the place of the photo that must stay in sight. The arrow keys move it, too.",
    focus_auto="Automatic",
    focus_is="{x}% across, {y}% down",
    retake="Another take",
    takes="Earlier takes",
    take_back="Back to earlier take {n}",
    prompt="Description for an image model",
    prompt_hint="The toon doesn't use it; image models draw the scene by it. They understand English best.",
    motion="Camera",
    motion_auto="Automatic",
    motion_still="Still",
    motion_push="Move in",
    motion_pull="Move out",
    motion_left="To the left",
    motion_right="To the right",
    setting_last="The last scene is set where the first one is.",
    coming_title="The script is being written",
    coming="Once it is there, you choose here what each scene shows.",
    unwritten_title="There is no script yet",
    unwritten="Write one under “Script”; then you choose here what each scene shows.",
    to_script="Go to Script",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
