"""The forms in which values are written: one pool for development, another for what is held back."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.masking import pools

_MONTHS = "January February March April May June July August September October November December".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth"
).split()
_DAYS = "Monday Tuesday Wednesday Thursday Friday".split()


def value(slot: str, held: bool, rng: random.Random) -> str:
    """One value for a slot, in a form of its half."""
    return _FORMS[slot](held, rng)


def invented(rng: random.Random, held: bool) -> str:
    """A name that stands on no list: syllables strung together."""
    onset = (
        "b d f g k l m n r s t v z br dr kh ch sh y j".split(),
        "p h w th ny mb kw zh ts gl fr hl ng ri xo qu dz".split(),
    )[held]
    vowel = ("a e i o u ia".split(), "a o u ei ao ue i e".split())[held]
    coda = (["", "n", "r", "s", "l", "th"], ["", "m", "k", "sh", "ndi", "wa", "ric", "ski"])[held]
    return "".join(
        rng.choice(onset) + rng.choice(vowel) for _ in range(rng.choice((2, 2, 3)))
    ).capitalize() + rng.choice(coda)


def _company(held: bool, rng: random.Random) -> str:
    pick = rng.random()
    if pick < 0.12:
        return rng.choice(pools.COMMON[held])
    if pick < 0.3:
        return f"{invented(rng, held)} {rng.choice(pools.HEADS[held])}"
    if pick < 0.4:
        return f"{invented(rng, held)} & {invented(rng, held)}"
    if pick < 0.55:
        return invented(rng, held) + rng.choice(("a", "o", "ix", "ly", "ora"))
    if pick < 0.8:
        return " ".join(rng.choice(pool[held]) for pool in (pools.FIRSTS, pools.SECONDS, pools.HEADS))
    return f"{rng.choice(pools.FIRSTS[held])} {rng.choice(pools.HEADS[held])}"


def _employer(held: bool, rng: random.Random) -> str:
    return (
        rng.choice(pools.EMPLOYERS[held])
        if rng.random() < 0.5
        else f"{invented(rng, held)} {rng.choice(pools.HEADS[held])}"
    )


def _date(held: bool, rng: random.Random) -> str:
    day, month, year = rng.randint(13, 28), rng.randint(1, 12), rng.randint(2022, 2025)
    name, weekday = _MONTHS[month - 1], rng.choice(_DAYS)
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day // 10 != 1 else 0, "th")
    forms = (
        [
            f"{day} {name}",
            f"{name} {day}",
            f"{name} {day}{suffix}",
            f"{day}{suffix} of {name}",
            f"{year}-{month:02}-{day:02}",
            f"{day}/{month}",
            f"{month}/{day}/{year % 100}",
            f"{weekday} {day} {name[:3]}",
            f"{name[:3]} {day}",
            f"{day}.{month}.{year}",
        ],
        [
            f"the {day}{suffix} of {name}",
            f"{weekday}, {name} {day}, {year}",
            f"{day}-{name[:3]}-{year}",
            f"{month}/{day}",
            f"{day}.{month}.{year % 100}",
            f"{name} the {rng.choice(_ORDINALS)}",
            f"{weekday} the {day}{suffix}",
            f"{year}/{month:02}/{day:02}",
            f"{day}. {name}",
            f"{name[:3]}. {day}{suffix}",
            f"{day}/{month:02}/{year}",
            "Halloween",
            "New Year's Eve",
            f"the {rng.choice(_ORDINALS)} of {name}",
        ],
    )[held]
    return rng.choice(forms)


def _pay(held: bool, rng: random.Random) -> str:
    big, hour = rng.randint(21, 149), rng.randint(9, 48)
    forms = (
        [
            f"${big},{rng.randint(1, 9)}00",
            f"£{big}k",
            f"€{big}.000",
            f"{big}k",
            f"${hour}.{rng.randint(10, 95)}",
            f"£{hour}.50 an hour",
            f"{rng.randint(4, 28)} LPA",
            f"${big}k-{big + 10}k",
            f"USD {rng.randint(1, 6)},{rng.randint(100, 900)}",
            f"₹{rng.randint(3, 18)} lakh",
        ],
        [
            f"CHF {big}'000",
            f"{big} grand",
            f"{rng.randint(900, 4800)} euros a month",
            f"R{rng.randint(12, 60)} 000",
            f"₦{rng.randint(120, 900)},000",
            f"A${big},000",
            f"{hour} dollars an hour",
            f"GBP {big},{rng.randint(100, 999)}",
            f"{big}-{big + 8}k",
            f"RM {rng.randint(2, 9)},{rng.randint(100, 900)}",
            f"Ksh {rng.randint(30, 220)},000",
            f"{rng.choice(('forty', 'fifty', 'thirty'))}-{rng.choice(('two', 'five', 'eight'))} thousand "
            f"pounds",
            f"£{big},{rng.randint(100, 999)} pa",
            f"{rng.randint(18, 60)} 000 SEK",
            f"£{rng.randint(90, 220)} a day",
        ],
    )[held]
    return rng.choice(forms)


def _id(held: bool, rng: random.Random) -> str:
    letters = "".join(rng.choice("ABCDEFGHKLMNPRSTUVWXYZ") for _ in range(4))
    number = rng.randint(1000, 999999)
    forms = (
        [
            f"{letters[:2]}-{number}",
            f"R{number}",
            f"{letters[:3]}{number}",
            f"{letters[:2]}/{rng.randint(2021, 2025)}/{number % 1000}",
            f"{number}",
        ],
        [
            f"{letters[:3]}-{letters[3]}{rng.randint(1, 9)}-{number % 10000:04}",
            f"JR{number:07}",
            f"{rng.randint(20, 25)}-{letters[:2]}-{number % 10000:04}",
            f"{letters[:2]} {number:06}",
            f"#{number}",
            f"{letters}_{number % 100000:05}",
        ],
    )[held]
    return rng.choice(forms)


def _email(held: bool, rng: random.Random) -> str:
    who, where = invented(rng, held).lower(), invented(rng, held).lower()
    if held:
        return rng.choice(
            (
                f"{who}_{where}@{where}-hr.example.org",
                f"{who} [at] {where} [dot] com",
                f"{who}.{rng.randint(70, 99)}@{where}.co.za",
                f"{who} at {where} dot io",
            )
        )
    return rng.choice(
        (
            f"{who}@{where}.example",
            f"jobs@{where}.example.com",
            f"{who}.{where}@mail.example",
            f"{who} (at) {where} (dot) com",
        )
    )


def _url(held: bool, rng: random.Random) -> str:
    who, where = invented(rng, held).lower(), invented(rng, held).lower()
    if held:
        return rng.choice(
            (
                f"{who}.github.io/{where}",
                f"http://{where}-{who}.example.net/x?id={rng.randint(10, 99)}",
                f"{who} dot dev slash {where}",
                f"{where}.co/{who}",
            )
        )
    return rng.choice(
        (
            f"https://github.com/{who}/{where}",
            f"www.{where}.example",
            f"{who}.dev",
            f"https://{where}.example/jobs/{rng.randint(100, 999)}",
        )
    )


def _handle(held: bool, rng: random.Random) -> str:
    who = invented(rng, held).lower()
    return (
        rng.choice((f"@{who}.{rng.randint(1, 99)}", f"{who}#{rng.randint(1000, 9999)}", f"u/{who}_x"))
        if held
        else rng.choice((f"@{who}", f"@{who}_{rng.randint(1, 99)}"))
    )


def _phone(held: bool, rng: random.Random) -> str:
    tail = f"{rng.randint(100, 999)}"
    forms = (
        [f"07700 900{tail}", f"(555) 555-0{tail}", f"+44 7700 900{tail}", f"555-555-0{tail}"],
        [
            f"+91 98765 {tail}10",
            f"+234 803 555 0{tail}",
            f"0{rng.randint(30, 89)} 555 {tail}0",
            f"+1.555.555.0{tail}",
            f"oh seven seven double oh nine hundred {' '.join(_WORDS[int(d)] for d in tail)}",
            f"+55 11 95555-0{tail}",
        ],
    )[held]
    return rng.choice(forms)


_WORDS = "zero one two three four five six seven eight nine".split()


def _address(held: bool, rng: random.Random) -> str:
    name, number = invented(rng, held), rng.randint(2, 180)
    if held:
        return rng.choice(
            (
                f"{number} {name} Crescent",
                f"Calle {name} {number}",
                f"{name}straße {number}",
                f"Flat {rng.randint(2, 9)}, {number} {name} Gardens",
                f"{name} Terrace",
            )
        )
    return rng.choice(
        (
            f"{number} {name} Street",
            f"{number} {name} Road",
            f"{name} Avenue",
            f"Unit {rng.randint(2, 9)}, {name} Lane",
            f"{number} West {name} Drive",
        )
    )


def _product(held: bool, rng: random.Random) -> str:
    return (
        rng.choice(("Project ", "", "The "))
        + invented(rng, held)
        + rng.choice(("", "", f" {rng.choice(pools.SECONDS[held])}"))
    )


_FORMS: dict[str, Callable[[bool, random.Random], str]] = {
    "C": _company,
    "EMP": _employer,
    "DATE": _date,
    "PAY": _pay,
    "ID": _id,
    "EMAIL": _email,
    "URL": _url,
    "HANDLE": _handle,
    "PHONE": _phone,
    "ADDR": _address,
    "PROD": _product,
    "CITY": lambda held, rng: rng.choice(pools.CITIES[held]),
    "SCHOOL": lambda held, rng: rng.choice(pools.SCHOOLS[held]),
}
