"""The scorer of the development cases: how a leak is decided and what counts as a lost word."""

from __future__ import annotations

import collections
import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

Case = dict[str, Any]
SourceToken = tuple[str, int, int]
"""A token and its stretch of the source."""

LOOKALIKE = dict(
    zip(
        "аеорсухіјѕԁһԛԝᴀвкмнтАВЕКМНОРСТУХІЈЅοαερτυιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhqwabkmhtABEKMHOPCTYXIJSoaeptuiABEZHIKMNOPTYX",
        strict=True,
    )
)

GENERIC = set(
    """
a an the and or of in on at to for from by with as is was it its my your his her our their this that me you
him us them i we they he she be been are were not no yes so but if then than too very who what when where
after before last next first day days among between about into over under up down out off van von der den
del della di da dos das du le la el al bin bint ibn abu week month year new old great big little lil the mr
mrs ms miss mdm madam madame dr dra prof professor sir sister brother father fr rev capt captain sgt lt
chief major engr arc advocate nurse cllr herr frau pan chef principal mam maam bhaiya uncle aunt auntie dean
coach don dona senor senora january february march april may june july august september october november
december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday
sunday mon tue tues wed thu thur thurs fri sat sun inc ltd llc llp plc gmbh ag sa sas bv nv oy ab as co corp
corporation company companies group holdings limited state charter partners associates consulting services
service solutions systems technologies technology tech software labs lab studio studios media bank capital
credit union insurance health medical center centre hospital clinic care trust school schools university
universitat universidad college institute academy district department ministry council county city town
shire borough authority agency government public police library museum church hotel hotels restaurant bakery
foods farm farms energy power security university primary high elementary regional national international
community home house design build digital global data games robotics analytics logistics freight trading
traders wholesale imports project program programme product team platform employer organization organisation
person name names location place date amount salary money phone number email mail url link handle user
username account redacted masked hidden removed id ids north south east west northern southern eastern
western central fort mount lake saint san santa los las port point hill hills ridge valley creek river bay
beach park street road avenue lane drive way terrace square crescent close court place boulevard suite unit
flat apt apartment floor room bldg building box arch st rd ave dr ln blvd ste http https www com org net edu
gov io dev app ai de uk us eu example linkedin github gitlab gmail outlook hotmail proton protonmail yahoo
icloud dot slash google docs glassdoor calendly cal bit ly discord gg interview interviews question
questions job jobs career careers apply talent hr people hiring noreply reply no-reply presentation profile
profiles watch src contact reception invite
""".split()
)

NUMWORDS = set(
    """zero oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety
first second third fourth fifth sixth seventh eighth ninth tenth
eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
thirtieth double triple half""".split()
)

TOKEN = re.compile(r"[^\W_]+")
PLACE = re.compile(
    r"\[[^\[\]\n]{1,40}\]|<[^<>\n]{1,40}>|\{\{?[^{}\n]{1,40}\}?\}|[*]{3,}|[\u2580-\u259f]+|_{3,}"
)
COARSE = re.compile(r"\b(?:around|about|roughly|approximately) [^\w\s]{0,3}\d[\d.,]*(?: ?[kKmM])?\b")


def normalize(text: str) -> tuple[str, list[int]]:
    """Normalized text; with_map also the source index of every character of it."""
    out, where = [], []
    for i, ch in enumerate(text):
        for c in unicodedata.normalize("NFKD", ch):
            if unicodedata.category(c) in ("Cf", "Mn", "Me", "Cc") and c not in "\n\t\r":
                continue
            out.append(LOOKALIKE.get(c, c))
            where.append(i)
    s = "".join(out)
    return s, where


def tokens(norm: str) -> list[SourceToken]:
    return [(m.group(), m.start(), m.end()) for m in TOKEN.finditer(norm)]


def source_tokens(text: str) -> list[SourceToken]:
    """[(token, first source index, last source index + 1)]"""
    s, where = normalize(text)
    return [(t, where[a], where[b - 1] + 1) for t, a, b in tokens(s)]


def strip_placeholders(out: str, src: str) -> str:
    out = PLACE.sub(lambda m: " " if m.group() not in src else m.group(), out)
    return COARSE.sub(lambda m: " " if m.group() not in src else m.group(), out)


def label(placeholder: str) -> str:
    return " ".join(t.casefold() for t, _, _ in tokens(normalize(placeholder)[0]) if not t.isdigit())


def labels_of(outputs: Iterable[tuple[str, str]]) -> set[str]:
    """Placeholder texts used in at least 3 stories: labels such as "person", not leaked words."""
    n: collections.Counter[str] = collections.Counter()
    for out, src in outputs:
        n.update({label(m.group()) for m in PLACE.finditer(out) if m.group() not in src})
    return {k for k, v in n.items() if v >= 3}


def survivors(src_toks: list[SourceToken], out_text: str, src_text: str) -> set[int]:
    """Indexes of the source tokens that stand, in order, in the output."""
    a = [t for t, _, _ in src_toks]
    b = [t for t, _, _ in tokens(normalize(strip_placeholders(out_text, src_text))[0])]
    keep: set[int] = set()
    for i, _, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        keep.update(range(i, i + n))
    return keep


def digits(tok: str) -> int:
    return sum(c.isdigit() for c in tok)


def distinctive(stype: str, toks: list[str]) -> tuple[list[int], int]:
    """The tokens of a span that must not be left, and the number that may be left."""
    low = [t.casefold() for t in toks]
    if stype in ("DATE", "MONEY"):
        d = [i for i, t in enumerate(low) if digits(t) or t in NUMWORDS]
        if stype == "DATE":
            e = [i for i in d if not re.fullmatch(r"(19|20)\d\d", low[i])]
            d = e or d
        if d:
            return d, 0
    if stype == "PHONE":
        return [i for i, t in enumerate(low) if digits(t) or t in NUMWORDS], 3
    if stype == "ID":
        d = [i for i, t in enumerate(low) if digits(t) >= 2]
        if d:
            return d, 0
        d = [i for i, t in enumerate(low) if digits(t) or t in NUMWORDS]
        if d:
            return d, min(2, len(d) - 1)
        return [], 0
    d = [
        i
        for i, t in enumerate(low)
        if t not in GENERIC and t not in NUMWORDS and (sum(c.isalpha() for c in t) >= 3 or digits(t) >= 2)
    ]
    return d, 0


def weight(stype: str, tok: str) -> int:
    """How much one left-over token weighs against the number allowed (digits for phones)."""
    return max(1, digits(tok)) if stype == "PHONE" else 1


def in_any(a: int, b: int, spans: list[dict[str, Any]]) -> bool:
    return any(a < s["end"] and b > s["start"] for s in spans)


def occurrences(k: str, case: Case, st: list[SourceToken]) -> list[list[int]]:
    """Token index lists of the whole-token occurrences of k outside gold spans."""
    kt = [t for t, _, _ in tokens(normalize(k)[0])]
    a = [t for t, _, _ in st]
    res: list[list[int]] = []
    for i in range(len(a) - len(kt) + 1):
        if kt and a[i : i + len(kt)] == kt and not in_any(st[i][1], st[i + len(kt) - 1][2], case["spans"]):
            res.append(list(range(i, i + len(kt))))
    return res


def score_one(
    case: Case, out: str, labels: Iterable[str] = frozenset()
) -> tuple[dict[int, str], list[str], list[int], list[int], list[SourceToken]]:
    text, spans = case["text"], case["spans"]
    st = source_tokens(text)
    alive = survivors(st, out, text)
    owner = [
        next((j for j, s in enumerate(spans) if a < s["end"] and b > s["start"]), None) for _, a, b in st
    ]
    free = collections.Counter(st[i][0].casefold() for i in range(len(st)) if owner[i] is None)
    shown = PLACE.sub(
        lambda m: " " if m.group() not in text and label(m.group()) in labels else m.group(), out
    )
    outc = collections.Counter(t.casefold() for t, _, _ in tokens(normalize(shown)[0]))
    leaked: dict[int, str] = {}
    inplace: collections.Counter[str] = collections.Counter()
    for i in alive:
        if owner[i] is not None:
            inplace[st[i][0].casefold()] += 1
    dist = {}
    for j, s in enumerate(spans):
        idx = [i for i in range(len(st)) if owner[i] == j]
        d, allowed = distinctive(s["type"], [st[i][0] for i in idx])
        d = [idx[x] for x in d]
        dist[j] = d
        if d:
            left = [i for i in d if i in alive]
            if sum(weight(s["type"], st[i][0]) for i in left) > allowed:
                leaked[j] = "in place: " + " ".join(st[i][0] for i in left)
        elif idx and all(i in alive for i in idx):
            leaked[j] = "in place: all"
    for j, s in enumerate(spans):
        if j in leaked or s["type"] in ("DATE", "MONEY", "PHONE", "ID"):
            continue
        for i in dist[j]:
            t = st[i][0].casefold()
            if t.isalpha() and outc[t] > free[t] + inplace[t]:
                leaked[j] = "elsewhere: " + t
                break
    lost_keep = [
        k for k in case["keep"] if any(i not in alive for occ in occurrences(k, case, st) for i in occ)
    ]
    plain = [
        i
        for i in range(len(st))
        if owner[i] is None and not in_any(st[i][1], st[i][2], case.get("neutral", []))
    ]
    return leaked, lost_keep, [i for i in plain if i not in alive], plain, st
