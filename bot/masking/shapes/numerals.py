"""Numbers in words, in languages other than English: which words, which stand in a row, what they can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import cache
from typing import NamedTuple

from bot.masking import lexicon
from bot.masking.normalise import fold
from bot.masking.tokens import Token, Words

# Language to its digits, its numbers below a hundred, its hundreds and thousands, its halves, its words for "and".
_LANGUAGES = {
    "es": (
        "cero un uno una dos tres cuatro cinco seis siete ocho nueve",
        "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno veintiun "
        "veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve treinta cuarenta "
        "cincuenta sesenta setenta ochenta noventa",
        "cien ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos "
        "doscientas trescientas quinientas mil millon millones",
        "medio media",
        "y",
    ),
    "pt": (
        "zero um uma dois duas tres quatro cinco seis meia sete oito nove",
        "dez onze doze treze catorze quatorze quinze dezasseis dezesseis dezassete dezessete dezoito dezanove dezenove "
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        "cem cento duzentos trezentos quatrocentos quinhentos seiscentos setecentos oitocentos novecentos mil milhao "
        "milhoes",
        "meio",
        "e",
    ),
    "fr": (
        "zero un une deux trois quatre cinq six sept huit neuf",
        "dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante septante huitante "
        "octante nonante",
        "cent cents mille million millions",
        "demi",
        "et",
    ),
    "de": (
        "null ein eins eine zwei zwo drei vier funf fuenf sechs sieben acht neun",
        "zehn elf zwolf zwoelf dreizehn vierzehn funfzehn fuenfzehn sechzehn siebzehn achtzehn neunzehn zwanzig "
        "dreissig vierzig funfzig fuenfzig sechzig siebzig achtzig neunzig",
        "hundert tausend million millionen",
        "halb anderthalb eineinhalb zweieinhalb dreieinhalb viereinhalb funfeinhalb",
        "und",
    ),
    "it": (
        "zero un uno una due tre quattro cinque sei sette otto nove",
        "dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti ventuno "
        "ventidue ventitre ventiquattro venticinque ventisei ventisette ventotto ventinove trenta trentacinque "
        "quaranta cinquanta sessanta settanta ottanta novanta",
        "cento duecento trecento quattrocento cinquecento seicento settecento ottocento novecento mille mila milione "
        "milioni",
        "mezzo mezza",
        "e",
    ),
    "nl": (
        "nul een twee drie vier vijf zes zeven acht negen",
        "tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig "
        "zestig zeventig tachtig negentig",
        "honderd duizend miljoen",
        "half anderhalf anderhalve tweeenhalf drieenhalf",
        "en",
    ),
    "pl": (
        "zero jeden jedna dwa dwie trzy cztery piec szesc siedem osiem dziewiec",
        "dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie osiemnascie "
        "dziewietnascie dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat "
        "dziewiecdziesiat",
        "sto dwiescie trzysta czterysta piecset szescset siedemset osiemset dziewiecset tysiac tysiace tysiecy tysiaca "
        "milion miliony milionow",
        "pol poltora",
        "i",
    ),
    "cs": (
        "nula jedna jeden dva dve tri ctyri pet sest sedm osm devet",
        "deset jedenact dvanact trinact ctrnact patnact sestnact sedmnact osmnact devatenact dvacet tricet ctyricet "
        "padesat sedesat sedmdesat osmdesat devadesat",
        "sto dveste sta set tisic tisice milion miliony milionu",
        "pul",
        "a",
    ),
    "sv": (
        "noll nolla ett en tva tre fyra fem sex sju atta nio",
        "tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo trettio fyrtio femtio sextio sjuttio "
        "attio nittio",
        "hundra tusen miljon miljoner",
        "halvt halv",
        "och",
    ),
    "da": (
        "nul null en et ett to tre fire fem seks syv sju otte atte ni",
        "ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve tjue tretti tredive forti fyrre femti "
        "halvtreds seksti tres sytti halvfjerds atti firs nitti halvfems",
        "hundrede hundre tusind tusen million millioner",
        "halvanden halvannen halvt",
        "og",
    ),
    "fi": (
        "nolla yksi kaksi kolme nelja viisi kuusi seitseman kahdeksan yhdeksan",
        "kymmenen",
        "sata sataa tuhat tuhatta miljoona miljoonaa",
        "puoli puolitoista",
        "ja",
    ),
    "tr": (
        "sifir bir iki uc dort bes alti yedi sekiz dokuz",
        "on yirmi otuz kirk elli altmis yetmis seksen doksan",
        "yuz bin milyon",
        "bucuk",
        "",
    ),
    "id": (
        "nol kosong satu dua tiga empat lima enam tujuh delapan lapan sembilan",
        "sepuluh sebelas belas puluh",
        "seratus ratus seribu ribu sejuta juta",
        "setengah",
        "",
    ),
    "hi": (
        "shunya ek do teen tin char chaar paanch panch chhah chhe chhah saat sat aath ath nau",
        "das gyarah barah terah chaudah pandrah pandra solah satrah atharah unnis bees bis ikkis bais teis chaubis "
        "pachchis pachis pacchis chhabbis sattais atthais tees tis paintis chalis chaalis paintalis pachas pachaas "
        "pachpan saath sath sattar pachattar assi nabbe",
        "sau hazar hazaar hajar lakh crore",
        "dhai adhai dedh sadhe saadhe saade sade sava",
        "",
    ),
    "bn": (
        "shunno ek dui tin char panch pach choy chhoy sat aat noy",
        "dosh egaro baro tero choddo ponero ponoro sholo shotero atharo unish bish kuri pochish trish tirish chollish "
        "choullish pochash ponchash shat shottor ashi noboi nobboi poytrish",
        "sho shoto hajar hazar lakh lokkho",
        "der arai share sare",
        "",
    ),
    "sw": (
        "sifuri moja mbili tatu nne tano sita saba nane tisa",
        "kumi ishirini thelathini arobaini hamsini sitini sabini themanini tisini",
        "mia elfu alfu laki milioni",
        "nusu",
        "na",
    ),
    "tl": (
        "isa isang dalawa dalawang tatlo tatlong apat lima limang anim pito pitong walo walong siyam",
        "sampu sampung labing dalawampu dalawampung dalawampu't tatlumpu tatlumpung apatnapu apatnapung limampu "
        "limampung animnapu animnapung pitumpu pitumpung walumpu walumpung siyamnapu siyamnapung kinse bente trenta "
        "kwarenta singkwenta",
        "daan daang limandaang limandaan apatnaraan tatlondaan dalawandaan "
        "sandaan sandaang libo libong sanlibo isanlibo sanlibong milyon",
        "kalahati",
        "at",
    ),
    "ro": (
        "zero unu doi doua trei patru cinci sase sapte opt noua",
        "zece unsprezece doisprezece treisprezece paisprezece cincisprezece saisprezece saptesprezece optsprezece "
        "nouasprezece douazeci treizeci patruzeci cincizeci saizeci saptezeci optzeci nouazeci",
        "suta sute mie mii milion milioane",
        "jumatate",
        "si",
    ),
    "hu": (
        "nulla egy ket ketto harom negy ot hat het nyolc kilenc",
        "tiz husz harminc negyven otven hatvan hetven nyolcvan kilencven",
        "szaz szazezer ezer millio",
        "fel masfel",
        "",
    ),
    "vi": (
        "khong mot hai ba bon nam sau bay tam chin",
        "muoi lam",
        "tram nghin ngan trieu",
        "ruoi",
        "",
    ),
    "hr": (
        "nula jedan jedna dva dvije tri cetiri pet sest sedam osam devet",
        "deset jedanaest dvanaest trinaest cetrnaest petnaest sesnaest sedamnaest osamnaest devetnaest dvadeset "
        "trideset cetrdeset pedeset sezdeset sedamdeset osamdeset devedeset",
        "sto dvjesto dvesta tristo trista petsto tisuca tisuce tisucu hiljada hiljade milijun milijuna",
        "pol",
        "i",
    ),
    "ru": (
        "nol odin dva tri chetyre pyat shest sem vosem devyat ноль один два три четыре пять шесть семь восемь девять",
        "desyat dvadtsat tridtsat sorok pyatdesyat shestdesyat десять двенадцать пятнадцать двадцать тридцать сорок "
        "пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        "sto dvesti trista pyatsot tysyach tysyacha tysyachi сто двести триста четыреста пятьсот шестьсот семьсот "
        "восемьсот девятьсот тысяч тысяча тысячи миллион миллиона",
        "poltora полтора",
        "",
    ),
    "ha": ("sifili daya biyu uku hudu biyar shida bakwai takwas tara", "goma ashirin talatin arbain hamsin",
           "dari dubu miliyan", "rabi", "da"),
    "zu": ("", "", "inkulungwane izinkulungwane ikhulu amakhulu", "", ""),
}  # fmt: skip
_COMPOUNDS = {
    "de": "ein|eine|zwei|drei|vier|funf|fuenf|sech|sechs|sieb|sieben|acht|neun|zehn|elf|zwolf|zwoelf|zwan|zig|dreissig|"
    "und|hundert|tausend|einhalb",
    "nl": "een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|der|veer|tach|twin|tig|en|honderd|duizend|half",
    "it": "uno|un|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|"
    "diciassette|diciotto|diciannove|venti|vent|trenta|trent|quaranta|quarant|cinquanta|sessanta|settanta|ottanta|"
    "novanta|cento|cent|mille|mila",
    "sv": "en|ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton|"
    "tjugo|trettio|fyrtio|femtio|sextio|sjuttio|attio|nittio|hundra|tusen|och",
    "da": "en|et|ett|to|tre|fire|fem|seks|syv|sju|otte|atte|ni|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|"
    "atten|nitten|tyve|tjue|tretti|tredive|forti|fyrre|femti|seksti|sytti|atti|nitti|hundrede|hundre|tusind|tusen|og",
    "fi": "yksi|kaksi|kolme|nelja|viisi|kuusi|seitseman|kahdeksan|yhdeksan|kymmenen|kymmenta|toista|sata|sataa|tuhat|"
    "tuhatta",
    "tr": "bir|iki|uc|dort|bes|alti|yedi|sekiz|dokuz|on|yirmi|otuz|kirk|elli|altmis|yetmis|seksen|doksan|yuz|bin|bucuk",
    "hu": "egy|ket|ketto|harom|negy|ot|hat|het|nyolc|kilenc|tizen|tiz|huszon|husz|harminc|negyven|otven|hatvan|hetven|"
    "nyolcvan|kilencven|szaz|ezer",
    "es": "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|quince|veinte|treinta|cien|mil",
    "fr": "deux|trois|quatre|cinq|six|sept|huit|neuf|dix|cent|mille",
}
"""What the long words for numbers are put together from."""
_LARGE = re.compile(
    "tausend|hundert|duizend|honderd|mila|mille|cento|tusen|tusind|hundr|tuhat|sata|bin|yuz|ezer|szaz|mil$"
)
_TENS = re.compile(
    "(?:zig|ssig|tig)$|^(?:tjugo|trettio|fyrtio|femtio|sextio|tjue|trettifem|yirmi|venti|trent|quarant)"
)
_PARTS = {language: re.compile(f"(?:{parts}){{2,}}") for language, parts in _COMPOUNDS.items()}
_BITS = {language: 1 << at for at, language in enumerate(_LANGUAGES)}
_LONGEST = 60
"""No number put together is longer; some of its parts are others put together, so patience is short."""
_NEVER_ALONE = frozenset(
    "on do to en et sex six cent cents bin set sta at tin char sat bis million no sau nam hat het ten ti ni a e i y "
    "am un una once pet ath sept tam bay ba mot hai ot nine fel lam na da si der den share tara six mie sita saba "
    "tri elf acht fire even half halv lima media medio meio demi das baro ek dos sale bees tis nau mii opt".split()
)
"""Number words that are other words too: they count beside another one only."""


_NOUGHTS = frozenset(
    "zero cero null nul nula noll nolla sifir nol kosong shunya shunno sifuri nulla khong sifili ноль".split()
)


class Row(NamedTuple):
    """Number words in a row, by their positions, and the languages that have all of them."""

    first: int
    last: int
    digits: int
    """How many digits they are, said one by one or in pairs."""
    large: bool
    """Whether a hundred or more is among them."""
    nought: bool
    """Whether it begins with a nought, as no amount does."""


@cache
def _tables() -> tuple[dict[str, int], dict[str, int], dict[str, int], dict[str, int]]:
    """Word to the languages it is a digit, a number below a hundred, a larger one or a half, and a joint in."""
    tables: tuple[dict[str, int], ...] = ({}, {}, {}, {})
    for language, (ones, tens, large, halves, joints) in _LANGUAGES.items():
        for table, listed in zip(tables, (ones, tens, f"{large} {halves}", joints), strict=True):
            for word in map(fold, listed.split()):
                table[word] = table.get(word, 0) | _BITS[language]
    return tables[0], tables[1], tables[2], tables[3]


@cache
def _halves() -> frozenset[str]:
    return frozenset(word for listed in _LANGUAGES.values() for word in listed[3].split())


@cache
def _anywhere() -> dict[str, int]:
    """Word to the languages it is any number in."""
    found: dict[str, int] = {}
    for table in _tables()[:3]:
        for word, languages in table.items():
            found[word] = found.get(word, 0) | languages
    return found


@cache
def starts() -> frozenset[str]:
    """The words that are hardly anything but a number."""
    large = _tables()[2]
    return frozenset(
        word
        for word in _anywhere()
        if word not in _NEVER_ALONE and (lexicon.rank(word) in (0, 4, 5, 6) or word in large)
    )


def compound(word: str) -> int:
    """The languages in which a long word is a number put together: ``dreitausendzweihundert``, ``tjugofem``."""
    if not 6 <= len(word) <= _LONGEST or not (_LARGE.search(word) or _TENS.search(word)):
        return 0
    return sum(_BITS[language] for language, parts in _PARTS.items() if parts.fullmatch(word))


def rows(tokens: Words, gaps: Set[str]) -> Iterator[Row]:
    """Number words of one language that stand in a row with nothing but ``gaps`` between them."""
    odd = [at for at in tokens.odd if len(tokens[at].low) > 5 and compound(tokens[at].low)]
    sure = tokens.at(starts())
    if not (odd or sure):
        return
    done = -1
    for at in sorted({*odd, *sure}):
        if at > done:
            row = _row(tokens, at, gaps, done)
            done = row.last
            yield row


def _row(tokens: Words, at: int, gaps: Set[str], done: int) -> Row:
    joints = _tables()[3]
    languages = _number(tokens[at])
    first = last = at
    while last + 1 < len(tokens) and tokens[last + 1].gap in gaps:
        step = last + 1
        joint = joints.get(tokens[step].low, 0) & languages
        both = _number(tokens[step]) & languages
        if not both and joint and step + 1 < len(tokens) and tokens[step + 1].gap in gaps:
            step += 1
            both = _number(tokens[step]) & joint
        if not both:
            break
        last, languages = step, both
    while first - 1 > done and tokens[first].gap in gaps:
        step = first - 1
        joint = joints.get(tokens[step].low, 0) & languages
        both = _number(tokens[step]) & languages
        if not both and joint and step - 1 > done and tokens[step].gap in gaps:
            step -= 1
            both = _number(tokens[step]) & joint
        if not both:
            break
        first, languages = step, both
    return _counted([t.low for t in tokens[first : last + 1]], first, last, languages)


def _number(token: Token) -> int:
    return _anywhere().get(token.low, 0) or (compound(token.low) if not token.rank else 0)


def _counted(words: list[str], first: int, last: int, languages: int) -> Row:
    ones, tens, large, _ = _tables()
    digits, big = 0, False
    for word in words:
        if ones.get(word, 0) & languages:
            digits += 1
        elif tens.get(word, 0) & languages:
            digits += 2
        elif large.get(word, 0) & languages:
            big = big or word not in _halves()
            digits += 1
        elif _LARGE.search(word):
            big = True
        else:
            digits += 2
    return Row(first, last, digits, big, words[0] in _NOUGHTS)
