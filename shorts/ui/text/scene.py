"""Words for what a scene may be given, in the tabs that offer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shorts.artifacts import Language


@dataclass(frozen=True, slots=True)
class SceneWords:
    setting: str = "배경"
    setting_studio: str = "스튜디오"
    setting_park: str = "공원"
    setting_room: str = "방"
    setting_kitchen: str = "주방"
    setting_newsroom: str = "뉴스룸"
    setting_office: str = "사무실"
    setting_boardroom: str = "회의실"
    setting_loft: str = "스타트업 라운지"
    setting_lab: str = "실험실"
    setting_classroom: str = "교실"
    setting_boutique: str = "부티크"
    setting_runway: str = "런웨이"
    setting_pedestal: str = "제품 촬영대"
    setting_stadium: str = "경기장"
    setting_gym: str = "헬스장"
    setting_yoga: str = "요가 스튜디오"
    setting_cafe: str = "카페"
    setting_bakery: str = "빵집"
    setting_stage: str = "무대"
    light: str = "시간대"
    light_day: str = "낮"
    light_evening: str = "저녁"
    gesture: str = "몸짓"
    gesture_thumbs_up: str = "엄지 척"
    expression: str = "표정"
    expression_neutral: str = "담담하게"
    expression_smile: str = "미소"
    expression_happy: str = "활짝 웃음"
    expression_surprised: str = "놀람"
    expression_thinking: str = "골똘히"
    expression_sad: str = "속상함"
    expression_serious: str = "진지하게"
    expression_wink: str = "윙크"
    gesture_rest: str = "가만히"
    gesture_greet: str = "인사"
    gesture_wave: str = "손 흔들기"
    gesture_point: str = "가리키기"
    gesture_present: str = "보여 주기"
    gesture_think: str = "생각하기"
    gesture_cheer: str = "신나게"
    gesture_explain: str = "설명하기"
    gesture_point_up: str = "손가락 세우기"
    gesture_show: str = "한 손으로 소개"
    gesture_shrug: str = "어깨 으쓱"


TEXTS: dict[Language, SceneWords] = {
    "ko": SceneWords(),
    "en": SceneWords(
        setting="Setting",
        setting_studio="Studio",
        setting_park="Park",
        setting_room="Room",
        setting_kitchen="Kitchen",
        setting_newsroom="Newsroom",
        setting_office="Office",
        setting_boardroom="Boardroom",
        setting_loft="Start-up loft",
        setting_lab="Laboratory",
        setting_classroom="Classroom",
        setting_boutique="Boutique",
        setting_runway="Runway",
        setting_pedestal="Product pedestal",
        setting_stadium="Stadium",
        setting_gym="Gym",
        setting_yoga="Yoga studio",
        setting_cafe="Café",
        setting_bakery="Bakery",
        setting_stage="Stage",
        light="Time of day",
        light_day="Day",
        light_evening="Evening",
        gesture="Gesture",
        expression="Expression",
        expression_neutral="Neutral",
        expression_smile="Smile",
        expression_happy="Happy",
        expression_surprised="Surprised",
        expression_thinking="Thinking",
        expression_sad="Sad",
        expression_serious="Serious",
        expression_wink="Wink",
        gesture_rest="At rest",
        gesture_greet="Greeting",
        gesture_wave="Waving",
        gesture_point="Pointing",
        gesture_present="Presenting",
        gesture_think="Thinking",
        gesture_cheer="Cheering",
        gesture_explain="Explaining",
        gesture_point_up="Raising a finger",
        gesture_show="Showing",
        gesture_shrug="Shrugging",
        gesture_thumbs_up="Thumbs up",
    ),
}
