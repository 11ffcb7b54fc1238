"""How the world writes money: signs, codes, names of currencies, scales, rates, and numbers in words."""

# ruff: noqa: RUF001  (letters of other scripts on purpose: currencies of their languages)
from __future__ import annotations

import re
from math import floor, log10

from bot.masking.normalise import fold
from bot.masking.shapes.choices import one_of

SIGNS = "$€£₪¥₹₦₩₫฿₱₴₽₺₵₡₲₸₼₾৳¢₭₮₨₿֏؋៛₠₢₣₤₧₯₰₳₶₷₻"
_ABBREVIATED = (
    "rs|nrs|prs|slrs|lkrs|inrs|rm|rp|tk|ksh|kshs|tsh|tshs|ush|ushs|shs|sh|ghs|gh|ghc|zk|dhs|dh|php|s/|b/|bs|"
    "kc|"
    "gs|zl|kr|fr|jd|bd|bds|kd|qr|sr|vt|zig|ro|le|lbp|ld|nad|sfr|fcfa|f cfa|cfa|mtn|kz|afs|kd|rmb|birr|lei|lek|nkf|mvr|"
    "rf"
)
SIGN = rf"(?:[a-z]{{0,3}}[{SIGNS}]|(?<!\w)(?:{one_of(_ABBREVIATED)}|(?-i:Br|FBu|Fdj))\.?)"
"""What stands before a figure: ``HK$``, ``€``, ``Tk.``, ``TSh``."""

_WORDLIKE = (
    "TRY|MAD|PEN|COP|RON|CUP|ALL|TOP|BOB|SOS|GEL|LAK|MOP|ANG|SAR|BAM|STN|MUR|AMD|BAN|NIO|SLE|SLL|GIP|BIF|WON"
)
_CODES = (
    "aed|afn|aoa|ars|aud|awg|azn|bbd|bdt|bgn|bhd|bmd|bnd|brl|bsd|btn|bwp|byn|bzd|cad|cdf|chf|clf|"
    "clp|cny|crc|cuc|cve|czk|djf|dkk|dop|dzd|egp|ern|etb|eur|fjd|fkp|gbp|ghs|gmd|gnf|gtq|gyd|hkd|"
    "hnl|hrk|htg|huf|idr|ils|inr|iqd|irr|isk|jmd|jod|jpy|kes|kgs|khr|kmf|kpw|krw|kwd|kyd|kzt|lbp|"
    "lkr|lrd|lsl|lyd|mdl|mga|mkd|mmk|mnt|mru|mvr|mwk|mxn|myr|mzn|nad|ngn|nis|nok|npr|ntd|nzd|omr|"
    "pab|pgk|php|pkr|pln|pyg|qar|rsd|rub|rwf|sbd|scr|sdg|sek|sgd|shp|srd|ssp|svc|syp|szl|thb|"
    "tjs|tkr|tmt|tnd|ttd|twd|tzs|uah|ugx|usd|usdt|uyu|uzs|vef|ves|vnd|vuv|wst|xaf|xcd|xof|xpf|yer|"
    "zar|zmw|zwg|zwl"
)
CODE = rf"(?:{one_of(_CODES)}|(?-i:{one_of(_WORDLIKE)}))"
"""Codes of ISO 4217; those that are also words count in capitals only."""

_UNITS = (
    "euros?|euroa|eurot|evra|evro|dollars?|dolares|dolari|bucks?|pounds?|quid|hundo|tenners?|fivers?|rupees?|rs|rupiah|naira|cedis?|"
    "shillings?|shilingi|bob|rands?|birr|pesos?|piso|soles|reais|real|bolivianos?|bolivares|colones|"
    "quetzales|"
    "lempiras?|cordobas?|balboas?|guaranies|gourdes?|lucas|kronor|kroner|kronur|krone|krona|kr|kruna|koron|"
    "korun|"
    "koruna|kc|zloty|zlotych|zlote|zlotys|zl|francs?|franken|yen|won|yuan|kuai|rmb|baht|ringgit|dong|kyats?|"
    "riel|"
    "kip|dirhams?|riyals?|rials?|tomans?|dinars?|dinara|dinari|denari|liras?|lirasi|tl|forint|forints|ft|lei|"
    "leva|lv|"
    "lari|drams?|tenge|som|soms|soum|so'm|manats?|hryvnias?|hryven|hrn|grn|rubles?|roubles?|rubley|rub|shekels?|"
    "taka|tk|"
    "afghanis?|tugriks?|pulas?|kwachas?|meticais|kwanzas?|ariary|dalasis?|leones|fcfa|cfa|pence|cents|"
    "eks|"
    "tkr|laari|rufiyaa|rufiya|pataca|patacas|ngultrum|kina|toea|tala|paanga|vatu|nakfa|maloti|loti|"
    "lilangeni|emalangeni|ouguiya|metical|kwanza|escudos?|dobras?|florins?|guilders?|gulden|"
    "lempira|cordoba|boliviano|bolivar|quetzal|guarani|gourde|balboa|zlotow|zlotowek|koruny|kc|"
    "halere|hriven|hryvnya|griven|rublei|rublej|rublya|denar|denari|marka|maraka|konvertibilnih|"
    "levs?|lekov|leke|leks|stotinki|lipa|kuna|kune|tallar|evro|evri|evrov|evra|eurow|euriw|euri|"
    "eura|euron|eiro|eurai|euru|ouro|evroga|manat|somoni|tetri|lari|luma|dinars?|dinaara|"
    "dirham|dirhems?|riyal|riyaal|rial|toman|tuman|rupiya|rupaya|rupaye|rupay|rupye|rupaiya|rupee|"
    "takas?|poisha|paisa|paise|rupia|peso|pesoen|piastres?|balles|pavos|varos|spann|papp|laxar|"
    "contos?|paus|ruppees?|shilling|shilingi|bob|nairas?|cedi|cedis|kobo|pesewas?|dalasi|"
    "leone|francos?|franchi|franki|frankow|libras?|sterline|sterlin|funtow|"
    "funtu|funty|ponden|dolarow|dolary|dolara|dolare|dolares|dollari|dolar|dola|dolla|dollaria|"
    "dollarin|dollarit|jenow|jenu|euroja|eurolla|forintot|forintert"
)
_ELSEWHERE = (
    "грн|гривень|гривні|гривен|гривны|руб|рублей|рубля|рубль|рублів|р|тг|тенге|теңге|сом|сомов|сум|сумов|сўм|сомони|"
    "манат|"
    "манатов|лв|лева|лев|дин|динара|динар|ден|денари|денара|лари|драм|драмов|бел руб|тугрик|төгрөг|евро|євро|евра|"
    "долларов|"
    "доллара|долларів|долара|долари|долларах|баксов|դրամ|դր|եվրո|դոլար|ռուբլի|ευρω|ευρώ|δολάρια|λίρες|λιρες|"
    "ლარი|ლარს|ლარად|ევრო|דולר|שקל|שקלים|שח|אירו|درهم|دراهم|ريال|ريالات|دينار|دنانير|جنيه|جنيهات|ليرة|ليرات|يورو|"
    "دولار|دولارات|تومان|تومن|روپے|روپیہ|روپئے|افغانی|รบ|บาท|ยูโร|กีบ|รูเปีย|ກີບ|រៀល|ကျပ်|टका|रुपये|रुपए|रुपया|रू|टाका|"
    "টাকা|টাকার|ரூபாய்|రూపాయలు|ರೂಪಾಯಿ|രൂപ|રૂપિયા|ਰੁਪਏ|රුපියල්|ብር|ዶላር|원|달러|유로|円|ドル|ユーロ|元|块|塊|块钱|塊錢|"
    "人民币|人民幣|美元|欧元|歐元|港币|港幣|台币|台幣|新币|令吉|日元|韩元|卢布|英镑|澳元|加元"
)
UNIT = rf"(?:{one_of(_UNITS)}|f cfa)"
UNIT_ABROAD = one_of("|".join(sorted({fold(word) for word in _ELSEWHERE.split("|")})))
"""Names of currencies in other scripts, which are tried in texts that hold any."""
_SCALES = (
    "k|m|mn|mio|mil|mila|grand|thousand|thou|lakhs?|lacs?|crores?|cr|lpa|million|millones|man|tys|tis|tyl|ribu|rb|juta|"
    "jt|"
    "tr|trieu|tuhat|tuhatta|bin|mille|tusen|tusind|duizend|tausend|tysiecy|tysiace|tisic|hiljada|tisuca|hazar|hazaar|"
    "hajar|"
    "libo|ezer|millio|milhoes|milioni|milionow|milyon|тыс|тис|тысяч|тисяч|хил|хиляди|만|천|억|万|千"
)
SCALE = rf"(?:{one_of(_SCALES)}\.?|(?-i:L)(?![\w-]))"
FACTORS = {
    "": 1,
    **dict.fromkeys(("k", "grand", "thousand", "thou", "mil", "mila", "tys", "tis"), 1e3),
    **dict.fromkeys(("ribu", "rb", "tuhat", "천", "千", "bin", "mille", "tusen", "tusind", "duizend", "tausend"), 1e3),
    **dict.fromkeys(("tysiecy", "tysiace", "tisic", "tyl", "hiljada", "hazar", "hazaar", "hajar", "libo", "ezer"), 1e3),
    **dict.fromkeys(("tuhatta", "tisuca", "тыс", "тис", "тысяч", "тисяч", "хил", "хиляди"), 1e3),
    **dict.fromkeys(("만", "万"), 1e4),
    **dict.fromkeys(("m", "mn", "mio", "million", "millones", "juta", "jt", "tr", "trieu", "milhoes", "milioni"), 1e6),
    **dict.fromkeys(("milionow", "milyon", "millio"), 1e6),
}  # fmt: skip
"""What a scale multiplies by; lakh and crore have their own words."""

EASTERN = r"(?:만\s?원|천만\s?원|백만\s?원|천\s?원|억\s?원|원|万円|万元|千円|円|元|块|万)"
"""Units of Korean, Japanese and Chinese, written behind the figure."""

_TIMES = (
    "hour|hr|h|hora|heure|heures|stunde|std|uur|ora|ore|time|timen|timme|tim|tunti|godzine|godz|hod|hodinu|"
    "saat|"
    "sat|jam|gio|oras|day|jour|tag|dag|dia|giorno|dzien|den|gun|hari|ngay|araw|shift|turno|week|wk|semaine|"
    "semana|"
    "settimana|woche|minggu|tydzien|uke|vecka|fortnight|month|mo|mth|mes|mois|monat|maand|mnd|maned|manad|"
    "man|mese|"
    "miesiac|mies|mc|mesic|mes|kk|kuukausi|honap|ho|ay|luna|mjesec|mj|bulan|bln|thang|buwan|year|yr|annum|"
    "ano|anno|"
    "an|jahr|jaar|ar|vuosi|rok|yil|tahun|thn|nam|taon|dagen|maneden|nuit|natt|nacht|noche|noite|notte|schicht|vagt|"
    "turnu"
)
_BEFORE = "per|a|an|each|every|pro|por|par|al|all'|la|l'|de l'|die|im"
_THINGS = (
    "visit|session|night|class|lesson|km|mile|mi|head|unit|word|line|page|article|piece|delivery|drop|gig|"
    "show|set|"
    "trip|run|load|game|match|call|ticket|patient|consult|assignment|episode|song|track|minute|student|ton|"
    "tonne|"
    "box|crate|bin|tray|sheet|image|photo|illustration|painting|garment|sitting|sample|swab|parcel|flat|cut|pan|pop|"
    "round|fight|race|room|house|job|plate|table|dress|dog|horse|cover|lap|loaf|wedding|booking|edit|video|reel|beat|"
    "feature"
)
_TIMES_ABROAD = (
    "time|timen|timme|timmen|tim|mnd|maned|maneden|manad|manaden|dag|dagen|uke|vecka|veckan|ar|aret|natt|natten|vakt|"
    "vagt|"
    "godzine|godzina|godz|miesiac|mies|mc|dzien|dniowke|dniowka|noc|rok|hodinu|hod|mesic|den|tyden|hodinu|mesiac|ora|"
    "ore|"
    "luna|zi|sat|mjesec|mesec|dan|uro|saa|siku|mwezi|wiki|oras|araw|buwan|linggo|stunde|std|monat|tag|woche|schicht|"
    "jahr|"
    "uur|maand|week|tunti|tunnilta|kuussa|kk|ghanta|ghanteyi|din|mahina|maheena|mase|mashe|dine|jam|bulan|hari|shift|"
    "hora|"
    "mes|dia|jour|heure|mois|nuit|turno|turnu|t|nap|honap|міс|мес|тиж|год|час|месяц|день|місяць|смену|зміну|месец|"
    "година|годину"
)
_WORDS_OF_PAY = (
    "pcm|ph|p/h|p/m|pw|p/w|pd|p/d|annually|yearly|monthly|hourly|weekly|daily|fortnightly|net|gross|brutto|netto|bruto|"
    "neto|"
    "brut|brute|lordi|netti|liquido|liquidos|brutos?|netos|lordo|lordos|mensuales|mensais|mensual|anuales|mensili|"
    "mensuels|"
    "ctc|base|basic|ote|per diem|pro rata|pro-rata|in hand|take home|take-home|plus tips|and tips|plus super|all in|"
    "mensuel|monatlich|stundlich|taglich|jahrlich|maandelijks|miesiecznie|dziennie|rocznie|mesicne|rocne|mesecno|"
    "mjesecno|"
    "mesacne|quincenal|quincenales|semanales|diarios|anuais|diarias|aylik|saatlik|gunluk|haftalik|sebulan|sehari|sejam|"
    "seminggu|setahun|havonta|orankent|naponta|na reke|na ruku|na ruke|in mano|en mano|kezbe|kezhez|hruba|hrubeho|"
    "cisteho|"
    "timen|timmen|i mnd|om dagen|om aret|i lon|mtl|netta|yillik|bruttolohn|нетто|брутто|чистыми|чистими"
)
_PREPOSITIONS = "i|na|za|w|kwa|sa|kada|pe|om|om de|in der|der|am|pr|в|за|на"
PER = (
    rf"(?:\s?/\s?{one_of(f'{_TIMES}|{_THINGS}|{_TIMES_ABROAD}')}(?!\w)"
    rf"|\s?\b{one_of(_BEFORE)}(?:\s|(?<=')){one_of(f'{_TIMES}|{_THINGS}')}(?!\w)"
    rf"|\.?\s{one_of(_PREPOSITIONS)}\.?\s{one_of(_TIMES_ABROAD)}(?!\w)"
    rf"|\s?\b(?:p\.?a\.?|p\.?m\.?(?=\W|$)|{one_of(_WORDS_OF_PAY)})(?!\w))"
)
"""A rate or a word of pay behind a figure: ``/kk``, ``per gig``, ``brutto``."""
SHORT = "(?-i:JD|BD|KD|QR|SR|RM|K[Ss][Hh]|ZK|D[Hh][Ss]?|BDS|R[Ss]|T[Kk]|LE|FC|B[Ss]|Br|Gs|V[Tt])"
"""Short names of currencies behind a figure."""
ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen"
)
TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"

_BEHIND = "|".join(
    (_CODES, _WORDLIKE, _UNITS, _SCALES, _BEFORE, _PREPOSITIONS, _WORDS_OF_PAY, ONES, TENS)
) + (
    "|hundred|half|point|pa|pm|p.a|f|l|de|d|e|and|n|an|to|bis|a|jd|bd|kd|qr|sr|rm|ksh|zk|dh|dhs|bds|rs|tk|le|fc|bs|br|gs|vt"
)
BEHIND = frozenset(
    re.split(r"[^\w?]", form.lower())[0].replace("?", "")
    for word in _BEHIND.split("|")
    for form in (word, re.sub(r"\w\?", "", word))
)
"""The first words of what can stand behind an amount: units, scales, rates, joints of a
range, more of a number."""
AHEAD = frozenset(re.split(r"[|/ ]", f"{_ABBREVIATED}|{_CODES}|{_WORDLIKE.lower()}"))
"""The last words of what can stand in front of one in small letters."""


def band(amount: float) -> str:
    """The band an amount lies in: 1, 1.5, 2, 3 … 9 times a power of ten, ``k`` for thousands.

    Stable: a band is its own.
    """
    if amount <= 0:
        return "0"
    power = 10.0 ** floor(log10(amount) + 1e-9)
    lead = amount / power
    step = 1.0 if lead < 1.25 else 1.5 if lead < 1.75 else float(floor(lead + 0.5))
    rounded = step * power
    if rounded >= 1_000_000:
        return f"{rounded / 1_000_000:g}M"
    return f"{rounded / 1000:g}k" if rounded >= 1000 else f"{rounded:g}"
