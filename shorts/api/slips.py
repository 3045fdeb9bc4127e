"""What is wrong with the values of a request, field by field, in Korean and English: pydantic's findings in people's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_EXPECTED: dict[str, tuple[str, str]] = {
    "missing": ("꼭 필요한 값입니다", "is needed"),
    "extra_forbidden": ("이런 이름의 값은 없습니다", "there is no value of this name"),
    "literal_error": ("다음 중 하나: {expected}", "one of: {expected}"),
    "string_type": ("문자열", "a string"),
    "string_too_short": ("{min_length}자 이상", "at least {min_length} characters"),
    "string_too_long": ("{max_length}자 이하", "at most {max_length} characters"),
    "string_pattern_mismatch": ("형식: {pattern}", "of the form {pattern}"),
    "string_unicode": ("올바른 유니코드 글자", "valid Unicode"),
    "int_type": ("정수", "a whole number"),
    "int_parsing": ("정수", "a whole number"),
    "int_parsing_size": ("더 작은 정수", "a smaller whole number"),
    "int_from_float": ("정수", "a whole number"),
    "float_type": ("숫자", "a number"),
    "float_parsing": ("숫자", "a number"),
    "finite_number": ("유한한 숫자", "a finite number"),
    "bool_type": ("true 또는 false", "true or false"),
    "bool_parsing": ("true 또는 false", "true or false"),
    "greater_than_equal": ("{ge} 이상", "at least {ge}"),
    "less_than_equal": ("{le} 이하", "at most {le}"),
    "model_attributes_type": ("JSON 객체 { … }", "a JSON object { … }"),
    "dict_type": ("JSON 객체 { … }", "a JSON object { … }"),
}


def slips(found: Sequence[Any], language: str) -> list[dict[str, str]]:
    """`where` (a path like body.seconds) and `expected`, for each of pydantic's findings."""
    return [{"where": ".".join(str(part) for part in slip["loc"]), "expected": _expected(slip, language)} for slip in found]


def _expected(slip: Any, language: str) -> str:
    texts = _EXPECTED.get(slip["type"])
    if texts is None:
        return str(slip["msg"])
    text = texts[0 if language == "ko" else 1]
    for name, value in slip.get("ctx", {}).items():
        text = text.replace(f"{{{name}}}", f"{value:g}" if isinstance(value, float) else str(value))
    return text
