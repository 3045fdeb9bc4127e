"""Something on the disk can't be read or written (exit 6)."""

from __future__ import annotations

from shorts.errors.base import ShortsError


class StorageError(ShortsError):
    code, exit_code = "storage", 6


class OutputUnwritable(StorageError):
    """Details: path, reason."""

    code = "output-unwritable"
    ko, en = "{path}에 쓸 수 없습니다({reason}).", "{path} can't be written ({reason})."
    ko_remedy, en_remedy = "쓰기 권한이 있는 다른 폴더를 골라 주세요.", "Choose a folder that you may write to."


class StorageUnreadable(StorageError):
    """Details: path, reason."""

    code = "storage-unreadable"
    ko, en = "{path} 파일을 읽을 수 없습니다({reason}).", "{path} can't be read ({reason})."
    ko_remedy, en_remedy = "옮기거나 지웠다면 되돌려 놓고, 읽기 권한을 확인해 주세요.", "If it was moved or deleted, put it back; see that you may read it."


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
