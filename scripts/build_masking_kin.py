"""Rebuild bot/masking/data/kin.xz: which words keep the same company.

    python scripts/build_masking_kin.py VECTORS

VECTORS is a file of word vectors, one word a line with its numbers, commonest first: GloVe's glove.6B.50d.txt
(Stanford, Public Domain Dedication and License 1.0). Needs numpy and scikit-learn, which nothing else here does.
"""

from __future__ import annotations

import lzma
import math
import re
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from sklearn.cluster import KMeans, MiniBatchKMeans  # type: ignore[import-not-found, unused-ignore]

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from bot.masking.kin import KIN, SIGNS  # noqa: E402 (needs the path above)
from bot.masking.lexicon import shelf_of  # noqa: E402 (needs the path above)
from bot.masking.normalise import fold  # noqa: E402 (needs the path above)

READ, LEARNED, WIDE, FINE = 160_000, 80_000, 40, 12
"""Lines read, words the families are learned from, wide families, and families in each."""
WORD = re.compile(r"[a-z]{2,18}")


def main() -> None:
    """Read, sort into families, write."""
    words: dict[str, int] = {}
    rows: list[list[float]] = []
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for number, line in zip(range(READ), lines, strict=False):
            word, *numbers = line.split(" ")
            folded = fold(word)
            if WORD.fullmatch(folded) and folded not in words:
                words[folded] = number
                rows.append([float(n) for n in numbers])
    vectors = np.array(rows, dtype=np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    wide = MiniBatchKMeans(WIDE, random_state=1, batch_size=8192, n_init=3).fit(vectors[:LEARNED])
    home = wide.predict(vectors)
    signs = [""] * len(rows)
    for family in range(WIDE):
        members = np.flatnonzero(home == family)
        learned = members[members < LEARNED]
        inner = KMeans(min(FINE, len(learned)), random_state=1, n_init=2).fit(vectors[learned])
        for member, fine in zip(members, inner.predict(vectors[members]), strict=True):
            signs[member] = chr(65 + family) + chr(65 + int(fine))
    assert WIDE <= SIGNS  # noqa: S101 (a script's own check)
    shelves: defaultdict[str, list[str]] = defaultdict(list)
    for word, sign in sorted(zip(words, signs, strict=True)):
        shelves[shelf_of(word)].append(f"\n{word}\t{sign}{chr(97 + int(math.log2(words[word] + 64)) - 6)}")
    text = "\0".join("".join(shelves[key]) for key in sorted(shelves))
    KIN.write_bytes(lzma.compress(text.encode("latin-1"), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(words)} words, {KIN.stat().st_size} bytes")


if __name__ == "__main__":
    main()
