"""Pay with its currency and rate, and in words of other languages."""

from __future__ import annotations

import pytest

from bot.masking import shapes
from bot.masking.normalise import normalise
from bot.masking.tokens import tokens_of
from tests.masking.test_shapes_abroad import shaped


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("The rate was ISK 720.000. 21.11. they wrote", "ISK 720.000"),
        ("It was BDS $71,000 there", "BDS $71,000"),
        ("K1,150 fortnight", "K1,150"),
        ("18 JD a day", "18 JD"),
        ("3.050 Euro brutto", "3.050 Euro"),
        ("bruttó 1,35 M Ft", "1,35 M Ft"),
        ("245 kr. i timen", "245 kr. i timen"),
        ("165 kr/t og mat", "165 kr/t"),
        ("52.000 om måneden", "52.000 om maneden"),
        ("350 Kč na hodinu", "350 Kc na hodinu"),
        ("12 000 Kč čistého", "12 000 Kc cisteho"),
        ("3 200 zł na rękę", "3 200 zl na reke"),
        ("180 000 դրամ էր", "180 000 դրամ"),
        ("дали 210 000 тенге в месяц", "210 000 тенге в месяц"),
        ("1 500 грн/міс", "1 500 грн/міс"),
        ("14 тис. грн", "14 тис. грн"),
        ("1.200 ευρώ", "1.200 ευρω"),
        ("900 ლარი", "900 ლარი"),
        ("4000 درهم", "4000 درهم"),
        ("5000 שקל", "5000 שקל"),
        ("25,000 บาท", "25,000 บาท"),
        ("27 500 kr", "27 500 kr"),
        ("65 bin TL", "65 bin TL"),
        ("310 ezer Ft", "310 ezer Ft"),
        ("4.2 million so'm", "4.2 million so'm"),
        ("90k vatu", "90k vatu"),
        ("31.9 tkr", "31.9 tkr"),
        ("Br 12,000", "Br 12,000"),
        ("Fdj 90,000", "Fdj 90,000"),
        ("Nu. 18,000", "Nu. 18,000"),
        ("12 euro lordi an hour", "12 euro lordi an hour"),
        ("15,40/Std.", "15,40/Std"),
    ],
)
def test_amounts_have_their_currency_and_rate_inside(text: str, amount: str) -> None:
    assert ("MONEY", amount) in shaped(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("me pagan un millón cien mil", "un millon cien mil"),
        ("cobro mil doscientos al mes", "mil doscientos al mes"),
        ("dois mil e trezentos euros", "dois mil e trezentos euros"),
        ("quatre cent mille balles", "quatre cent mille balles"),
        ("gagne deux mille cinq cents", "deux mille cinq cents"),
        ("Gehalt: dreitausendzweihundert", "dreitausendzweihundert"),
        ("zweieinhalb tausend netto", "zweieinhalb tausend netto"),
        ("sie zahlen fünfzehnhundert", "funfzehnhundert"),
        ("zwölf fünfzig die Stunde", "zwolf funfzig die Stunde"),
        ("mi danno milleduecento euro", "milleduecento euro"),
        ("offrono duemila netti", "duemila netti"),
        ("ik verdien drieduizend", "drieduizend"),
        ("ze betalen tweeëntwintighonderd bruto", "tweeentwintighonderd bruto"),
        ("płacą cztery tysiące na rękę", "cztery tysiace na reke"),
        ("nabídli třicet tisíc korun", "tricet tisic korun"),
        ("lönen är tjugoåtta tusen", "tjugoatta tusen"),
        ("de betaler to hundre og ti kroner", "to hundre og ti kroner"),
        ("palkka kaksi tuhatta viisisataa", "kaksi tuhatta viisisataa"),
        ("maaşım kırk iki bin beş yüz lira", "kirk iki bin bes yuz lira"),
        ("They quoted dua ribu lima ratus for it.", "dua ribu lima ratus"),
        ("gajinya lima juta", "lima juta"),
        ("chalis hazar mila", "chalis hazar"),
        ("pachas hajar.", "pachas hajar"),
        ("beton chollish hajar taka", "chollish hajar taka"),
        ("wananilipa laki mbili kwa mwezi", "laki mbili kwa mwezi"),
        ("mshahara elfu kumi", "elfu kumi"),
        ("sahod dalawampung libo", "dalawampung libo"),
        ("salariul trei mii cinci sute", "trei mii cinci sute"),
        ("fizetés négyszázezer", "negyszazezer"),
        ("lương mười lăm triệu", "muoi lam trieu"),
        ("зарплата тридцать тысяч", "тридцать тысяч"),
        ("they paid three mil a month", "three mil a month"),
    ],
)
def test_amounts_in_words_of_other_languages_have_a_shape(text: str, amount: str) -> None:
    assert ("MONEY", amount) in shaped(text)


@pytest.mark.parametrize(
    "text",
    [
        "dos mil personas vinieron",
        "mil gracias, mille fois merci",
        "fünf Leute und drei Hunde, hundert Prozent",
        "cien por ciento seguro, ocho años de experiencia",
        "dua ribu orang datang",
        "saa mbili asubuhi, sto lat",
        "the elf on the lima bean bin said on to do a set",
        "due volte e tre ore",
        "I once had six no on and a cent or million",
        "O2 and CO2 at 5 l per day",
        "K2 is 8611 m high, M25 and A1",
        "L3 support, E5 license, D2 visa",
    ],
)
def test_numbers_of_other_languages_that_count_things_stay(text: str) -> None:
    assert not shaped(text)


@pytest.mark.parametrize(
    "text",
    [
        "around 15/Std.", "around 40 netto", "around 60k CTC", "around 10 lordi an hour", "around 4k neto",
        "around 1.5k/dag", "around 2k bruto", "around £10", "around 200 kr. i timen", "around 3k/kk",
        "around 10 lakh fixed", "around £10 an hour", "around 50k base", "around 3k na rękę", "around 20 quid",
        "around $30k OTE", "around 9k Kč", "around 100 am Tag", "they pay around 15 per uur", "around €2k/month net",
    ],
)  # fmt: skip
def test_a_band_with_a_unit_is_never_found(text: str) -> None:
    assert not shaped(text)


@pytest.mark.parametrize(
    "text",
    [
        "They pay 15,40/Std. here", "Pay was 38 netto", "62k CTC", "10,50 lordi an hour", "3.900 neto", "1.450/dag",
        "2.100 bruto", "£11.53 an hour", "245 kr. i timen", "3 900 e/kk",
        "350 Kč na hodinu", "12 LPA fixed", "€3.400/month net",
        "14 n a half an hr", "28 zł/h netto", "R62k CTC", "1 500 грн/міс", "4.5k take home",
        "95 pound per day", "12-15/h",
    ],
)  # fmt: skip
def test_what_a_band_leaves_behind_is_no_amount(text: str) -> None:
    plain = normalise(text).text
    finds = sorted(
        f for f in shapes.find(plain, tokens_of(plain)) if f.type == "MONEY" and f.action == "mask"
    )
    start, end = min(f.start for f in finds), max(f.end for f in finds)
    longest = max(finds, key=lambda f: f.end - f.start)
    assert (longest.start, longest.end) == (start, end)
    assert not shaped(plain[:start] + longest.coarse + plain[end:])
