"""The video could not be made (exit 5)."""

from __future__ import annotations

from shorts.errors.base import ShortsError


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
