"""The page gave nothing to make a short from (exit 3)."""

from __future__ import annotations

from shorts.errors.base import ShortsError


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
