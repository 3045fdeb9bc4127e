"""Word lists for key phrases."""

from __future__ import annotations

_STOP_EN = """
    a about after all also an and any are as at be because been before being between both but by can could did do does done
    down during each even every few for from get got had has have he her here his how i if in into is it its just like made
    make makes many may me might more most much must my new no not of off on one only or other our out over own per said
    same says she should so some still such than that the their them then there these they this those through to too two
    under up very was we were what when where which while who whom whose why will with would you your
"""
STOP_EN = frozenset(_STOP_EN.split())
"""Words that carry no subject of their own."""
_STOP_KO = """
    가운데 같 개 것 경우 곳 관하 그 나머지 내 내년 내일 년 다음 달 대하 대한 더 동안 되 뒤 등 따르 때 때문 매달 매일 명 모두
    번 보통 사람 수 시간 안 앞 어제 없 오늘 오전 오후 올해 우리 원 월 위 위하 이 이번 이상 이전 이하 이후 일 있 자신 저 점
    정도 주 중 지금 지난 지난해 처음 최대 최소 통하 평일 하 하루
"""
STOP_KO = frozenset(_STOP_KO.split())
"""The same in Korean, as morphemes."""
_VERBS_EN = """
    able according across again against along already always among around away back began begin begins best better big
    billion bit calling came cannot close closes cold come comes cost costs cross crosses day days dollars drip drips enough
    feared find finds first fit fits fix fixes found gave give gives goes good great half held hold holds hot hour hours
    keep keeping keeps kind know known knows large last lasts leave leaves led left long look looks lot makes match matches
    mile miles million minute minutes month months morning near need needs never next night old once open opens own part
    parts past people percent put puts ran ready run runs said sat says second set sets several short since sits small sort
    sure take takes tell tells thing things third thousand time times told took turn turns until use used uses want wants
    way ways week weeks weighs went without work works year years
"""
VERBS_EN = frozenset(_VERBS_EN.split())
"""Words that end a noun phrase: common verbs, adverbs, and nouns of measure."""
