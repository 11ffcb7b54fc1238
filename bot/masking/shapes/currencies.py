"""How the world writes money: signs, codes, names of currencies, scales, rates, and numbers in words."""

from __future__ import annotations

SIGNS = "$€£₪¥₹₦₩₫฿₱₴₽₺₵₡₲₸₼₾৳¢₭₮₨"
_ABBREVIATED = (
    "rs|nrs|prs|slrs|lkrs|inrs|rm|rp|tk|ksh|kshs|tsh|tshs|ush|ushs|shs|sh|ghs|gh|ghc|zk|dhs|dh|php|s/|b/|bs|"
    "kc|"
    "gs|zl|kr|fr|jd|bd|kd|qr|ro|le|lbp|ld|nad|sfr|fcfa|f cfa|cfa|mtn|kz|afs|kd|rmb|birr|lei|lek|nkf|mvr|rf"
)
SIGN = rf"(?:[a-z]{{0,3}}[{SIGNS}]|(?<!\w)(?:{_ABBREVIATED})\.?)"
"""What stands before a figure: ``HK$``, ``€``, ``Tk.``, ``TSh``."""

_WORDLIKE = (
    "TRY|MAD|PEN|COP|RON|CUP|ALL|TOP|BOB|SOS|GEL|LAK|MOP|ANG|SAR|BAM|STN|MUR|AMD|BAN|NIO|SLE|SLL|GIP|BIF|WON"
)
CODE = (
    "usd|eur|gbp|chf|cad|aud|nzd|sgd|hkd|jpy|cny|krw|ngn|zar|kes|ghs|tzs|ugx|xaf|xof|xpf|xcd|brl|mxn|ars|clp|"
    "uyu|pyg|"
    "vef|ves|gtq|hnl|crc|dop|htg|jmd|ttd|bbd|bsd|bzd|gyd|srd|pab|svc|awg|kyd|bmd|pln|czk|huf|bgn|sek|nok|dkk|"
    "isk|rsd|"
    "mkd|mdl|hrk|byn|uah|rub|aed|qar|kwd|bhd|omr|jod|lbp|syp|iqd|irr|yer|ils|nis|egp|lyd|tnd|dzd|sdg|etb|ern|"
    "djf|rwf|"
    "mwk|mzn|zmw|zwl|zwg|bwp|nad|szl|lsl|mga|kmf|scr|mru|gmd|gnf|lrd|cve|cdf|aoa|thb|vnd|idr|myr|twd|ntd|mmk|"
    "khr|bnd|"
    "fjd|pgk|sbd|vuv|wst|inr|pkr|bdt|lkr|npr|btn|afn|kzt|uzs|kgs|tjs|tmt|azn|mnt|gbp|"
    rf"(?-i:{_WORDLIKE})"
)
"""Codes of ISO 4217; those that are also words count in capitals only."""

UNIT = (
    "euros?|euroa|eurot|evra|evro|dollars?|dolares|dolari|bucks?|pounds?|quid|rupees?|rs|rupiah|naira|cedis?|"
    "shillings?|shilingi|bob|rands?|birr|pesos?|piso|soles|reais|real|bolivianos?|bolivares|colones|"
    "quetzales|"
    "lempiras?|cordobas?|balboas?|guaranies|gourdes?|lucas|kronor|kroner|kronur|krone|krona|kr|kruna|koron|"
    "korun|"
    "koruna|kc|zloty|zlotych|zlote|zlotys|zl|francs?|franken|yen|won|yuan|kuai|rmb|baht|ringgit|dong|kyats?|"
    "riel|"
    "kip|dirhams?|riyals?|rials?|tomans?|dinars?|dinara|dinari|denari|liras?|lirasi|tl|forint|forints|ft|lei|"
    "leva|lv|"
    "lari|drams?|tenge|som|soms|soum|manats?|hryvnias?|hryven|hrn|grn|rubles?|roubles?|rubley|rub|shekels?|"
    "taka|tk|"
    "afghanis?|tugriks?|pulas?|kwachas?|meticais|kwanzas?|ariary|dalasis?|leones|fcfa|cfa|f cfa|pence|cents|"
    "eks|"
    "грн|руб|лв|дин|ден|тг"  # noqa: RUF001  (Cyrillic on purpose: units of their countries)
)
ROUND = "k|K|m|M|mn|mio|mil|mila|grand|thousand|thou|lakhs?|lacs?|lac|crores?|cr|LPA|lpa|L(?![\\w-])|million|millones|"
SCALE = rf"(?:{ROUND}man(?!\w)|tys\.?|tis\.?|tyl|ribu|rb|juta|jt|tr(?:ieu)?|tuhat|тыс\.?|만|천|억|万|千)"
FACTORS = {
    "": 1,
    **dict.fromkeys(("k", "grand", "thousand", "thou", "mil", "mila", "tys", "tis"), 1e3),
    **dict.fromkeys(("ribu", "rb", "tuhat", "천", "千"), 1e3),
    **dict.fromkeys(("만", "万"), 1e4),
    **dict.fromkeys(("m", "mn", "mio", "million", "millones", "juta", "jt", "tr", "trieu"), 1e6),
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
    "an|jahr|jaar|ar|vuosi|rok|yil|tahun|thn|nam|taon"
)
_THINGS = (
    "visit|session|night|class|lesson|km|mile|mi|head|unit|word|line|page|article|piece|delivery|drop|gig|"
    "show|set|"
    "trip|run|load|game|match|call|ticket|patient|consult|assignment|episode|song|track|minute|student|ton|"
    "tonne|"
    "box|crate|bin|tray|sheet|image|photo|illustration|painting|garment|sitting|sample|swab|parcel|flat|cut"
)
PER = (
    rf"(?:\s?(?:/|\bper|\ban?|\beach|\bevery|\bpro|\bpor|\bpar|\bal|\ball'|\bla|\bl'|\bde l'|\bdie|"
    rf"\bim)\s?(?:{_TIMES}|{_THINGS})(?!\w)"
    r"|\s?\b(?:p\.?a\.?|pcm|ph|p/h|p\.?m\.?(?=\W|$)|p/m|pw|p/w|pd|p/d|annually|yearly|monthly|hourly|weekly|"
    r"daily|"
    r"fortnightly|net|gross|brutto|netto|bruto|neto|brut|lordi|netti|liquidos?|brutos?|netos|mensuales|"
    r"mensais|"
    r"mensual|anuales|mensili|mensuels|ctc|CTC|base|basic|ote|OTE|per diem|pro rata|pro-rata|in hand|"
    r"take[ -]home|"
    r"plus tips|and tips|plus super|all in)(?!\w))"
)
"""A rate or a word of pay behind a figure: ``/kk``, ``per gig``, ``brutto``."""

ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    "seventeen|eighteen|nineteen"
)
TENS = "twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety"
FOREIGN_NUMBERS = frozenset(
    (
        "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis "
        "diecisiete dieciocho "
        "diecinueve veinte veintiuno veintiun veintidos veintitres veinticuatro veinticinco veintiseis "
        "veintisiete "
        "veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento "
        "doscientos "
        "trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos mil "
        "dois oito dez doze treze quatorze dezesseis dezoito vinte trinta quarenta cinquenta sessenta "
        "oitenta cem "
        "duzentos trezentos quatrocentos quinhentos "
        "deux trois quatre cinq sept huit neuf dix onze douze treize quinze seize vingt trente quarante "
        "cinquante "
        "soixante cent cents mille deuxmille "
        "zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn "
        "siebzehn "
        "achtzehn neunzehn zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig hundert tausend "
        "zweitausend dreitausend viertausend funftausend "
        "dieci undici dodici tredici quattordici quindici sedici venti trenta quaranta cinquanta sessanta "
        "settanta "
        "ottanta novanta cento duecento trecento duemila tremila millecinque "
        "tien elf twaalf dertien veertien vijftien zestien twintig dertig veertig vijftig zestig honderd "
        "duizend"
    ).split()
)
