"""The record types: what a line of each data set is.

One frozen description per data set. The simulator, the collectors, the stores and the marts all read the
names, types and limits from here; `docs/data-dictionary.md` is made from it. The functions that use a
record type are in `data.record` and can be imported from here too.
"""

from __future__ import annotations

from dataclasses import replace

from data.record import Field, Record, format_line, is_garbage, parse_line

__all__ = [
    "AREAS", "CAPACITIES", "CAR_NUMBER", "COLLECTED_STATUS", "DRIVER", "GRADES", "INCIDENTS", "INCOME", "ITEMS", "JOBS",
    "MASTER", "MODELS", "PURCHASES", "RECORDS", "REGIONS", "STATUS", "STEERING",
    "Field", "Record", "format_line", "is_garbage", "parse_line",
]  # fmt: skip

AREAS = tuple(f"{zone}{number:02d}" for zone in "ABCDEF" for number in range(1, 11))
STEERING = ("F", "L1", "L2", "L3", "R1", "R2", "R3")
GRADES = ("A", "B", "C")
REGIONS = (
    "서울", "부산", "대구", "인천", "광주", "대전", "울산", "세종", "경기",
    "강원", "충북", "충남", "전북", "전남", "경북", "경남", "제주",
)  # fmt: skip
JOBS = ("회사원", "공무원", "개인사업", "전문직", "프리랜서", "주부", "학생")
CAPACITIES = (1000, 1200, 1500, 1700, 2000, 2500, 3000, 3500)
MODELS = tuple("ABCDEFGH")
ITEMS = tuple(f"Item-{number:03d}" for number in range(1, 31))

CAR_NUMBER = Field(
    "car_number", "text", "차량번호", "The car: a letter and four digits, the same in every data set.",
    pattern="[A-Z][0-9]{4}",
)  # fmt: skip


def _tire(place: str, korean: str) -> Field:
    sentence = f"State of the {place} tyre; it sinks slowly before a fault."
    return Field(f"tire_{place[0]}{place.split()[1][0]}", "integer", f"타이어 {korean}", sentence, "%", 0, 100)


def _light(place: str, korean: str) -> Field:
    sentence = f"The {place} light: 1 works, 2 is faulty."
    return Field(f"light_{place[0]}{place.split()[1][0]}", "integer", f"라이트 {korean}", sentence, values=(1, 2))


_PLACES = (
    ("front left", "앞 왼쪽"),
    ("front right", "앞 오른쪽"),
    ("back left", "뒤 왼쪽"),
    ("back right", "뒤 오른쪽"),
)

STATUS = Record(
    "A", "status", "차량 상태 로그", "State of each function of a car, every 3 s, collected once a day.",
    "SmartCarStatusInfo_%Y%m%d.txt",
    (
        Field("reg_date", "timestamp", "등록 일시", "When the device took the values.", "Asia/Seoul"),
        CAR_NUMBER,
        *(_tire(*place) for place in _PLACES),
        *(_light(*place) for place in _PLACES),
        Field("engine", "text", "엔진", "Grade of the engine: A good, B labouring, C faulty.", values=GRADES),
        Field("break", "text", "브레이크",
              "Grade of the brake: A good, B hot, C faulty. The spelling is the original's.", values=GRADES),
        Field("battery", "integer", "배터리", "Charge of the battery.", "%", 0, 100),
    ),
    garbage="SmartCar Status Information,CarNum,TireFL,TireFR,TireBL,TireBR,LightFL,LightFR,LightBL,LightBR,"
            "EngineInfo,BreakInfo,BatteryInfo",
)  # fmt: skip

COLLECTED_STATUS = replace(
    STATUS,
    name="collected_status",
    korean="수집된 차량 상태 로그",
    sentence="Status rows as they lie in HDFS: collecting appends the date of collection.",
    fields=(
        *STATUS.fields,
        Field("collection_date", "date", "수집 일자", "When the row was collected, not when it happened."),
    ),
)

DRIVER = Record(
    "B", "driver", "운전자 운행 로그", "What a driver does, every second, collected in real time from a growing file.",
    "SmartCarDriverInfo.log",
    (
        Field("date", "timestamp", "발생 일시", "When it happened.", "Asia/Seoul"),
        CAR_NUMBER,
        Field("speed_pedal", "integer", "가속 페달", "Step of the accelerator; 0 is released.", "step", 0, 5),
        Field("break_pedal", "integer", "브레이크 페달",
              "Step of the brake; above 0 only while the accelerator is 0.", "step", 0, 3),
        Field("steer_angle", "text", "운전대 회전각",
              "Straight ahead (F), or left (L) or right (R) in three steps; 2 and 3 are strong.", values=STEERING),
        Field("direct_light", "text", "방향 지시등", "Direction light: none, left or right.", values=("N", "L", "R")),
        Field("speed", "integer", "속도", "Speed of the car.", "km/h", 0, 250),
        Field("area_number", "text", "운행 지역", "The area the car is in: zone A–F and number 01–10.", values=AREAS),
    ),
    garbage="Driver Status Infomation,CarNum,AccStep,BrkStep,WheelStep,DirLightStep,Speed,AreaNum",
)  # fmt: skip

MASTER = Record(
    "C", "master", "차량 마스터", "The registry: one row per car, its owner and its make.", "CarMaster.txt",
    (
        CAR_NUMBER,
        Field("sex", "text", "성별", "Sex of the owner.", values=("남", "여")),
        Field("age", "integer", "나이", "Age of the owner.", "years", 15, 70),
        Field("marriage", "text", "결혼 여부", "Married (기혼) or single (미혼).", values=("기혼", "미혼")),
        Field("region", "text", "거주 지역", "One of the 17 provinces and cities.", values=REGIONS),
        Field("job", "text", "직업", "Occupation of the owner.", values=JOBS),
        Field("car_capacity", "integer", "차량 용량",
              "Engine displacement, from 1000 to 3500 in eight steps; the book's income file goes to 5000.",
              "cc", 1000, 5000),
        Field("car_year", "integer", "차량 연식", "Year of make.", "year", 2000, 2016),
        Field("car_model", "text", "차량 모델", "Model of the car.", values=MODELS),
    ),
    separator="|",
)  # fmt: skip

PURCHASES = Record(
    "D", "purchases", "차량용품 구매 이력", "Car items bought and how the buyer scored them, one file a month.",
    "CarItemBuyList_%Y%m.txt",
    (
        CAR_NUMBER,
        Field("item", "text", "용품", "The item bought.", values=ITEMS),
        Field("score", "integer", "평점", "The buyer's score, 5 is best.", "points", 1, 5),
        Field("month", "month", "구매 월", "Month of the purchase."),
    ),
)  # fmt: skip

INCOME = Record(
    "E", "income", "운전자 연소득", "The registry again, with the yearly income of the owner.", "CarMaster2Income.txt",
    (
        *(replace(field, name=name) for field, name in zip(
            MASTER.fields, ("carNum", "sex", "age", "marriage", "region", "job", "capacity", "year", "type"),
            strict=True)),
        Field("income", "integer", "연소득", "Yearly income, in steps of 10.", "10,000 won", 0, 20_000),
    ),
    separator="|",
    header="carNum|sex|age|marriage|region|job|capacity|year|type|income",
)  # fmt: skip

_INPUTS = (
    ("wea", "날씨", "Weather: 0 clear, 1 cloudy, 2 rain or snow."),
    ("temp", "온도", "Temperature: 0 mild, 1 hot, 2 freezing."),
    ("hum", "습도", "Humidity: 0 dry, 1 middling, 2 wet."),
    ("arrCar", "주변 차량", "Cars around: 0 few, 1 some, 2 many; many where traffic jams."),
    ("timeSlot", "시간대", "Time of day: 0 day, 1 rush hour, 2 night."),
    ("acciArea", "사고 지역", "Record of the area: 0 safe, 1 some accidents, 2 black spot."),
    ("drvCond", "운전자 상태", "The driver: 0 calm, 1 tired, 2 hurried."),
    ("innCond", "차량 내부 상태", "The car: 0 sound, 1 drifting, 2 faulty."),
    ("carSpd", "차량 속도", "Speed: 0 up to 60 km/h, 1 up to 120 km/h, 2 faster."),
    ("steeAng", "조향각", "Steering: 0 straight, 1 light, 2 strong."),
)

INCIDENTS = Record(
    "F", "incidents", "주행 중 사고 가능성", "Driving situations and the accident possibility an expert gave each.",
    "CarDrivingIncidentInfo.csv",
    (
        *(Field(name, "integer", korean, sentence, "level", values=(0, 1, 2)) for name, korean, sentence in _INPUTS),
        Field("acciPos", "integer", "사고 가능성", "Accident possibility: 0 low, 1 medium, 2 high.", "level",
              values=(0, 1, 2)),
    ),
    header="wea,temp,hum,arrCar,timeSlot,acciArea,drvCond,innCond,carSpd,steeAng,acciPos",
)  # fmt: skip

RECORDS = {record.name: record for record in (STATUS, DRIVER, MASTER, PURCHASES, INCOME, INCIDENTS)}
