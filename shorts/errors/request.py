"""The request can't be met as it stands (exit 2)."""

from __future__ import annotations

from shorts.errors.base import ShortsError


class RequestError(ShortsError):
    code, exit_code = "request", 2


class UnknownChoice(RequestError):
    """Details: kind (and kind_ko), value, choices (comma-separated)."""

    code = "unknown-choice"
    ko, en = "“{value}”라는 {kind_ko} 항목은 없습니다.", "There is no {kind} called “{value}”."
    ko_remedy, en_remedy = "다음 중에서 고르세요: {choices}", "Choose one of: {choices}"


class UnknownCharacter(UnknownChoice):
    """Details: value, choices (the nearest, comma-separated): the whole cast would fill the screen."""

    code = "unknown-character"
    ko, en = "“{value}” 캐릭터는 없습니다.", "There is no character called “{value}”."
    ko_remedy = "비슷한 캐릭터: {choices}. 모두 보려면 ‘start.py characters list’를 실행하거나 ‘캐릭터’ 탭을 열어 주세요."
    en_remedy = "Nearest: {choices}. “start.py characters list” or the Character tab shows them all."


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


class NotForCommerce(RequestError):
    """Details: engine, licence, why_en, why_ko: what makes the short commercial, able (and able_ko): engines that may be used."""

    code = "not-for-commerce"
    ko = "{engine} 엔진이 만든 것은 라이선스({licence})에 따라 상업적으로 쓸 수 없는데, 이 쇼츠는 {why_ko}."
    en = "What the engine {engine} makes may not be used commercially ({licence}), and this short {why_en}."
    ko_remedy, en_remedy = "상업적으로 쓸 수 있는 엔진을 고르세요: {able_ko}.", "Choose an engine that may be used commercially: {able}."


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


class MediaInUse(RequestError):
    """Details: name, scenes (their places, from 1)."""

    code = "media-in-use"
    ko, en = "“{name}”은(는) 장면 {scenes}에서 쓰고 있어 지우지 않았습니다.", "“{name}” is shown in scene {scenes}, so it was not removed."
    ko_remedy, en_remedy = "그 장면에서 다른 것을 고른 다음 지워 주세요.", "Choose something else for that scene first."


class ConsentMissing(RequestError):
    """Details: missing (and missing_ko)."""

    code = "consent-missing"
    ko, en = "목소리 주인의 동의가 없어 저장하지 않았습니다: {missing_ko}.", "The voice was not kept, since its owner's consent is missing: {missing}."
    ko_remedy = "본인의 목소리이거나 주인의 허락을 받았는지 확인하고, 확인하는 사람의 이름과 함께 동의해 주세요."
    en_remedy = "Make sure that it is your own voice or that you have its owner's permission, then consent under your name."
