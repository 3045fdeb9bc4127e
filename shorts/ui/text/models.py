"""Words of the Models tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    """Placeholders in braces are filled by the script."""

    machine: str = "이 컴퓨터"
    gpu: str = "그래픽 메모리 {total}, 지금 {free} 비어 있음"
    no_gpu: str = "엔비디아 그래픽 카드를 찾지 못했습니다"
    no_gpu_hint: str = "내장 엔진은 그래픽 카드 없이도 쇼츠를 끝까지 만듭니다. 카드가 있는데 보이지 않는다면 드라이버를 설치하고 다시 켜 주세요."
    profile: str = "구성"
    profile_hint: str = "그래픽 메모리에 맞춰 어떤 모델을 어떻게 쓸지 정합니다. 고른 구성은 이 컴퓨터에 기억됩니다."
    tier_cpu: str = "카드 없음"
    suggested: str = "권장"
    back: str = "권장 구성으로 되돌리기"
    estimate: str = "30초 쇼츠(6장면)의 그림과 영상에 약 {time} (추정)"
    estimate_hint: str = "RTX 3060의 연산 성능으로 계산한 값입니다. 이 컴퓨터에서 잰 값이 아닙니다."
    nothing_needed: str = "내장 엔진만 씁니다. 내려받을 것이 없습니다."
    unwired: str = (
        "‘준비 중’ 표시가 있는 모델은 이번 판의 제작 과정에 아직 연결되지 않았습니다. "
        "미리 받아 둘 수는 있지만, 지금은 어떤 구성을 골라도 내장 엔진으로 쇼츠를 만듭니다."
    )
    not_used: str = "준비 중"
    script: str = "대본"
    image: str = "그림"
    motion: str = "움직임"
    voice: str = "목소리"
    upscale: str = "확대"
    script_hint: str = "Ollama가 실행하는 언어 모델입니다."
    image_hint: str = "장면 그림을 그립니다."
    motion_hint: str = "그림 한 장을 짧은 영상으로 만듭니다."
    voice_hint: str = "녹음한 목소리를 따라 말합니다."
    upscale_hint: str = "그림을 크게 만듭니다."
    ollama_runs: str = "Ollama가 실행 중입니다"
    ollama_waits: str = "켜면 이 화면이 저절로 알아챕니다."
    free: str = "상업적 사용 가능"
    conditions: str = "조건부 사용"
    restricted: str = "비상업용"
    in_profile: str = "이 구성에서 사용"
    installed: str = "설치됨"
    shared: str = "다른 폴더의 파일 사용"
    partial: str = "일부만 받음"
    broken: str = "파일에 문제 있음"
    wrong_file: str = "없어졌거나 달라진 파일: {file}"
    size: str = "크기"
    vram: str = "그래픽 메모리"
    vram_from: str = "{n}GB부터 (추정)"
    vram_none: str = "없어도 됨"
    licence: str = "라이선스"
    needs: str = "함께 받는 모델"
    place: str = "위치"
    found: str = "같은 파일이 이미 있어 내려받지 않고 씁니다"
    install: str = "설치 ({size})"
    install_label: str = "{name} 설치"
    resume: str = "이어받기"
    repair: str = "문제 있는 파일만 다시 받기"
    cancel: str = "취소"
    remove: str = "지우기"
    verify: str = "파일 검사"
    waiting: str = "차례를 기다리는 중"
    starting: str = "받을 파일을 확인하는 중"
    received: str = "{total} 중 {done}"
    speed: str = "초당 {speed}"
    left: str = "약 {time} 남음"
    kept: str = "{size} 받아 두었습니다. 끊긴 곳부터 이어받습니다."
    checking: str = "파일을 읽어 검사하는 중"
    check_good: str = "모든 파일이 온전합니다"
    done: str = "설치를 마쳤습니다: {name}"
    freed: str = "{size} 비웠습니다"
    consent: str = "라이선스를 확인해 주세요"
    consent_lead: str = "설치하려면 아래 조건에 동의해야 합니다. 동의한 날짜는 이 컴퓨터에 기록됩니다."
    full_text: str = "라이선스 원문"
    noncommercial: str = "비상업적 용도로만 쓰겠습니다"
    earning: str = "설정에 ‘쇼츠로 수익을 냅니다’가 켜져 있습니다. 수익을 내는 쇼츠에는 이 모델을 쓸 수 없습니다."
    agree: str = "동의하고 설치"
    remove_ask: str = "이 모델을 지울까요?"
    remove_size: str = "{size} 정도 비워집니다. 다시 쓰려면 새로 받아야 합니다."
    remove_shared: str = "다른 프로그램의 파일은 그대로 둡니다."
    folders: str = "다른 프로그램과 함께 쓰는 폴더"
    folders_hint: str = "ComfyUI나 A1111의 models 폴더, 허깅페이스 캐시 폴더를 넣으면 그 안의 파일을 복사하지 않고 씁니다. 그 폴더의 파일을 바꾸거나 지우지 않습니다."
    folder: str = "폴더의 전체 경로"
    folder_example: str = "예: D:\\ComfyUI\\models"
    add: str = "추가"
    added: str = "폴더를 추가했습니다"
    drop: str = "목록에서 빼기"
    fixed: str = "환경 변수로 지정됨"
    always: str = "항상 살펴봅니다"
    own: str = "내가 넣은 체크포인트와 LoRA"
    own_none: str = "아직 없습니다. 아래 폴더 안의 checkpoints나 loras에 .safetensors 파일을 넣고 ‘다시 찾기’를 눌러 주세요."
    checkpoint: str = "체크포인트"
    lora: str = "LoRA 파일"
    family_unknown: str = "종류를 알 수 없음"
    look_again: str = "다시 찾기"


KOREAN = Text()
ENGLISH = Text(
    machine="This computer",
    gpu="{total} of graphics memory, {free} free now",
    no_gpu="No NVIDIA graphics card was found",
    no_gpu_hint="The embedded engines make whole shorts without one. If there is a card, install its driver and start the studio again.",
    profile="Profile",
    profile_hint="Decides which models are used, and how, by graphics memory. Your choice is remembered on this computer.",
    tier_cpu="No card",
    suggested="Suggested",
    back="Back to the suggested profile",
    estimate="Pictures and clips of a 30-second short (6 scenes): about {time} (estimate)",
    estimate_hint="Computed for the speed of an RTX 3060, not measured on this computer.",
    nothing_needed="Embedded engines only. There is nothing to download.",
    unwired="Models marked “Not used yet” can be installed in advance, but this version does not make shorts with them. "
    "Whatever the profile, shorts are made with the embedded engines for now.",
    not_used="Not used yet",
    script="Script",
    image="Pictures",
    motion="Motion",
    voice="Voice",
    upscale="Enlarging",
    script_hint="Language models that Ollama runs.",
    image_hint="Draw the scenes.",
    motion_hint="Turn one picture into a short clip.",
    voice_hint="Speak in a recorded voice.",
    upscale_hint="Make pictures larger.",
    ollama_runs="Ollama is running",
    ollama_waits="Once it is started, this page notices by itself.",
    free="Commercial use allowed",
    conditions="With conditions",
    restricted="Non-commercial",
    in_profile="In this profile",
    installed="Installed",
    shared="Uses files of another folder",
    partial="Partly downloaded",
    broken="Damaged files",
    wrong_file="Gone or changed: {file}",
    size="Size",
    vram="VRAM",
    vram_from="from {n} GB (estimate)",
    vram_none="not needed",
    licence="Licence",
    needs="Comes with",
    place="Place",
    found="The same file is here already and will be used without a download",
    install="Install ({size})",
    install_label="Install {name}",
    resume="Go on",
    repair="Fetch damaged files again",
    cancel="Cancel",
    remove="Remove",
    verify="Check files",
    waiting="Waiting in line",
    starting="Looking up the files",
    received="{done} of {total}",
    speed="{speed} a second",
    left="about {time} left",
    kept="{size} are here already. The download goes on from there.",
    checking="Reading the files",
    check_good="All files are sound",
    done="Installed: {name}",
    freed="{size} freed",
    consent="Please read the licence",
    consent_lead="To install, you have to accept the conditions below. The date is noted on this computer.",
    full_text="Full licence",
    noncommercial="I will use it for non-commercial purposes only",
    earning="“My shorts earn money” is on in Settings. This model can't be used for shorts that do.",
    agree="Accept and install",
    remove_ask="Remove this model?",
    remove_size="This frees about {size}. To use it again, it has to be downloaded anew.",
    remove_shared="Files of other programs stay as they are.",
    folders="Folders shared with other programs",
    folders_hint="Add the models folder of ComfyUI or A1111, or a Hugging Face cache: files in it are used without copying. Nothing in it is changed or deleted.",
    folder="Full path of the folder",
    folder_example="e.g. D:\\ComfyUI\\models",
    add="Add",
    added="The folder was added",
    drop="Take off the list",
    fixed="set by an environment variable",
    always="always looked at",
    own="Your own checkpoints and LoRAs",
    own_none="None yet. Put .safetensors files into checkpoints or loras in the folder below, then press “Look again”.",
    checkpoint="Checkpoint",
    lora="LoRA",
    family_unknown="kind unknown",
    look_again="Look again",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
