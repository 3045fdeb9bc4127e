"""Every failure that a person may meet.

ShortsError
├── RequestError                 exit 2   the request can't be met as it stands
│   ├── UnknownChoice                     no such character, track, engine, setting …
│   │   └── UnknownShort                  no such short or job (any more)
│   ├── BadOption                         an option's value makes no sense
│   ├── NotDrawnYet                       a character of the cast that has no puppet yet
│   ├── CharacterFileBroken               characters/*.toml: file, key, what was expected
│   ├── CannotTranslate                   the page is in one language, the short wanted in the other
│   ├── InTheWay                          a file that isn't ours stands where a copy would go
│   ├── WeakPassword                      shorter than a password for the LAN may be
│   ├── ScriptBroken                      an edited script that can't be read
│   ├── UnknownScene                      a scene that the script doesn't have (any more)
│   ├── QueueFull                         too many shorts wait already
│   ├── NothingMore                       nothing left to offer: no other hook, nothing to undo
│   ├── NotReadyYet                       a script or a file of a short that hasn't been made so far
│   ├── WrongState                        a job that has ended can't be paused …
│   ├── MediaUnreadable                   the user's own picture, music or voice file
│   │   ├── PageFileUnreadable            a page or text on this computer that isn't there, or is too large
│   │   ├── ScriptFileMissing
│   │   ├── AudioRefused                  an uploaded clip that is none, too long, too large
│   │   ├── ClipUnsuitable                a recording that no voice can be made from
│   │   ├── PictureRefused                an uploaded picture that is none, too many pixels
│   │   └── FootageRefused                an uploaded video that is none, too long, too large
│   └── ConsentMissing                    a voice may only be kept with its owner's consent
├── SourceError                  exit 3   the page gave nothing to make a short from
│   ├── AddressRefused                    not http(s), or an address that isn't public
│   ├── Unreachable                       no such host, refused, timed out
│   ├── PageMissing                       404 and other refusals of the server
│   ├── PageTooLarge · TooManyRedirects
│   ├── NotAPage                          PDF, picture, archive …
│   ├── NothingToRead                     empty, or too short for a short
│   │   └── TopicTooThin                  a topic with nothing said about it
│   ├── NeedsBrowser                      a script-only shell
│   ├── BehindLogin                       a login or pay wall
│   └── Undecodable                       bytes in no encoding that makes sense
├── EngineError                  exit 4   a model or engine failed
│   ├── ModelError                        and what hangs below it: shorts/models/errors.py
│   ├── EngineUnavailable                 it can't run here; says why and what to do
│   ├── CloningUnavailable                this voice can't speak like a recording
│   ├── VoiceFailed
│   ├── OutOfMemory                       the computer's memory didn't suffice
│   └── Quarantined                       the program ended twice in the same step of a job
├── RenderError                  exit 5
│   ├── EncoderFailed                     ffmpeg ended with an error; carries the tail of what it said
│   └── EncoderMissing
├── StorageError                 exit 6
│   ├── OutputUnwritable
│   ├── DiskFull
│   ├── StoreDamaged                      a short's folder can't be understood
│   │   ├── FileBroken                    a list kept for the user can't be understood
│   │   ├── DatabaseDamaged               studio.db, while the studio runs
│   │   ├── DatabaseRebuilt               a notice: it was moved aside and made anew
│   │   └── PreferencesReset              a notice: so was the file of preferences
│   └── ShortBusy                         another process is making this very short
└── Cancelled                    exit 130

Each class has a stable `code` and, per language, what happened and what to do next. Front ends call
`error.text(language)`; nobody else looks at messages, and nobody branches on them.
"""

from __future__ import annotations

from typing import ClassVar


class ShortsError(Exception):
    """`details` fill the placeholders of the class's texts."""

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 1
    ko: ClassVar[str] = "문제가 생겼습니다."
    en: ClassVar[str] = "Something went wrong."
    ko_remedy: ClassVar[str] = "다시 시도해 주세요. 같은 일이 반복되면 doctor 명령으로 상태를 확인하세요."
    en_remedy: ClassVar[str] = "Try again; if it happens again, run the doctor command."

    def __init__(self, **details: object) -> None:
        self.details = {key: str(value) for key, value in details.items()}
        super().__init__(self.text("en"))

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.details)

    def what(self, language: str) -> str:
        """What happened, one sentence."""
        return (self.ko if language == "ko" else self.en).format_map(_Blank(self.details))

    def remedy(self, language: str) -> str:
        """What to do next, one sentence."""
        return (self.ko_remedy if language == "ko" else self.en_remedy).format_map(_Blank(self.details))

    def text(self, language: str) -> str:
        return f"{self.what(language)} {self.remedy(language)}"


class _Blank(dict[str, str]):
    """Details for a text; one in Korean ("expected_ko") that wasn't given falls back to the plain one."""

    def __missing__(self, key: str) -> str:
        return self.get(key.removesuffix("_ko"), "?")


def _rebuild(cls: type[ShortsError], details: dict[str, str]) -> ShortsError:
    return cls(**details)


class Cancelled(ShortsError):
    code, exit_code = "cancelled", 130
    ko, en = "작업을 취소했습니다.", "The job was cancelled."
    ko_remedy, en_remedy = "지금까지 만든 것은 남아 있어, 다시 시작하면 이어서 만듭니다.", "What was made so far is kept; starting again goes on from there."


# --- requests ------------------------------------------------------------------------------------------------


class RequestError(ShortsError):
    code, exit_code = "request", 2


class UnknownChoice(RequestError):
    """Details: kind (and kind_ko), value, choices (comma-separated)."""

    code = "unknown-choice"
    ko, en = "“{value}”라는 {kind_ko} 항목은 없습니다.", "There is no {kind} called “{value}”."
    ko_remedy, en_remedy = "다음 중에서 고르세요: {choices}", "Choose one of: {choices}"


class UnknownShort(UnknownChoice):
    """Details: value."""

    code = "unknown-short"
    ko, en = "“{value}”라는 쇼츠나 작업은 없습니다.", "There is no short or job “{value}”."
    ko_remedy = "지웠거나 휴지통에 있을 수 있습니다. 쇼츠 목록에서 다시 골라 주세요."
    en_remedy = "It may have been removed, or be in the trash: look at the list of shorts."


class BadOption(RequestError):
    """Details: option (and option_ko), value, expected (and expected_ko)."""

    code = "bad-option"
    ko, en = "{option_ko} 값 “{value}”은(는) 쓸 수 없습니다.", "{option} can't be “{value}”."
    ko_remedy, en_remedy = "이렇게 입력해 주세요: {expected_ko}", "Expected: {expected}"


class NotDrawnYet(RequestError):
    """Details: name, choices."""

    code = "not-drawn-yet"
    ko, en = "{name} 캐릭터는 아직 그려지지 않았습니다.", "{name} has not been drawn yet."
    ko_remedy, en_remedy = "지금은 다음 캐릭터를 쓸 수 있습니다: {choices}", "Ready now: {choices}"


class CharacterFileBroken(RequestError):
    """Details: file, key, expected (and expected_ko)."""

    code = "character-file"
    ko, en = "캐릭터 파일 {file}의 {key} 항목을 읽을 수 없습니다.", "Character file {file}: {key} can't be read."
    ko_remedy, en_remedy = "필요한 값: {expected_ko}. 파일을 고친 뒤 다시 불러오세요.", "Expected {expected}. Mend the file and reload."


class CannotTranslate(RequestError):
    """Details: found, wanted (language codes)."""

    code = "cannot-translate"
    ko, en = "이 글은 {found}로 쓰여 있어 {wanted} 쇼츠로 만들 수 없습니다. 내장 작가는 번역하지 않습니다.", "The text is in “{found}”; the embedded writer doesn't translate it to “{wanted}”."
    ko_remedy, en_remedy = "언어를 ‘자동’으로 두거나, 번역한 글을 붙여 넣어 주세요.", "Leave the language on automatic, or paste a translated text."


class InTheWay(RequestError):
    """Details: file."""

    code = "in-the-way"
    ko, en = "{file} 파일이 이미 있습니다.", "{file} is in the way."
    ko_remedy, en_remedy = "--out에 다른 이름을 주거나 그 파일을 옮겨 주세요.", "Give --out another name, or move that file."


class WeakPassword(RequestError):
    """Details: least (characters)."""

    code = "weak-password"
    ko, en = "비밀번호가 너무 짧습니다.", "The password is too short."
    ko_remedy = "{least}자 이상으로 정하거나, --password 없이 시작하면 스튜디오가 만들어 알려 줍니다."
    en_remedy = "Take at least {least} characters, or start without --password: the studio makes one and shows it."


class ScriptBroken(RequestError):
    """Details: where, expected."""

    code = "script-broken"
    ko, en = "대본의 {where} 항목을 읽을 수 없습니다.", "The script can't be read at {where}."
    ko_remedy, en_remedy = "필요한 값: {expected}. 고쳐서 다시 저장하면 이어서 만듭니다.", "Expected {expected}. Mend it and save again; nothing was lost."


class UnknownScene(RequestError):
    """Details: scene."""

    code = "unknown-scene"
    ko, en = "이 대본에 {scene} 장면이 없습니다.", "The script has no scene {scene}."
    ko_remedy, en_remedy = "다른 창에서 지웠을 수 있습니다. 화면을 새로 고쳐 주세요.", "It may have been removed in another window; reload the page."


class QueueFull(RequestError):
    """Details: limit."""

    code = "queue-full"
    ko, en = "기다리는 작업이 이미 {limit}개입니다.", "{limit} jobs are waiting already."
    ko_remedy, en_remedy = "앞의 작업이 끝난 뒤 다시 넣거나, 필요 없는 작업을 취소해 주세요.", "Wait until some have ended, or cancel those you don't need."


class NothingMore(RequestError):
    """Details: what_ko (with its particle: "뒤에 합칠 장면이"), what_en ("no scene after this one")."""

    code = "nothing-more"
    ko, en = "{what_ko} 없습니다.", "There is {what_en}."
    ko_remedy, en_remedy = "지금 그대로 쓰거나 직접 고쳐 주세요.", "Keep it as it is, or change it by hand."


class NotReadyYet(RequestError):
    """Details: what_ko (with its particle: "영상이"), what_en ("video")."""

    code = "not-ready"
    ko, en = "이 쇼츠의 {what_ko} 아직 없습니다.", "This short has no {what_en} yet."
    ko_remedy, en_remedy = "상태를 확인하고, 작업이 끝난 뒤 다시 요청해 주세요.", "Look at its status, and ask again once its job is done."


class WrongState(RequestError):
    """Details: state, wanted: states of a job."""

    code = "wrong-state"
    ko, en = "‘{state}’ 상태인 작업은 ‘{wanted}’ 상태로 바꿀 수 없습니다.", "A job that is {state} can't become {wanted}."
    ko_remedy, en_remedy = "다시 만들려면 make를 요청해 주세요.", "To make the short again, ask for “make”."


class MediaUnreadable(RequestError):
    """Details: file, reason_ko, reason_en."""

    code = "media-unreadable"
    ko, en = "{file} 파일을 쓸 수 없습니다: {reason_ko}.", "{file} can't be used: {reason_en}."
    ko_remedy, en_remedy = "다른 파일을 고르거나 mp3·wav·png·jpg로 바꿔 주세요.", "Choose another file, or convert it to mp3, wav, png or jpg."


class PageFileUnreadable(MediaUnreadable):
    code = "page-file"
    ko_remedy = "파일의 이름과 위치를 확인하고 .html·.txt·.md 파일을 골라 주세요. 본문을 복사해 그대로 붙여 넣어도 됩니다."
    en_remedy = "Check its name and folder and choose an .html, .txt or .md file; pasting the text works, too."


class ScriptFileMissing(MediaUnreadable):
    code = "script-file"
    ko_remedy, en_remedy = "파일의 이름과 위치를 확인해 주세요. 대본은 .json 파일입니다.", "Check its name and folder; a script is a .json file."


class AudioRefused(MediaUnreadable):
    """Details: file, reason_ko, reason_en."""

    code = "audio-refused"
    ko_remedy = "2분보다 짧고 20MB보다 작은 wav·mp3·m4a·flac·ogg 파일을 골라 주세요."
    en_remedy = "Choose a wav, mp3, m4a, flac or ogg file of at most two minutes and 20 MB."


class PictureRefused(MediaUnreadable):
    """Details: file, reason_ko, reason_en."""

    code = "picture-refused"
    ko_remedy, en_remedy = "4천만 화소 이하의 jpg·png·webp 그림을 골라 주세요.", "Choose a jpg, png or webp picture of at most 40 megapixels."


class FootageRefused(MediaUnreadable):
    """Details: file, reason_ko, reason_en."""

    code = "footage-refused"
    ko_remedy = "3분보다 짧고 200MB보다 작은 mp4·mov·webm·mkv·avi 영상을 골라 주세요."
    en_remedy = "Choose an mp4, mov, webm, mkv or avi video of at most three minutes and 200 MB."


class MediaInUse(RequestError):
    """Details: name, scenes (their places, from 1)."""

    code = "media-in-use"
    ko, en = "“{name}”은(는) 장면 {scenes}에서 쓰고 있어 지우지 않았습니다.", "“{name}” is shown in scene {scenes}, so it was not removed."
    ko_remedy, en_remedy = "그 장면에서 다른 것을 고른 다음 지워 주세요.", "Choose something else for that scene first."


class ClipUnsuitable(MediaUnreadable):
    """Details: file, reason_ko, reason_en, remedy_ko, remedy_en."""

    code, ko_remedy, en_remedy = "clip-unsuitable", "{remedy_ko}", "{remedy_en}"


class ConsentMissing(RequestError):
    """Details: missing (and missing_ko)."""

    code = "consent-missing"
    ko, en = "목소리 주인의 동의가 없어 저장하지 않았습니다: {missing_ko}.", "The voice was not kept, since its owner's consent is missing: {missing}."
    ko_remedy = "본인의 목소리이거나 주인의 허락을 받았는지 확인하고, 확인하는 사람의 이름과 함께 동의해 주세요."
    en_remedy = "Make sure that it is your own voice or that you have its owner's permission, then consent under your name."


# --- sources -------------------------------------------------------------------------------------------------


class SourceError(ShortsError):
    code, exit_code = "source", 3
    ko_remedy = "브라우저에서 본문을 복사해 붙여 넣거나, 페이지를 저장(Ctrl+S)한 뒤 그 파일을 골라 주세요."
    en_remedy = "Copy the text from your browser and paste it, or save the page (Ctrl+S) and choose that file."


class AddressRefused(SourceError):
    """Details: address, reason_ko, reason_en."""

    code = "address-refused"
    ko, en = "{address} 주소는 열지 않습니다: {reason_ko}.", "{address} is not opened: {reason_en}."
    ko_remedy, en_remedy = "인터넷에 공개된 http(s) 주소를 넣어 주세요.", "Give a public http(s) address."


class Unreachable(SourceError):
    """Details: address, reason_ko, reason_en."""

    code = "unreachable"
    ko, en = "{address}에 연결하지 못했습니다: {reason_ko}.", "{address} could not be reached: {reason_en}."
    ko_remedy = "주소와 인터넷 연결을 확인하거나, 본문을 복사해 붙여 넣어 주세요."
    en_remedy = "Check the address and your connection, or paste the text."


class PageMissing(SourceError):
    """Details: address, status."""

    code = "page-missing"
    ko, en = "{address} 페이지를 받지 못했습니다(서버 응답 {status}).", "{address} gave no page (the server answered {status})."
    ko_remedy = "주소가 맞는지 브라우저에서 열어 보고, 열린다면 본문을 복사해 붙여 넣어 주세요."
    en_remedy = "Open it in your browser; if it shows there, copy the text and paste it."


class PageTooLarge(SourceError):
    """Details: address, limit."""

    code = "page-too-large"
    ko, en = "{address} 페이지가 너무 큽니다({limit} 초과).", "{address} is too large (over {limit})."


class TooManyRedirects(SourceError):
    """Details: address, limit."""

    code = "too-many-redirects"
    ko, en = "{address} 주소가 {limit}번 넘게 다른 곳으로 넘깁니다.", "{address} redirects more than {limit} times."
    ko_remedy = "브라우저에서 연 뒤 마지막 주소를 복사해 넣어 주세요."
    en_remedy = "Open it in your browser and give the address where it ends."


class NotAPage(SourceError):
    """Details: address, found."""

    code = "not-a-page"
    ko, en = "{address}은(는) 웹 페이지가 아니라 {found} 파일입니다.", "{address} is not a web page but {found}."
    ko_remedy, en_remedy = "내용을 복사해 붙여 넣어 주세요.", "Copy its text and paste it."


class NothingToRead(SourceError):
    """Details: address, found (characters of text)."""

    code = "nothing-to-read"
    ko, en = "{address}에서 읽을 만한 본문을 찾지 못했습니다(찾은 글자 {found}자).", "{address} has no article to read (found {found} characters)."


class TopicTooThin(NothingToRead):
    """Details: topic."""

    code = "topic-too-thin"
    ko, en = "“{topic}”에는 영상으로 말할 내용이 부족합니다.", "“{topic}” says too little to make a short from."
    ko_remedy = "없는 내용을 지어내지 않으니, 말하고 싶은 점을 두세 문장으로 적어 주세요. 예: 아침 산책의 좋은 점: 기분이 좋아진다, 잠이 잘 온다, 돈이 들지 않는다"
    en_remedy = "Nothing is made up, so write two or three sentences of what should be said, e.g. Why walk in the morning: it lifts the mood, you sleep better, it costs nothing"


class NeedsBrowser(SourceError):
    """Details: address."""

    code = "needs-browser"
    ko, en = "{address}은(는) 내용을 자바스크립트로만 그리는 페이지라 본문이 비어 있습니다.", "{address} draws its content with JavaScript only; the page itself is empty."


class BehindLogin(SourceError):
    """Details: address."""

    code = "behind-login"
    ko, en = "{address}은(는) 로그인해야 볼 수 있는 페이지입니다.", "{address} can only be read after logging in."


class Undecodable(SourceError):
    """Details: address."""

    code = "undecodable"
    ko, en = "{address}의 글자를 알아볼 수 없습니다(인코딩 불명).", "The characters of {address} make no sense in any encoding."


# --- engines -------------------------------------------------------------------------------------------------


class EngineError(ShortsError):
    code, exit_code = "engine", 4


class EngineUnavailable(EngineError):
    """Details: engine, reason_ko, reason_en, remedy_ko, remedy_en."""

    code = "engine-unavailable"
    ko, en = "{engine} 엔진을 여기서 쓸 수 없습니다: {reason_ko}.", "The engine {engine} can't run here: {reason_en}."
    ko_remedy, en_remedy = "{remedy_ko}", "{remedy_en}"


class CloningUnavailable(EngineError):
    """Details: engine, able (and able_ko): engines that can."""

    code = "cloning-unavailable"
    ko, en = "{engine} 엔진은 녹음한 목소리로 말할 수 없습니다.", "The engine {engine} can't speak like a recording."
    ko_remedy = "목소리 복제를 하는 엔진을 고르세요: {able_ko}. 없으면 ‘모델’ 탭에서 설치할 수 있습니다."
    en_remedy = "Choose an engine that clones voices: {able}. If there is none, install one on the Models tab."


class VoiceFailed(EngineError):
    """Details: text, reason."""

    code = "voice-failed"
    ko, en = "이 문장을 읽지 못했습니다: “{text}” ({reason})", "This sentence could not be spoken: “{text}” ({reason})"
    ko_remedy, en_remedy = "문장을 조금 바꿔 다시 만들어 주세요.", "Change the sentence a little and make it again."


class OutOfMemory(EngineError):
    """Details: stage."""

    code = "out-of-memory"
    ko, en = "컴퓨터의 메모리가 부족해 작업을 멈췄습니다.", "The job stopped because the computer ran out of memory."
    ko_remedy = "다른 프로그램을 닫거나 화질을 ‘초안’으로 낮춘 뒤 다시 시도해 주세요. 끝난 장면은 그대로 남아 있습니다."
    en_remedy = "Close other programs or choose draft quality, then try again: finished scenes are kept."


class Quarantined(EngineError):
    """Details: stage (and stage_ko)."""

    code = "quarantined"
    ko, en = "‘{stage_ko}’ 단계에서 프로그램이 두 번 꺼져, 이 작업은 자동으로 이어 하지 않습니다.", "The program ended twice during “{stage}”, so this job was set aside."
    ko_remedy = "화질을 낮추거나 그 장면을 조금 고친 뒤 ‘다시 시도’를 눌러 주세요. 지금까지 만든 것은 남아 있습니다."
    en_remedy = "Choose a lower quality or change that scene a little, then press retry; what was made so far is kept."


# --- rendering -----------------------------------------------------------------------------------------------


class RenderError(ShortsError):
    code, exit_code = "render", 5


class EncoderFailed(RenderError):
    """Details: job, tail (the last lines that ffmpeg printed)."""

    code = "encoder-failed"
    ko, en = "영상 인코딩({job})이 중간에 멈췄습니다: {tail}", "Encoding ({job}) stopped: {tail}"
    ko_remedy, en_remedy = "다시 만들면 끝난 장면은 그대로 두고 이어서 만듭니다.", "Make it again: finished scenes are kept."


class EncoderMissing(RenderError):
    code = "encoder-missing"
    ko, en = "ffmpeg를 찾지 못했습니다.", "ffmpeg was not found."
    ko_remedy, en_remedy = "python start.py 를 다시 실행하면 설치합니다.", "Run python start.py again; it installs it."


# --- storage -------------------------------------------------------------------------------------------------


class StorageError(ShortsError):
    code, exit_code = "storage", 6


class OutputUnwritable(StorageError):
    """Details: path, reason."""

    code = "output-unwritable"
    ko, en = "{path}에 쓸 수 없습니다({reason}).", "{path} can't be written ({reason})."
    ko_remedy, en_remedy = "쓰기 권한이 있는 다른 폴더를 골라 주세요.", "Choose a folder that you may write to."


class DiskFull(StorageError):
    """Details: path, free, needed."""

    code = "disk-full"
    ko, en = "{path}의 공간이 부족합니다(남은 공간 {free}, 필요 {needed}).", "{path} is full ({free} free, {needed} needed)."
    ko_remedy, en_remedy = "공간을 비운 뒤 다시 시작하면 이어서 만듭니다.", "Make room and start again; it goes on where it stopped."


class StoreDamaged(StorageError):
    """Details: path, where."""

    code = "store-damaged"
    ko, en = "{path}의 내용을 알아볼 수 없습니다({where}).", "{path} can't be understood ({where})."
    ko_remedy, en_remedy = "파일을 고치거나 그 폴더를 지우고 새로 만들어 주세요.", "Mend the file, or delete that folder and start anew."


class FileBroken(StoreDamaged):
    code = "file-broken"
    ko_remedy, en_remedy = "파일을 고쳐 주세요. 다른 곳으로 옮기면 빈 목록으로 다시 시작합니다.", "Mend the file; moved away, it is begun anew."


class DatabaseDamaged(StoreDamaged):
    """Details: path, where."""

    code = "database-damaged"
    ko, en = "작업 목록 파일({path})이 손상됐습니다. 쇼츠는 무사합니다.", "The file with the list of jobs ({path}) is damaged. Your shorts are safe."
    ko_remedy, en_remedy = "스튜디오를 다시 시작하면 그 파일을 옆으로 옮기고 목록을 새로 만듭니다.", "Start the studio again: it puts that file aside and makes the list anew."


class DatabaseRebuilt(StoreDamaged):
    """Details: path, aside."""

    code = "database-rebuilt"
    ko, en = "작업 목록 파일이 손상돼 새로 만들었습니다. 쇼츠는 모두 그대로 있습니다.", "The list of jobs was damaged and has been made anew. All shorts are there."
    ko_remedy = "만들다 만 쇼츠가 있으면 갤러리에서 열어 다시 시작해 주세요. 옛 파일은 {aside}에 있습니다."
    en_remedy = "If a short was being made, open it in the gallery and start it again. The old file is {aside}."


class PreferencesReset(StoreDamaged):
    """Details: path, aside."""

    code = "preferences-reset"
    ko, en = "설정 파일을 알아볼 수 없어 기본값으로 시작합니다.", "The file of preferences can't be understood, so the defaults are used."
    ko_remedy, en_remedy = "설정 화면에서 다시 고르면 됩니다. 옛 파일은 {aside}에 있습니다.", "Choose again on the settings page. The old file is {aside}."


class ShortBusy(StorageError):
    """Details: path."""

    code = "short-busy"
    ko, en = "이 쇼츠는 다른 창에서 만드는 중입니다({path}).", "This short is being made by another process ({path})."
    ko_remedy, en_remedy = "그 작업이 끝난 뒤 다시 시작해 주세요.", "Wait for it to end, then start again."
