"""Words of the Settings tab."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class Text:
    """Placeholders in braces are filled by the script."""

    screen: str = "화면"
    language: str = "언어"
    theme: str = "밝기"
    theme_auto: str = "시스템 설정대로"
    theme_light: str = "밝게"
    theme_dark: str = "어둡게"
    screen_hint: str = "이 브라우저에 바로 적용되고, 아직 고른 적이 없는 브라우저에서는 기본값이 됩니다."
    usual: str = "새 쇼츠의 기본값"
    usual_hint: str = "쇼츠를 만들면서 다른 단계에서 바꾼 선택은 이 브라우저의 다음 쇼츠에 이어집니다. 여기서 고르면 그 값부터 다시 시작합니다."
    character: str = "진행할 캐릭터"
    length: str = "길이"
    quality: str = "화질"
    draft: str = "초안"
    standard: str = "표준"
    high: str = "고화질"
    captions: str = "자막 모양"
    ai_label: str = "화면에 ‘AI 생성’ 표시"
    ad_line: str = "광고·제휴 문구 (해당할 때만)"
    ad_example: str = "예: 쿠팡 파트너스 활동으로 수수료를 받습니다"
    commercial: str = "쇼츠로 수익을 냅니다"
    commercial_hint: str = (
        "상품 판매, 광고, 수익 창출 채널이면 켜 두세요. 상업적으로 쓸 수 없는 모델을 설치할 때 먼저 알려 드립니다. "
        "내장 엔진과 음악은 모두 상업적으로 쓸 수 있습니다."
    )
    saved: str = "저장했습니다"
    storage: str = "저장 공간"
    shorts_place: str = "쇼츠"
    models_place: str = "모델"
    cache_place: str = "캐시"
    logs_place: str = "기록"
    measuring: str = "용량을 재는 중"
    disk_shorts: str = "쇼츠"
    disk_artifacts: str = "쓰지 않는 중간 파일"
    disk_previews: str = "미리 보기"
    disk_uploads: str = "하루 지난 업로드"
    disk_trash: str = "휴지통"
    disk_cache: str = "캐시"
    disk_models: str = "모델"
    disk_free: str = "남은 공간"
    artifacts_hint: str = "지금 영상에는 쓰이지 않습니다. 편집을 되돌릴 때만 다시 만듭니다."
    previews_hint: str = "필요하면 다시 만들어집니다."
    uploads_hint: str = "쇼츠에 넣은 사진과 영상은 쇼츠 폴더에 따로 있습니다."
    trash_hint: str = "완전히 지워지며 되돌릴 수 없습니다."
    cache_hint: str = "필요하면 다시 만들어집니다. {size}를 넘으면 다음에 켤 때 오래된 것부터 지웁니다."
    clean: str = "정리하기"
    clean_ask: str = "무엇을 정리할까요?"
    clean_hint: str = "완성한 쇼츠와 모델은 지우지 않습니다. 만들고 있는 것도 그대로 둡니다."
    clean_do: str = "선택한 것 정리"
    cancel: str = "취소"
    cleaned: str = "{size} 비웠습니다"
    cleaned_none: str = "정리할 것이 없었습니다"
    lan: str = "다른 기기에서 쓰기"
    lan_off: str = "지금은 이 컴퓨터에서만 열립니다"
    lan_how: str = "같은 네트워크의 휴대전화나 다른 컴퓨터에서 쓰려면 프로그램을 끄고 아래 명령으로 다시 켜세요. 접속 주소와 비밀번호가 나옵니다."
    lan_on: str = "같은 네트워크에서 비밀번호를 입력하고 쓸 수 있습니다"
    lan_scan: str = "휴대전화 카메라로 비추면 열립니다. 비밀번호는 프로그램을 켠 터미널 창에 처음 한 번 나옵니다."
    lan_no_network: str = "연결된 네트워크가 없어 접속 주소가 없습니다."
    lan_plain: str = "암호화되지 않은 http 연결입니다. 집이나 가게처럼 믿을 수 있는 네트워크에서만 쓰세요."
    sessions: str = "로그인한 기기"
    sessions_none: str = "로그인한 기기가 없습니다."
    this_device: str = "이 기기"
    since: str = "{date}부터"
    sign_out: str = "이 기기에서 로그아웃"
    sign_out_others: str = "다른 기기 모두 로그아웃"
    signed_out: str = "다른 기기에서 모두 로그아웃했습니다"
    programs: str = "다른 프로그램과 연결"
    tokens: str = "API 토큰"
    tokens_hint: str = "다른 프로그램이 비밀번호 대신 쓰는 열쇠입니다. Authorization: Bearer 헤더에 넣습니다."
    tokens_off: str = "지금은 이 컴퓨터에서만 열려 비밀번호도 토큰도 필요하지 않습니다. --lan으로 켜면 여기서 만들 수 있습니다."
    token_name: str = "쓸 곳의 이름"
    token_example: str = "예: 예약 업로드 스크립트"
    token_make: str = "토큰 만들기"
    token_once: str = "지금 한 번만 보여 드립니다. 복사해 두세요."
    token_revoke: str = "폐기"
    token_revoked: str = "토큰을 폐기했습니다. 이제 이 토큰으로는 접속할 수 없습니다."
    copy: str = "복사"
    copied: str = "복사했습니다"
    copy_by_hand: str = "글이 선택되어 있습니다. 길게 누르거나 Ctrl+C로 복사하세요."
    ollama: str = "Ollama 주소"
    ollama_hint: str = "다른 컴퓨터의 Ollama를 쓸 때만 적으세요. 비워 두면 {host}를 씁니다."
    ollama_later: str = "프로그램을 다시 켜면 적용됩니다. 지금은 {host}를 씁니다."
    save: str = "저장"
    health: str = "상태 점검"
    health_hint: str = "인코더, 글꼴, 목소리, 모델, 디스크를 실제로 확인합니다. 몇 초 걸립니다."
    examine: str = "점검하기"
    examining: str = "점검하는 중"
    works: str = "정상"
    optional: str = "없어도 됨"
    fails: str = "문제"
    notices: str = "알려 드립니다"
    about: str = "프로그램 정보"
    version: str = "로컬 쇼츠 스튜디오 {version}"
    licence: str = "이 프로그램은 Apache-2.0 라이선스로 쓸 수 있습니다."
    third_party: str = "함께 쓴 글꼴·음성·음악·패키지의 라이선스"
    close: str = "닫기"


KOREAN = Text()
ENGLISH = Text(
    screen="Appearance",
    language="Language",
    theme="Brightness",
    theme_auto="As the system",
    theme_light="Light",
    theme_dark="Dark",
    screen_hint="Takes effect in this browser at once, and is the default for browsers that have not chosen yet.",
    usual="Defaults for new shorts",
    usual_hint="What you change in other steps carries over to the next short in this browser. A choice made here starts afresh from that value.",
    character="Presenter",
    length="Length",
    quality="Quality",
    draft="Draft",
    standard="Standard",
    high="High",
    captions="Caption style",
    ai_label="“AI-generated” label on screen",
    ad_line="Advertising or affiliate line (if it applies)",
    ad_example="e.g. Paid partnership",
    commercial="My shorts earn money",
    commercial_hint="Leave it on for selling, advertising or a monetised channel. You are told before installing a model that doesn't allow it. "
    "The embedded engines and the music all allow commercial use.",
    saved="Saved",
    storage="Storage",
    shorts_place="Shorts",
    models_place="Models",
    cache_place="Cache",
    logs_place="Log",
    measuring="Measuring",
    disk_shorts="Shorts",
    disk_artifacts="Unused intermediate files",
    disk_previews="Previews",
    disk_uploads="Uploads older than a day",
    disk_trash="Trash",
    disk_cache="Cache",
    disk_models="Models",
    disk_free="Free",
    artifacts_hint="No present video uses them. They are made again only if an edit is undone.",
    previews_hint="Made again when needed.",
    uploads_hint="Pictures and videos in your shorts are kept in the shorts' own folders.",
    trash_hint="Deleted for good; this can't be undone.",
    cache_hint="Made again when needed. Above {size}, the oldest files go at the next start.",
    clean="Clean up",
    clean_ask="What should be cleaned up?",
    clean_hint="Finished shorts and models are kept, and so is whatever is being made.",
    clean_do="Clean up the selected",
    cancel="Cancel",
    cleaned="{size} freed",
    cleaned_none="There was nothing to clean up",
    lan="Use from other devices",
    lan_off="Only this computer can open the studio now",
    lan_how="To use it from a phone or another computer on the same network, quit the program and start it with this command. It shows the address and a password.",
    lan_on="Devices on the same network can use it with the password",
    lan_scan="Point a phone's camera at the code. The password is shown once, in the terminal window that the program was started from.",
    lan_no_network="There is no network connection, so there is no address.",
    lan_plain="The connection is plain http, not encrypted. Use it on networks you trust, at home or in the shop.",
    sessions="Devices logged in",
    sessions_none="No device is logged in.",
    this_device="this device",
    since="since {date}",
    sign_out="Log out this device",
    sign_out_others="Log out all other devices",
    signed_out="All other devices are logged out",
    programs="Other programs",
    tokens="API tokens",
    tokens_hint="Keys for other programs, used instead of the password: Authorization: Bearer.",
    tokens_off="Only this computer can open the studio now, and needs neither password nor token. Started with --lan, tokens can be made here.",
    token_name="What it is for",
    token_example="e.g. upload script",
    token_make="Make a token",
    token_once="Shown only this once. Copy it now.",
    token_revoke="Revoke",
    token_revoked="The token is revoked and opens nothing any more.",
    copy="Copy",
    copied="Copied",
    copy_by_hand="The text is selected. Press and hold, or Ctrl+C, to copy it.",
    ollama="Address of Ollama",
    ollama_hint="Only for an Ollama on another computer. Left empty, {host} is used.",
    ollama_later="Takes effect when the program is started again. {host} is used for now.",
    save="Save",
    health="Check-up",
    health_hint="Really tries the encoder, fonts, voice, models and disk. Takes a few seconds.",
    examine="Check now",
    examining="Checking",
    works="Works",
    optional="Not needed",
    fails="Trouble",
    notices="Please note",
    about="About",
    version="Local Shorts Studio {version}",
    licence="This program is licensed under Apache-2.0.",
    third_party="Licences of fonts, voices, music and packages",
    close="Close",
)
TEXTS: dict[Language, Text] = {"ko": KOREAN, "en": ENGLISH}
