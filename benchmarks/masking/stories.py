"""Stories with known spans, made from templates: development and held-back differ in templates, names and
forms.

A template is one line, ``role|stage|keep;keep|story``. Slots: ``{N1}`` full name of person 1, ``{F1}``
first name, ``{L1}`` last name, ``{C}`` the company, ``{EMP1}`` another employer, and CITY, DATE, PAY, ID,
EMAIL, URL, HANDLE, PHONE, ADDR, SCHOOL, PROD; a slot in lower case is written in lower case.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faker import Faker

from benchmarks.masking import forms, pools

HERE = Path(__file__).parent
_SLOT = re.compile(r"\{([A-Za-z]+)(\d?)\}")
_LEAD = re.compile(r"(?:\b(on|by|until|till|since|from|before|after|around|of) )$", re.I)
TYPES = {
    "N": "PERSON",
    "F": "PERSON",
    "L": "PERSON",
    "C": "COMPANY",
    "EMP": "COMPANY",
    "CITY": "LOCATION",
    "DATE": "DATE",
    "PAY": "MONEY",
    "ID": "ID",
    "EMAIL": "EMAIL",
    "URL": "URL",
    "HANDLE": "HANDLE",
    "PHONE": "PHONE",
    "ADDR": "ADDRESS",
    "SCHOOL": "SCHOOL",
    "PROD": "PRODUCT",
}
DEVELOPMENT_LOCALES = (
    "en_US en_GB en_IN de_DE fr_FR es_MX es_ES it_IT pl_PL nl_NL sv_SE pt_BR en_NG tr_TR vi_VN".split()
)
HELDBACK_LOCALES = (
    "hr_HR ro_RO hu_HU fi_FI cs_CZ lt_LT zu_ZA yo_NG id_ID da_DK en_KE es_AR ga_IE et_EE ig_NG tw_GH".split()
)


@dataclass
class World:
    """What the slots of one half are filled from."""

    held: bool
    locales: list[str]
    fakers: list[Faker] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fakers = [Faker(locale) for locale in self.locales]


def templates(name: str) -> list[list[str]]:
    """The templates of one file, split at the bars."""
    lines = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    return [line.split("|", 3) for line in lines if line and not line.startswith("#")]


def make(name: str, count: int, seed: int) -> list[dict[str, Any]]:
    """``count`` cases in the form of dev_cases.jsonl."""
    rng = random.Random(f"{name} {seed}")
    held = name == "heldback"
    world = World(held, HELDBACK_LOCALES if held else DEVELOPMENT_LOCALES)
    for faker in world.fakers:
        faker.seed_instance(rng.randrange(10**9))
    sources = templates(name)
    return [_case(f"{name}-{i}", sources[i % len(sources)], world, rng) for i in range(count)]


def clean() -> list[dict[str, Any]]:
    """The stories that have nothing to mask, each with a company field that is a common word."""
    companies = [
        "Target",
        "Next",
        "Stripe",
        "Block",
        "Square",
        "Gap",
        "Boots",
        "Shell",
        "Box",
        "Chase",
        "Mark",
        "Rose",
        "Penny",
        "Grace",
        "Ramp",
        "Orange",
        "Frank",
        "Plaid",
        "Hope",
        "Bill",
    ]
    return [
        {
            "id": f"clean-{i}",
            "fields": {"company": companies[i % len(companies)], "role": role, "stage": stage},
            "text": text,
            "spans": [],
            "keep": keep.split(";"),
            "neutral": [],
            "tags": ["clean"],
        }
        for i, (role, stage, keep, text) in enumerate(templates("clean"))
    ]


def _case(name: str, template: list[str], world: World, rng: random.Random) -> dict[str, Any]:
    role, stage, keep, story = template
    values: dict[str, str] = {}
    people: dict[str, tuple[str, str]] = {}
    lowered = rng.random() < 0.15
    text, spans, neutral, at = "", [], [], 0
    for match in _SLOT.finditer(story):
        text += story[at : match.start()]
        at = match.end()
        slot, number = match[1].upper(), match[2]
        value = _value(slot, number, values, people, world, rng)
        if match[1].islower():
            value = value.lower()
        lead = _LEAD.search(text)
        if slot == "DATE" and lead:
            neutral.append({"start": lead.start(1), "end": lead.end(1), "text": lead[1]})
        spans.append({"start": len(text), "end": len(text) + len(value), "type": TYPES[slot], "text": value})
        text += value
    text += story[at:]
    kept = [k for k in keep.split(";") if k]
    if lowered and text.lower() != text and len(text.lower()) == len(text):
        text, kept = text.lower(), [k.lower() for k in kept]
        for span in spans + neutral:
            span["text"] = text[span["start"] : span["end"]]
            span["hard"] = True
    company = values.get("C", "")
    if rng.random() < 0.12:
        company = ""
    return {
        "id": name,
        "fields": {"company": company, "role": role, "stage": stage},
        "text": text[:1500],
        "spans": [s for s in spans if s["end"] <= 1500],
        "keep": kept,
        "neutral": neutral,
        "tags": [],
    }


def _value(
    slot: str,
    number: str,
    values: dict[str, str],
    people: dict[str, tuple[str, str]],
    world: World,
    rng: random.Random,
) -> str:
    if slot in "NFL":
        first, last = people.setdefault(number, _person(world, rng))
        return {"N": f"{first} {last}", "F": first, "L": last}[slot]
    if slot in ("C", "EMP", "CITY", "SCHOOL", "PROD"):
        return values.setdefault(slot + number, forms.value(slot, world.held, rng))
    return forms.value(slot, world.held, rng)


def _person(world: World, rng: random.Random) -> tuple[str, str]:
    if rng.random() < 0.3:
        return forms.invented(rng, world.held), forms.invented(rng, world.held)
    if rng.random() < 0.06:
        return rng.choice(pools.WORD_NAMES[world.held]), world.fakers[0].last_name()
    faker = rng.choice(world.fakers)
    return faker.first_name().strip(), faker.last_name().strip()
