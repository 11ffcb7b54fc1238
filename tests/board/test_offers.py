"""What a preview offers: the surest first, since a list shows only so many."""

from __future__ import annotations

from tests.board.conftest import ANA, House

STORY = (
    "asked for Quellborn in tromso and 4711. The panel had Brisk and Tandem, we wrote Vexel on a board, "
    "then grimbald and 10.50. They went with Okrent or wolvern, then Sallow rang about 8812. We drew a Quorble, "
    "a tarn and an Osk on paper. It took some grit."
)


async def test_the_surest_offer_comes_first(house: House) -> None:
    preview = await house.drafts.write(ANA, "rejection", {"story": STORY})
    sure = [span.confidence for span in preview.suggested]
    by_place = [s.confidence for s in sorted(preview.suggested, key=lambda s: s.start)]
    assert len(sure) > 2
    assert sure == sorted(sure, reverse=True)
    assert sure != by_place
