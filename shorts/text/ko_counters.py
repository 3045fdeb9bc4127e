"""Which counters take native numbers (세 개), which Sino-Korean (삼 층), and what unit signs are called."""

from __future__ import annotations

import re

_NATIVE = """
개 명 마리 살 달 가지 대 장 권 병 잔 그릇 켤레 벌 채 척 송이 그루 자루 통 판 사람 조각 알 줄 모금 끼 팩 봉지 봉 상자 박스 세트 캔 컵 스푼 큰술 작은술 술 숟갈 숟가락
곳 군데 건 편 곡 종류 쌍 매 포기 방울 바퀴 골 차례 해 겹 칸 마디 톨 포대 꼬치 입 주먹 알갱이 덩어리 덩이 묶음 다발 뭉치 꾸러미 벌째 번째 번 판째 잔째 가구 식구
자리 고비 걸음 발자국 손가락 갈래 무더기 접시 뚝배기 사발 냄비 국자 꼬집 바구니 가닥 모 쪽지 가마 되 말 마을 나라 팀 그룹 커플 켤레째 짝 필 뿌리 타래 올 땀 자밤 움큼 줌 뼘
스쿱 티스푼 테이블스푼 통째 곳째 개째 명째 달째 살째 시간 시 배 돌 박자 곱절 군 가게 매장 회사 학교 도시 업체 제품 작품 종목 아이 남매 형제 자매 부부 모자 번씩
""".split()
_SINO = """
층 년 년도 년대 년간 년째 년형 년식 년차 월 일 일째 일간 일차 일자 분 분간 분짜리 초 초간 도 원 원대 회 회차 회전 차 차례차 기 교시 학년 학기 반 인 인분 인용 인승 인조 인실 인치
개월 개월간 개년 개국 개국어 개소 개사 개교 개시 개입 개들이 개층 개동 개구 개도 주 주간 주년 주일 주차 주째 박 페이지 쪽 면 절 호 호선 호점 호실 호기 번지 번길 번호 번대 번홈 번선 동 동대 단지 단계 단 평 평형 세 세대 세기 위 등 등급 성급 성 종 종세트 품목
라인 인 퍼센트 퍼센트포인트 프로 포인트 점 점대 킬로 킬로그램 그램 밀리그램 톤 리터 밀리리터 미터 킬로미터 센티 센티미터 밀리 밀리미터 제곱미터 헥타르 칼로리 킬로칼로리 와트 볼트 암페어 헤르츠 데시벨 바이트 기가 기가바이트 메가 메가바이트
테라 테라바이트 픽셀 화소 달러 엔 유로 위안 파운드 센트 루피 바트 동 페소 전 승 패 무 무승부 연승 연패 강 전승 전패 부 부작 화 회말 회초 이닝 쿼터 세트째 라운드 장면 막 조 항 목 권역 급 부문 열 행 자 자리 자리수 자릿수 음절 글자 단어 비트 코어 스레드 채널 축 단자 구 구경 공 족 수
배속 배율 시리즈 대학 대국 대륙 대강 대로 대째 명륜 시방서 점포 번가 장조 세계 차선 차로 차원 차전 중 중주 중창 겹살 할 리 푼 모작 모델 사 사단 방 방향 볼 구역 지구 선거구 가 데이 나노 마력 기압 노트 캐럿 온스 배럴 갤런 마일 피트 야드 헥토파스칼 루멘 니트 럭스 인용량 일치 개월치 년치 인방 부제 교대 교대제 유형
""".split()  # fmt: skip
COUNTERS: dict[str, str] = {**dict.fromkeys(_SINO, "sino"), **dict.fromkeys(_NATIVE, "native")}
COUNTERS.update({"시간": "hours", "시": "clock", "배": "times", "대": "machines", "번": "turns", "자리": "native", "인": "sino", "배속": "sino", "째": "ordinal"})
_LONGEST = max(map(len, COUNTERS))

_CLOSE_TO_NUMBER = frozenset({"강", "승", "패", "무", "연승", "연패", "차", "인용", "인승", "차원", "차전", "급", "중주", "중창", "종", "자리수", "자릿수", "겹살", "가", "데이"})
"""Written together with the number when spoken out: 사강, 이차, 사인용."""

UNITS: dict[str, str] = {
    "kg": "킬로그램", "㎏": "킬로그램", "Kg": "킬로그램", "KG": "킬로그램", "g": "그램", "mg": "밀리그램", "㎎": "밀리그램", "μg": "마이크로그램", "㎍": "마이크로그램", "t": "톤",
    "km": "킬로미터", "㎞": "킬로미터", "KM": "킬로미터", "m": "미터", "cm": "센티미터", "㎝": "센티미터", "CM": "센티미터", "mm": "밀리미터", "㎜": "밀리미터", "MM": "밀리미터", "μm": "마이크로미터", "㎛": "마이크로미터", "nm": "나노미터", "㎚": "나노미터",
    "L": "리터", "ℓ": "리터", "l": "리터", "ml": "밀리리터", "mL": "밀리리터", "ML": "밀리리터", "㎖": "밀리리터", "㎗": "데시리터", "cc": "씨씨", "㏄": "씨씨", "CC": "씨씨", "kcal": "킬로칼로리", "Kcal": "킬로칼로리", "㎉": "킬로칼로리", "cal": "칼로리",
    "W": "와트", "kW": "킬로와트", "KW": "킬로와트", "MW": "메가와트", "GW": "기가와트", "Wh": "와트시", "kWh": "킬로와트시", "KWh": "킬로와트시", "MWh": "메가와트시", "GWh": "기가와트시", "mAh": "밀리암페어시", "Ah": "암페어시", "V": "볼트", "kV": "킬로볼트", "mV": "밀리볼트", "mA": "밀리암페어", "A": "암페어",
    "Hz": "헤르츠", "㎐": "헤르츠", "kHz": "킬로헤르츠", "㎑": "킬로헤르츠", "KHz": "킬로헤르츠", "MHz": "메가헤르츠", "㎒": "메가헤르츠", "GHz": "기가헤르츠", "㎓": "기가헤르츠", "dB": "데시벨", "㏈": "데시벨", "lm": "루멘", "lx": "럭스", "nit": "니트", "nits": "니트", "cd": "칸델라",
    "Pa": "파스칼", "kPa": "킬로파스칼", "MPa": "메가파스칼", "hPa": "헥토파스칼", "㎩": "파스칼", "bar": "바", "psi": "피에스아이", "rpm": "알피엠", "RPM": "알피엠", "fps": "프레임", "FPS": "프레임", "dpi": "디피아이", "ppi": "피피아이", "px": "픽셀", "ppm": "피피엠", "㏙": "피피엠",
    "B": "바이트", "KB": "킬로바이트", "kB": "킬로바이트", "㎅": "킬로바이트", "MB": "메가바이트", "㎆": "메가바이트", "GB": "기가바이트", "㎇": "기가바이트", "TB": "테라바이트", "PB": "페타바이트", "Kbps": "킬로비피에스", "kbps": "킬로비피에스", "Mbps": "메가비피에스", "Gbps": "기가비피에스", "bit": "비트", "bits": "비트",
    "h": "시간", "hr": "시간", "hrs": "시간", "H": "시간", "min": "분", "s": "초", "sec": "초", "ms": "밀리초", "㎳": "밀리초", "μs": "마이크로초", "㎲": "마이크로초", "ns": "나노초", "day": "일", "days": "일",
    "%p": "퍼센트포인트", "%P": "퍼센트포인트", "%포인트": "퍼센트포인트", "%": "퍼센트", "％": "퍼센트", "﹪": "퍼센트", "‰": "퍼밀", "°": "도", "º": "도", "℃": "도", "°C": "도", "ºC": "도", "˚C": "도", "˚": "도", "℉": "도", "°F": "도",
    "㎡": "제곱미터", "m²": "제곱미터", "m2": "제곱미터", "m^2": "제곱미터", "㎢": "제곱킬로미터", "km²": "제곱킬로미터", "km2": "제곱킬로미터", "㎠": "제곱센티미터", "cm²": "제곱센티미터", "cm2": "제곱센티미터", "㎟": "제곱밀리미터", "mm²": "제곱밀리미터", "㎥": "세제곱미터", "m³": "세제곱미터", "m3": "세제곱미터", "㎤": "세제곱센티미터", "cm³": "세제곱센티미터", "cm3": "세제곱센티미터", "ha": "헥타르", "㏊": "헥타르",
    "oz": "온스", "fl oz": "플루이드온스", "lb": "파운드", "lbs": "파운드", "ft": "피트", "in": "인치", "inch": "인치", "inches": "인치", "yd": "야드", "mph": "마일", "mmHg": "밀리미터 수은주", "N": "뉴턴", "Nm": "뉴턴미터", "J": "줄", "kJ": "킬로줄", "K": "켈빈", "mol": "몰", "Ω": "옴", "kΩ": "킬로옴", "℧": "모", "IU": "아이유", "㏗": "피에이치", "pcs": "개", "ea": "개", "EA": "개", "ct": "캐럿", "kgf": "킬로그램힘", "mmol": "밀리몰",
    "USD": "달러", "KRW": "원", "EUR": "유로", "JPY": "엔", "CNY": "위안", "GBP": "파운드", "￠": "센트", "¢": "센트", "₩": "원", "€": "유로", "$": "달러", "¥": "엔",
}  # fmt: skip
_PER = {"h": "시속", "s": "초속", "sec": "초속", "min": "분속"}
_PER_OTHER = {"h": "시간당", "s": "초당", "sec": "초당", "min": "분당", "day": "하루", "일": "하루", "월": "월", "년": "연", "kg": "킬로그램당", "g": "그램당", "L": "리터당", "ml": "밀리리터당", "m²": "제곱미터당", "㎡": "제곱미터당", "m2": "제곱미터당"}
_LENGTHS = frozenset({"km", "m", "cm", "mm", "㎞", "㎝", "㎜", "KM"})
UNIT = re.compile("(?:" + "|".join(re.escape(u) for u in sorted(UNITS, key=len, reverse=True)) + r")(?![A-Za-z0-9²³])")
PER = re.compile(r"/(" + "|".join(re.escape(u) for u in sorted({*_PER, *_PER_OTHER}, key=len, reverse=True)) + r")(?![A-Za-z0-9²³])")


def counter_at(text: str, position: int) -> str:
    """The longest counter that begins at `position`; "" where none does."""
    for length in range(_LONGEST, 0, -1):
        if text[position : position + length] in COUNTERS and len(text) >= position + length:
            return text[position : position + length]
    return ""


def wants_space(counter: str) -> bool:
    return bool(counter) and counter not in _CLOSE_TO_NUMBER


def rate_words(unit: str, per: str) -> str:
    """What is said before the number: "km", "h" → 시속; "MB", "s" → 초당."""
    return _PER[per] if unit in _LENGTHS and per in _PER else _PER_OTHER[per]


_SINO_TURNS = re.compile(r"번\s?(?:출구|버스|타자|국도|트랙|선수|문제|홀|게이트|승강장|라인|창구|방|카메라|칸|주자|도로|채널|좌석|항목|레인|마)")
_BIG = re.compile(r"대\s(?:보험|요소|명절|뉴스|그룹|기업|강국|영양소|과제|원칙|핵심|도시|산맥|국가|은행|통신사|업체|거래소|축제|정책|전략|의혹|브랜드|비결|미래|키워드|트렌드|시장|공약|종단|문명|지수|악|질환|암)|대\s?\d")


def takes_native(value: int, counter: str, text: str, position: int) -> bool:
    """Whether `value` before `counter` (which begins at `position`) is said in native words."""
    kind = COUNTERS.get(counter, "sino")
    if not 1 <= value <= 99 or kind == "sino":
        return False
    limits = {"hours": 23, "clock": 12, "times": 10, "turns": 59}
    if value > limits.get(kind, 99):
        return False
    if kind == "machines":
        return not (value % 10 == 0 or _BIG.match(text, position))
    if kind == "turns":
        return not (_SINO_TURNS.match(text, position) or text[:position].rstrip("0123456789 ").endswith(("제", "기호", "국번")))
    return True
