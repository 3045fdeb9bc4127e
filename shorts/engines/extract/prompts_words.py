"""Korean nouns that pictures are often about, in English, for image models (which read no Korean)."""

from __future__ import annotations

_TABLE = """
가방 bag | 가습기 humidifier | 가위 scissors | 가족 family | 간장 soy sauce | 감자 potatoes | 강 river | 강아지 puppy |
건강 healthy life | 건물 building | 겨울 winter | 경기 match | 경제 economy | 계란 eggs | 고구마 sweet potatoes | 고기 meat |
고양이 cat | 고추 chili peppers | 공기 air | 공원 park | 공장 factory | 공항 airport | 과일 fruit | 과학 science | 관광 tourism |
교통 transport | 교통비 public transport fare | 교실 classroom | 국물 broth | 국수 noodles | 그릇 bowls | 기차 train |
기후 climate | 길 road | 김치 kimchi | 김치찌개 kimchi stew | 꽃 flowers | 나무 trees | 날씨 weather | 냄비 pot |
냉장고 refrigerator | 노트북 laptop | 농부 farmer | 농장 farm | 눈 snow | 단풍 autumn leaves | 달 moon | 달걀 eggs | 당근 carrots |
대학 university | 도로 road | 도서관 library | 도시 city | 돈 money | 돼지고기 pork | 된장 soybean paste | 두부 tofu | 등산 hiking |
떡볶이 tteokbokki | 라면 ramen noodles | 랜턴 lantern | 램프 lamp | 로봇 robot | 마늘 garlic | 마을 village | 마트 supermarket |
만두 dumplings | 매장 shop | 매출 sales chart | 면 noodles | 모니터 monitor | 모자 hat | 무선 wireless device | 물 water |
물가 prices | 물병 water bottle | 미술관 art museum | 바다 sea | 바람 wind | 반도체 semiconductor chip | 반찬 side dishes |
밥 rice | 방 room | 배 boat | 배추 napa cabbage | 배터리 battery | 버스 bus | 버섯 mushrooms | 별 stars | 병원 hospital |
보온병 thermos | 봄 spring | 비 rain | 비누 soap | 빵 bread | 빨래 laundry | 사과 apples | 사람 people | 사무실 office |
사진 photographs | 산 mountain | 산책 walk | 산책로 walking path | 상추 lettuce | 새 bird | 새벽 dawn | 생선 fish | 서울 Seoul |
서점 bookshop | 선물 gift | 선풍기 electric fan | 설탕 sugar | 세탁기 washing machine | 소금 salt | 소리 sound | 손 hands |
쇼핑 shopping | 수박 watermelon | 수출 export containers | 숲 forest | 스마트폰 smartphone | 스피커 speaker | 시계 clock |
시장 market | 시청 city hall | 식물 potted plants | 신발 shoes | 아기 baby | 아이 child | 아침 morning light |
아파트 apartment building | 안경 glasses | 약 medicine | 양파 onions | 어린이 children | 어머니 mother | 엄마 mother |
에너지 energy | 에어컨 air conditioner | 여름 summer | 여행 travel | 연구 research | 연구소 laboratory | 연구팀 research team |
영화 film | 옷 clothes | 와인 wine | 요가 yoga | 요리 cooking | 우산 umbrella | 우유 milk | 우주 space | 운동 exercise |
운동화 running shoes | 은행 bank | 음식 food | 음악 music | 의자 chair | 의사 doctor | 이불 blanket | 이어폰 earphones |
인공지능 artificial intelligence | 일자리 jobs | 자동차 car | 자전거 bicycle | 잠 sleep | 잡채 japchae | 장갑 gloves |
저녁 evening | 전기 electricity | 전기차 electric car | 전통시장 traditional market | 정류장 bus stop | 정부 government building |
정원 garden | 조명 lighting | 주방 kitchen | 주택 houses | 지하철 subway | 직장인 office worker | 집 house | 차 tea |
참기름 sesame oil | 창문 window | 책 book | 책상 desk | 청년 young people | 청소 cleaning | 청소기 vacuum cleaner | 축구 football |
축제 festival | 충전기 charger | 카메라 camera | 카페 café | 칼 kitchen knife | 캠핑 camping | 커피 coffee | 컴퓨터 computer |
컵 cup | 케이크 cake | 콩 beans | 태양광 solar panels | 택배 parcel | 텀블러 tumbler | 텐트 tent | 토마토 tomatoes |
파 green onions | 편지 letter | 프라이팬 frying pan | 하늘 sky | 학교 school | 학생 students | 할머니 grandmother |
할아버지 grandfather | 항구 harbour | 해변 beach | 햇빛 sunlight | 헤드폰 headphones | 호수 lake | 호텔 hotel | 화분 potted plants |
화장품 cosmetics | 환경 environment | 회사 company office | 회의 meeting | 휴대폰 mobile phone | 고등어 mackerel |
갈치 hairtail fish | 밀가루 flour | 반죽 dough | 쌀 rice grains | 식탁 dining table | 골목 alley | 기차역 railway station |
동네 neighbourhood | 간판 shop sign | 사진관 photo studio | 라디오 radio | 자동 automatic device | 미역국 seaweed soup |
무릎담요 lap blanket | 담요 blanket | 온열 warm heating | 주전자 kettle | 전기포트 electric kettle | 믹서기 blender |
공기청정기 air purifier | 청바지 jeans | 셔츠 shirt | 스웨터 sweater | 장난감 toys | 인형 doll | 수건 towel | 베개 pillow |
매트리스 mattress | 소파 sofa | 벤치 bench | 놀이터 playground | 수영 swimming | 달리기 running | 마라톤 marathon | 야구 baseball |
농구 basketball
"""
NOUNS: dict[str, str] = {}
for _entry in _TABLE.replace("\n", "").split("|"):
    _korean, _, _english = _entry.strip().partition(" ")
    if _english:
        NOUNS[_korean] = _english
