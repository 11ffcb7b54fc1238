"""What the rest of the bot relies on: decisions, keys, glossary, reasons."""

from __future__ import annotations

import pytest

from bot.masking import Decisions, Known, Span, explain, mask

STORY = (
    "Onsite at Ramp in Leeds. Thandiwe Mabuza asked about queues, then Thandiwe laughed. "
    "Mail me at kim.osei@example.com. The recruiter, Joel, offered $172,000 on June 3rd."
)


def span(text: str, covered: str, known: Known) -> Span:
    return next(s for s in mask(text, known).spans if text[s.start : s.end] == covered)


def test_what_is_found_is_replaced_by_readable_words() -> None:
    masked = mask(STORY, Known(company="Ramp")).masked
    assert masked == (
        "Onsite at [company] in [place]. [name] asked about queues, then [name] laughed. "
        "Mail me at [email]. The recruiter, [recruiter], offered around $150k in June."
    )


def test_a_decision_undoes_every_span_of_its_key() -> None:
    result = mask(STORY, Known(company="Ramp"))
    text = result.text(Decisions(undone=frozenset({"ramp"})))
    assert "Onsite at Ramp in [place]" in text


def test_contact_details_and_full_names_cannot_be_undone() -> None:
    result = mask(STORY, Known(company="Ramp"))
    text = result.text(Decisions(undone=frozenset(s.key for s in result.spans)))
    assert "kim.osei" not in text
    assert "Mabuza" not in text
    assert "Leeds" in text


def test_suggestions_are_taken_one_by_one_or_all() -> None:
    text = "We talked for an hour. Frank was late. Frank is a word too."
    result = mask(text)
    offered = {s.key for s in result.spans if s.action == "suggest"}
    if "frank" in offered:
        assert "Frank" in result.masked
        assert "Frank" not in result.text(Decisions(accepted=frozenset({"frank"})))
    assert "Frank" not in result.masked_all


def test_a_part_of_a_name_has_the_key_and_placeholder_of_the_whole() -> None:
    result = mask("Philippa Oduro asked. Later Philippa called. Ms Oduro wrote.")
    assert {s.key for s in result.spans} == {"philippa oduro"}
    assert len({s.replacement for s in result.spans}) == 1


def test_the_glossary_keeps_names_the_same_through_a_post() -> None:
    first = mask("My interviewer Ewa was kind. The recruiter, Tunde, was not.")
    reply = mask("Tunde wrote again, and Ewa sent a card. So did Lieselot.", glossary=first.glossary)
    assert reply.masked.startswith("[recruiter] wrote again, and [interviewer] sent a card.")
    assert "Lieselot" not in reply.masked
    assert reply.spans[-1].replacement not in first.glossary.values()


def test_several_of_a_kind_are_numbered() -> None:
    masked = mask("My interviewer Ewa was kind. The other interviewer, Olumide, was not.").masked
    assert masked == "My interviewer [interviewer] was kind. The other interviewer, [interviewer 2], was not."


def test_our_own_placeholders_are_left_alone_and_their_numbers_not_reused() -> None:
    text = "The interviewer [interviewer] left. My next interviewer Olumide stayed."
    assert (
        mask(text).masked == "The interviewer [interviewer] left. My next interviewer [interviewer 2] stayed."
    )


@pytest.mark.parametrize(
    ("text", "covered", "reason"),
    [
        ("I applied at Zentrova last week.", "Zentrova", "the company you named"),
        ("Call me on +44 7700 900123 please.", "+44 7700 900123", "looks like a phone number"),
        ("They pay €52.000 a year.", "€52.000 a year", "an amount of pay"),
        ("It was on 14 March 2024 again.", "on 14 March 2024", "an exact date"),
        ("My boss Olumide laughed.", "Olumide", "introduced like a person"),
    ],
)
def test_every_span_has_a_reason_in_plain_words(text: str, covered: str, reason: str) -> None:
    assert explain(span(text, covered, Known(company="Zentrova"))) == reason
