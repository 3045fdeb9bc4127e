"""The tree of errors: drawn whole, within reach of one import, each class with a code and texts of its own."""

from __future__ import annotations

import re

import pytest

from shorts import errors
from shorts.errors import ShortsError


def below(cls: type[ShortsError]) -> list[type[ShortsError]]:
    return [kind for child in cls.__subclasses__() if child.__module__.startswith("shorts.errors.") for kind in (child, *below(child))]


ALL = below(ShortsError)


def test_one_import_reaches_every_class() -> None:
    assert {kind.__name__ for kind in ALL} | {"ShortsError"} == set(errors.__all__)
    assert all(getattr(errors, kind.__name__) is kind for kind in ALL)


def test_the_drawn_tree_has_every_class_below_its_parent() -> None:
    parents, path = {}, ["ShortsError"]
    for line in (errors.__doc__ or "").splitlines():
        branch = re.match(r"([│ ]*)[├└]── (\w+(?: · \w+)*)", line)
        if branch:
            del path[len(branch[1]) // 4 + 1 :]
            parents |= dict.fromkeys(branch[2].split(" · "), path[-1])
            path.append(branch[2].split(" · ")[0])
    assert parents == {kind.__name__: kind.__mro__[1].__name__ for kind in ALL}


def test_codes_are_unique() -> None:
    assert len({kind.code for kind in (ShortsError, *ALL)}) == len(ALL) + 1


@pytest.mark.parametrize("kind", ALL)
def test_korean_and_english_name_the_same_details(kind: type[ShortsError]) -> None:
    for ko, en in ((kind.ko, kind.en), (kind.ko_remedy, kind.en_remedy)):
        assert details(ko) == details(en), kind.code


def details(text: str) -> set[str]:
    """The placeholders of a text, "reason_ko" and "reason_en" as one."""
    return {re.sub(r"_(ko|en)$", "", name) for name in re.findall(r"{(\w+)}", text)}
