"""What every error has: a stable code, an exit code, and per language what happened and what to do next."""

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
