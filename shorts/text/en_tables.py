"""What English abbreviations, units, signs and letters are called."""

from __future__ import annotations

LETTERS = {
    "A": "ay", "B": "bee", "C": "see", "D": "dee", "E": "ee", "F": "eff", "G": "gee", "H": "aitch", "I": "eye", "J": "jay", "K": "kay",
    "L": "el", "M": "em", "N": "en", "O": "oh", "P": "pee", "Q": "cue", "R": "are", "S": "ess", "T": "tee", "U": "you", "V": "vee",
    "W": "double you", "X": "ex", "Y": "why", "Z": "zee",
}  # fmt: skip

TITLES = {
    "mr.": "mister", "mrs.": "missus", "ms.": "miz", "dr.": "doctor", "prof.": "professor", "sen.": "senator", "rep.": "representative",
    "gov.": "governor", "gen.": "general", "rev.": "reverend", "capt.": "captain", "lt.": "lieutenant", "sgt.": "sergeant", "hon.": "honorable",
}  # fmt: skip
"""Before a name: the period never ends a sentence."""

ABBREVIATIONS = {
    "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "vs.": "versus", "vs": "versus", "approx.": "approximately",
    "inc.": "incorporated", "ltd.": "limited", "corp.": "corporation", "co.": "company", "jr.": "junior", "sr.": "senior", "dept.": "department",
    "est.": "established", "min.": "minutes", "max.": "maximum", "avg.": "average", "no.": "number", "vol.": "volume", "fig.": "figure",
    "ave.": "avenue", "blvd.": "boulevard", "rd.": "road", "mt.": "mount", "ft.": "feet", "a.m.": "ay em", "p.m.": "pee em",
    "u.s.": "you ess", "u.k.": "you kay", "u.n.": "you en", "e.u.": "ee you", "d.c.": "dee see", "w/": "with", "w/o": "without", "&": "and",
    "+": "plus", "=": "equals", "@": "at", "/": "or", "%": "percent", "×": "by", "°c": "degrees celsius", "°f": "degrees fahrenheit",
    "jan.": "January", "feb.": "February", "mar.": "March", "apr.": "April", "jun.": "June", "jul.": "July", "aug.": "August",
    "sep.": "September", "sept.": "September", "oct.": "October", "nov.": "November", "dec.": "December",
}  # fmt: skip

UNITS = {
    "kg": ("kilogram", "kilograms"), "g": ("gram", "grams"), "mg": ("milligram", "milligrams"), "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"), "oz": ("ounce", "ounces"), "km": ("kilometer", "kilometers"), "m": ("meter", "meters"),
    "cm": ("centimeter", "centimeters"), "mm": ("millimeter", "millimeters"), "nm": ("nanometer", "nanometers"), "mi": ("mile", "miles"),
    "ft": ("foot", "feet"), "yd": ("yard", "yards"), "l": ("liter", "liters"), "ml": ("milliliter", "milliliters"), "w": ("watt", "watts"),
    "kw": ("kilowatt", "kilowatts"), "kwh": ("kilowatt hour", "kilowatt hours"), "wh": ("watt hour", "watt hours"), "v": ("volt", "volts"),
    "mah": ("milliamp hour", "milliamp hours"), "ah": ("amp hour", "amp hours"), "hz": ("hertz", "hertz"), "khz": ("kilohertz", "kilohertz"),
    "mhz": ("megahertz", "megahertz"), "ghz": ("gigahertz", "gigahertz"), "kb": ("kilobyte", "kilobytes"), "mb": ("megabyte", "megabytes"),
    "gb": ("gigabyte", "gigabytes"), "tb": ("terabyte", "terabytes"), "mbps": ("megabit per second", "megabits per second"),
    "gbps": ("gigabit per second", "gigabits per second"), "db": ("decibel", "decibels"), "mph": ("mile an hour", "miles an hour"),
    "km/h": ("kilometer an hour", "kilometers an hour"), "kph": ("kilometer an hour", "kilometers an hour"), "fps": ("frame per second", "frames per second"),
    "rpm": ("turn per minute", "turns per minute"), "mp": ("megapixel", "megapixels"), "px": ("pixel", "pixels"), "hrs": ("hour", "hours"),
    "hr": ("hour", "hours"), "min": ("minute", "minutes"), "mins": ("minute", "minutes"), "sec": ("second", "seconds"), "ms": ("millisecond", "milliseconds"),
    "°c": ("degree celsius", "degrees celsius"), "°f": ("degree fahrenheit", "degrees fahrenheit"), "°": ("degree", "degrees"),
    "%": ("percent", "percent"), '"': ("inch", "inches"), "″": ("inch", "inches"), "sq": ("square", "square"), "kcal": ("kilocalorie", "kilocalories"),
    "k": ("thousand", "thousand"), "bn": ("billion", "billion"),
}  # fmt: skip

CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"), "us$": ("dollar", "dollars", "cent", "cents"), "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"), "¥": ("yen", "yen", "sen", "sen"), "₩": ("won", "won", "jeon", "jeon"),
}  # fmt: skip
CURRENCY_CODES = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥", "krw": "₩", "won": "₩"}
SCALES = {"k": "thousand", "m": "million", "b": "billion", "bn": "billion", "mn": "million", "t": "trillion", "tn": "trillion"}
SCALE_WORDS = frozenset({"hundred", "thousand", "million", "billion", "trillion"})
PER = {"mo": "month", "month": "month", "yr": "year", "year": "year", "day": "day", "hr": "hour", "hour": "hour", "week": "week", "wk": "week",
       "kg": "kilogram", "lb": "pound", "night": "night", "person": "person", "s": "second", "h": "hour"}  # fmt: skip

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
MONTH_NAMES = frozenset([m.lower() for m in MONTHS] + [m[:3].lower() for m in MONTHS] + ["sept"])

def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


SAID_AS_WORDS = _listed(
    "NASA NATO OPEC FIFA UEFA UNESCO UNICEF IKEA LEGO AIDS COVID RADAR LASER SONAR SCUBA RAM ROM LAN WAN SIM PIN GIF VAT OLED AMOLED LIDAR NAND "
    "SWAT POTUS SCOTUS ASAP YOLO BIOS RAID JAVA NASDAQ ASEAN SARS ZOOM SONY ASUS ACER DELL NIKE PUMA ZARA VISA "
    "NEW SALE FREE NOT ALL BEST NOW ONLY BUY STOP GO ON OFF YES NO TOP BIG HOT WIN GET PRO MAX AIR MINI PLUS ULTRA AND OR THE BUT SO UP "
    "MORE LESS MUST HAVE HAS IS ARE WAS IN AT TO OF BY FOR FROM WITH YOU YOUR WE OUR MY HIS HER THIS THAT WHAT WHY HOW WHEN WHO CAN WILL"
)
"""Capitals that are read, not spelled: pronounceable acronyms, brands, and plain words that pages shout."""

RESPELLED = {
    "oled": "oh led", "amoled": "am oh led", "gif": "jif", "jpeg": "jay peg", "wifi": "why fie", "wi-fi": "why fie", "ios": "eye oh ess",
    "macos": "mac oh ess", "iphone": "eye phone", "ipad": "eye pad", "ai": "ay eye", "sql": "sequel", "nasdaq": "nazdack", "ikea": "eye keya",
    "youtube": "you tube", "tiktok": "tick tock", "covid-19": "covid nineteen", "ok": "okay", "vs": "versus", "etc": "et cetera",
}  # fmt: skip
