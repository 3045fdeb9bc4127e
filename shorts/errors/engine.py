"""An engine failed, or can't run here (exit 4). What may go wrong with its model: models.py."""

from __future__ import annotations

from shorts.errors.base import ShortsError


class EngineError(ShortsError):
    code, exit_code = "engine", 4


class EngineUnavailable(EngineError):
    """Details: engine, reason_ko, reason_en, remedy_ko, remedy_en."""

    code = "engine-unavailable"
    ko, en = "{engine} 엔진을 여기서 쓸 수 없습니다: {reason_ko}.", "The engine {engine} can't run here: {reason_en}."
    ko_remedy, en_remedy = "{remedy_ko}", "{remedy_en}"


class CloningUnavailable(EngineError):
    """Details: engine, able (and able_ko): engines that can."""

    code = "cloning-unavailable"
    ko, en = "{engine} 엔진은 녹음한 목소리로 말할 수 없습니다.", "The engine {engine} can't speak like a recording."
    ko_remedy = "목소리 복제를 하는 엔진을 고르세요: {able_ko}. 없으면 ‘모델’ 탭에서 설치할 수 있습니다."
    en_remedy = "Choose an engine that clones voices: {able}. If there is none, install one on the Models tab."


class VoiceFailed(EngineError):
    """Details: text, reason (and reason_ko)."""

    code = "voice-failed"
    ko, en = "이 문장을 읽지 못했습니다: “{text}” ({reason_ko})", "This sentence could not be spoken: “{text}” ({reason})"
    ko_remedy, en_remedy = "문장을 조금 바꿔 다시 만들어 주세요.", "Change the sentence a little and make it again."


class OutOfMemory(EngineError):
    """Details: stage."""

    code = "out-of-memory"
    ko, en = "컴퓨터의 메모리가 부족해 작업을 멈췄습니다.", "The job stopped because the computer ran out of memory."
    ko_remedy = "다른 프로그램을 닫거나 화질을 ‘초안’으로 낮춘 뒤 다시 시도해 주세요. 끝난 장면은 그대로 남아 있습니다."
    en_remedy = "Close other programs or choose draft quality, then try again: finished scenes are kept."


class OutOfVram(OutOfMemory):
    """Details: stage."""

    code = "out-of-vram"
    ko, en = "그래픽 메모리가 부족합니다. 한 단계 낮춰 다시 해 보았지만 그래도 모자랐습니다.", "The graphics memory ran out, one tier lower too."
    ko_remedy = "그래픽 메모리를 쓰는 다른 프로그램(게임, 브라우저 등)을 닫거나 모델 탭에서 더 낮은 프로필을 고른 뒤 다시 시도해 주세요. 끝난 장면은 그대로 남아 있습니다."
    en_remedy = "Close other programs that use graphics memory (games, browsers), or choose a lower profile on the Models tab, then try again: finished scenes are kept."


class Quarantined(EngineError):
    """Details: stage (and stage_ko)."""

    code = "quarantined"
    ko, en = "‘{stage_ko}’ 단계에서 프로그램이 두 번 꺼져, 이 작업은 자동으로 이어 하지 않습니다.", "The program ended twice during “{stage}”, so this job was set aside."
    ko_remedy = "화질을 낮추거나 그 장면을 조금 고친 뒤 ‘다시 시도’를 눌러 주세요. 지금까지 만든 것은 남아 있습니다."
    en_remedy = "Choose a lower quality or change that scene a little, then press retry; what was made so far is kept."
