"""The user's own picture, recording, video, page or script can't be used (exit 2)."""

from __future__ import annotations

from shorts.errors.request import RequestError


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


class ClipUnsuitable(MediaUnreadable):
    """Details: file, reason_ko, reason_en, remedy_ko, remedy_en."""

    code, ko_remedy, en_remedy = "clip-unsuitable", "{remedy_ko}", "{remedy_en}"
