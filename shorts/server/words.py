"""What the server says by itself, in Korean and English."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """One message. `code` is stable; the texts may have placeholders."""

    code: str
    ko: str
    en: str

    def text(self, language: str) -> str:
        return self.ko if language == "ko" else self.en


FOREIGN_HOST = Word(
    "foreign-host",
    "이 주소로는 스튜디오를 열 수 없습니다. 시작할 때 화면에 나온 주소로 접속해 주세요. 다른 이름을 쓰려면 --host 이름 옵션으로 시작하세요.",
    "The studio doesn't answer to this address. Use the one that it showed when it started, or start it with --host NAME.",
)
FOREIGN_PAGE = Word("foreign-page", "다른 사이트에서 보낸 요청은 받지 않습니다.", "Requests from other sites are not taken.")
LOGIN_NEEDED = Word("login-needed", "비밀번호를 먼저 입력해 주세요. 페이지를 새로 고치면 됩니다.", "The password is needed first: reload the page.")
TOKEN_NEEDED = Word(
    "login-needed",
    "토큰이 필요합니다. 스튜디오를 켠 컴퓨터에서 ‘app.py tokens create 이름’으로 만들어 Authorization: Bearer 헤더로 보내 주세요.",
    "A token is needed: make one with “app.py tokens create NAME” on the computer that runs the studio, and send it as Authorization: Bearer.",
)
CLOSED = Word("closed", "이 기능은 스튜디오에서 꺼 두었습니다.", "This is switched off in the studio.")
TOO_LARGE = Word("too-large", "파일이 너무 큽니다. 한 번에 {limit}까지 올릴 수 있습니다.", "Too large: at most {limit} in one upload.")
NO_LENGTH = Word("no-length", "크기를 알 수 없는 업로드는 받지 않습니다.", "An upload must say how large it is.")
UPLOADS_FULL = Word(
    "uploads-full",
    "올린 파일을 둘 자리가 없습니다. 컴퓨터의 디스크 공간을 비우거나 몇 분 뒤에 다시 올려 주세요.",
    "There is no room for uploads. Free some disk space on the computer, or try again in a few minutes.",
)
BODY_TOO_LARGE = Word("body-too-large", "한 번에 보내기에는 글이 너무 깁니다({limit} 초과).", "Too much text at once (over {limit}).")
NOT_JSON = Word("not-json", "요청을 읽을 수 없습니다.", "The request can't be read.")
FOREIGN_FILE = Word("foreign-file", "직접 올린 파일만 쓸 수 있습니다.", "Only files that were uploaded here can be used.")

TITLES = {
    400: Word("title-400", "요청을 읽을 수 없습니다", "The request can't be read"),
    401: Word("title-401", "로그인이 필요합니다", "Authentication needed"),
    403: Word("title-403", "허용되지 않습니다", "Not allowed"),
    404: Word("title-404", "찾을 수 없습니다", "Not found"),
    405: Word("title-405", "이 주소에서 쓸 수 없는 방법입니다", "Method not allowed"),
    409: Word("title-409", "지금 상태에서는 할 수 없습니다", "Not possible in its present state"),
    411: Word("title-411", "크기를 알 수 없습니다", "Length required"),
    413: Word("title-413", "너무 큽니다", "Too large"),
    416: Word("title-416", "없는 범위입니다", "No such range"),
    422: Word("title-422", "요청한 대로 할 수 없습니다", "Can't be done as asked"),
    500: Word("title-500", "스튜디오 안에서 문제가 생겼습니다", "Something went wrong in the studio"),
    502: Word("title-502", "다른 서버에서 문제가 생겼습니다", "Another server failed"),
    503: Word("title-503", "지금은 받을 수 없습니다", "Not now"),
    507: Word("title-507", "저장 공간이 부족합니다", "Not enough room"),
}
"""Titles of problem documents, by HTTP status."""

LOGIN_TITLE = Word("login-title", "로컬 쇼츠 스튜디오", "Local Shorts Studio")
LOGIN_LEAD = Word(
    "login-lead",
    "이 스튜디오는 비밀번호로 잠겨 있습니다. 스튜디오를 켠 컴퓨터 화면에 나온 비밀번호를 입력하세요.",
    "This studio is locked with a password. Type the one shown on the computer that runs it.",
)
LOGIN_LABEL = Word("login-label", "비밀번호", "Password")
LOGIN_BUTTON = Word("login-button", "들어가기", "Open the studio")
LOGIN_OTHER = Word("login-other", "English", "한국어")
LOGIN_WRONG = Word("login-wrong", "비밀번호가 맞지 않습니다. 한/영 키와 대소문자를 확인해 주세요.", "That is not the password. Check the keyboard language and capitals.")
LOGIN_WAIT = Word(
    "login-wait", "여러 번 틀려서 잠시 막았습니다. {seconds}초 뒤에 다시 해 주세요.", "Too many wrong tries. Please wait {seconds} seconds and try again."
)

HERE = Word("here", "  로컬 쇼츠 스튜디오  →  {address}", "  Local Shorts Studio  →  {address}")
THERE = Word("there", "  같은 네트워크의 휴대전화·PC  →  {address}", "  phones and PCs on this network  →  {address}")
NO_NETWORK = Word("no-network", "  네트워크에 연결되어 있지 않아 지금은 이 컴퓨터에서만 열립니다.", "  No network: only this computer can open it now.")
MADE = Word(
    "made",
    "  비밀번호  →  {password}\n  다시 보여 드리지 않으니 적어 두세요. 바꾸려면 --password로 시작하세요.",
    "  password  →  {password}\n  Note it: it isn't shown again. Start with --password to change it.",
)
AS_BEFORE = Word(
    "as-before", "  비밀번호는 전에 정한 그대로입니다. 바꾸려면 --password로 시작하세요.", "  The password is the one set before; start with --password to change it."
)
ASK = Word("ask", "  사용할 비밀번호(8자 이상): ", "  Password to use (8 characters or more): ")
