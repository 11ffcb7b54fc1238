"""Plans: what is kept, what is offered, dates as people type them, one page in three forms."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import docx
import pytest
from docx.shared import Emu
from pypdf import PdfReader

from bot.errors import UserError
from bot.moments import Moment
from bot.reasons import REASONS, Why
from cogs.plans.dates import read_day, read_interview
from cogs.plans.page import FORMATS, export, page_of
from cogs.plans.plan import MOST, PARTS, IfThen, Note, Plan, Story, fitting, key_of
from cogs.plans.steps import FIRST_STEPS, offered, origin

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
STORY = Story(
    "The flooded archive", "Water in the cellar", "Save the files", "I froze them", "All were dried by May"
)


def plan(**changes: object) -> Plan:
    made = Plan(
        "p",
        1,
        NOW,
        name="Night baker",
        at=datetime(2026, 12, 4, 9, 30, tzinfo=UTC),
        zone="Europe/Berlin",
        changes=(Note("Answer in two minutes"), Note("Ask back", True), Note()),
        stories=(STORY, Story()),
        rehearsal=Note("With Kim, on Thursday"),
        if_then=IfThen("I lose my thread", "take a sip of water"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # fields by name


def test_what_is_kept_is_what_was_planned() -> None:
    one = plan().checked({"change1", "story1"}, NOW)
    assert Plan.load("p", one.dump()) == one


def test_checking_off_keeps_the_first_time_and_forgets_what_is_open_again() -> None:
    one = plan().checked({"change1", "story1"}, NOW)
    later = one.checked({"change1", "ifthen"}, NOW + timedelta(days=1))
    assert dict(later.done_at) == {
        "change1": NOW.isoformat(),
        "ifthen": (NOW + timedelta(days=1)).isoformat(),
    }
    assert not later.stories[0].done
    assert plan().checked({"change3", "story2", "nothing"}, NOW).done_at == (), "what is empty cannot be done"


def test_a_change_that_stays_keeps_where_it_came_from() -> None:
    told = Note("Slow down", False, "task", "k", "interpersonal")
    one = plan(changes=(told, Note(), Note())).checked({"change1"}, NOW)
    same = one.with_changes(["Slow down", "Ask back", ""])
    assert same.changes == (replace(told, done=True), Note("Ask back"), Note())
    gone = one.with_changes(["", "", ""])
    assert gone.changes == (Note(), Note(), Note())
    assert gone.done_at == ()


def test_a_fourth_change_is_declined_in_one_sentence() -> None:
    full = plan(changes=(Note("a"), Note("b"), Note("c")))
    with pytest.raises(UserError, match="There are three changes already"):
        full.taking_in(Note("d"))


@pytest.mark.parametrize("field", ["text", "situation", "when", "name"])
def test_four_thousand_characters_are_one_sentence(field: str) -> None:
    with pytest.raises(UserError, match=f"there is room for {MOST[field]} characters, and yours has 4,000"):
        fitting({field: "a" * 4000})
    assert fitting({field: " \u200b "}) == {field: ""}


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-12-04", date(2026, 12, 4)),
        ("4 December", date(2026, 12, 4)),
        ("Dec 4th, 2026", date(2026, 12, 4)),
        ("4. dec", date(2026, 12, 4)),
        ("today", TODAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("thursday", date(2026, 11, 26)),
        ("Monday", date(2026, 11, 30)),
        ("3 January", date(2027, 1, 3)),
        ("29 February 2028", date(2028, 2, 29)),
    ],
)
def test_dates_are_read_as_people_type_them(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("yesterday", "22 November 2026 is past."),
        ("22 November", "22 November 2026 is past."),
        ("2020-01-01", "1 January 2020 is past."),
        ("4/12", "I cannot read “4/12” as a date."),
        ("31 June", "I cannot read “31 June” as a date."),
        ("29 February 2027", "I cannot read"),
        ("2026-13-01", "I cannot read"),
        ("soon", "I cannot read “soon” as a date."),
        ("1 January 2100", "is more than two years away."),
        ("9" * 4000, "I cannot read"),
    ],
)
def test_dates_that_are_none_are_one_sentence(typed: str, said: str) -> None:
    with pytest.raises(UserError) as refused:
        read_day(typed, TODAY)
    assert said in str(refused.value)
    assert "Nothing changed." in str(refused.value)
    assert len(str(refused.value)) < 130


def test_an_interview_is_an_instant_where_it_takes_place() -> None:
    at, zone = read_interview("2026-12-04", "10:30", "berlin", NOW)
    assert (at.astimezone(UTC), zone) == (datetime(2026, 12, 4, 9, 30, tzinfo=UTC), "Europe/Berlin")
    with pytest.raises(UserError, match="That was already today"):
        read_interview("today", "9:30", "berlin", NOW)
    with pytest.raises(UserError, match="I cannot read “25:00” as a time of day"):
        read_interview("tomorrow", "25:00", "berlin", NOW)


def test_the_evening_before_is_the_evening_before_when_the_clocks_change() -> None:
    spring = datetime(
        2026, 3, 29, 8, 0, tzinfo=UTC
    )  # 10:00 in Berlin, six hours after the clocks went forward
    due = plan(at=spring, remind="day").remind_at()
    assert due is not None
    assert due.astimezone(UTC) == datetime(2026, 3, 28, 17, 0, tzinfo=UTC)
    assert plan(remind="hours").remind_at() == datetime(2026, 12, 4, 7, 30, tzinfo=UTC)
    assert plan(at=None, remind="day").remind_at() is None


def moment(kind: str, text: str, days: int, why: Why | None = None) -> Moment:
    return Moment(kind, NOW - timedelta(days=days), text, why)  # type: ignore[arg-type]  # one of the kinds


def test_what_was_told_comes_first_and_steps_for_what_can_be_changed_follow() -> None:
    notes = offered(
        [
            moment("task", "You interrupted us three times.", 9, Why.of("interpersonal", "stated")),
            moment("helped", "Your second story is the stronger one.", 2),
            moment("rejection", "", 1, Why.of("closed")),
            moment("rejection", "", 1, Why.of("unknowable")),
        ],
        [],
    )
    assert [(one.source, one.text) for one in notes] == [
        ("helped", "Your second story is the stronger one."),
        ("task", "You interrupted us three times."),
        ("step", FIRST_STEPS["interpersonal"]),
    ]
    assert origin(notes[2]) == f"usual first step: {REASONS['interpersonal']} (they said so)"
    assert offered([moment("task", "x", 1)], [key_of("x")]) == [], "what is in the plan is not offered again"
    (long,) = offered([moment("task", "word " * 800, 1)], [])
    assert len(long.text) <= MOST["text"]
    assert long.text.endswith("…")


def test_a_guess_stays_a_guess_in_a_plan_and_behind_what_was_said() -> None:
    guessed, stated = Why.of("performance"), Why.of("terms", "stated")
    moments = [moment("rejection", "", 1, guessed), moment("answered", "", 9, stated)]
    first, second = offered(moments, [])
    assert origin(first) == f"usual first step: {REASONS['terms']} (they said so)"
    assert origin(second) == f"usual first step: {REASONS['performance']} (a guess)"
    one = plan(changes=(second, Note(), Note())).checked({"change1"}, NOW)
    assert Why.of(Plan.load("p", one.dump()).changes[0].reason, one.changes[0].whose) == guessed


def everything_full() -> Plan:
    fields = (*PARTS, "title", "text", "when", "then")
    texts = {name: (f"{name} " + "some words " * 80)[: MOST[name]].strip() for name in fields}
    story = Story(texts["title"], *(texts[name] for name in PARTS))
    return plan(
        name="n" * MOST["name"],
        changes=(Note(texts["text"]),) * 3,
        stories=(story, story),
        rehearsal=Note(texts["text"]),
        if_then=IfThen(texts["when"], texts["then"]),
    )


def many_lines() -> Plan:
    """As many lines as anybody can type into the fields."""
    story = Story("t", *("a\n" * (MOST[name] // 2) for name in PARTS))
    return plan(stories=(story, story))


@pytest.mark.parametrize(
    "one",
    [plan(), everything_full(), many_lines(), Plan("p", 1, NOW)],
    ids=["some", "all", "lines", "nothing"],
)
def test_the_pdf_is_one_page_that_another_program_reads(one: Plan) -> None:
    reader = PdfReader(io.BytesIO(export(one, "pdf")))
    assert len(reader.pages) == 1
    text = "".join(reader.pages[0].extract_text().split())
    for part in page_of(one).texts():
        assert "".join(part.split()) in text
    assert not (reader.metadata or {}).get("/Author")


def test_the_word_document_is_read_by_another_program() -> None:
    read = docx.Document(io.BytesIO(export(plan(), "docx")))
    lines = [paragraph.text for paragraph in read.paragraphs]
    assert lines[0] == "Next interview: Night baker"
    assert "☐ Answer in two minutes" in lines
    assert "☒ Ask back" in lines
    assert "Result: All were dried by May" in lines
    assert "☐ If I lose my thread, then take a sip of water." in lines
    assert read.core_properties.author == ""


def test_the_word_document_is_set_as_small_as_one_page_asks_for() -> None:
    """Counted as a typewriter would: letters of Times are less than half as wide as high on average."""
    sizes = []
    for one in (plan(), everything_full(), many_lines()):
        read = docx.Document(io.BytesIO(export(one, "docx")))
        (section,) = read.sections
        size = read.styles["Normal"].font.size.pt
        sizes.append(size)
        width = Emu(section.page_width - section.left_margin - section.right_margin).pt / (0.45 * size)
        height = Emu(section.page_height - section.top_margin - section.bottom_margin).pt
        typed = [line for paragraph in read.paragraphs for line in paragraph.text.split("\n")]
        lines = sum(-(-max(1, len(line)) // int(width)) for line in typed)
        assert lines * 1.15 * size <= height
        assert {paragraph.paragraph_format.line_spacing for paragraph in read.paragraphs} == {1.0}
    assert sizes[0] > sizes[1]


def test_markdown_says_exactly_what_was_written() -> None:
    odd = plan(changes=(Note("*stars* and <tags>\n- a second line"), Note(), Note()))
    text = export(odd, "md").decode()
    assert text.startswith("# Next interview: Night baker\n\nFriday, 4 December 2026, 10:30, Europe/Berlin\n")
    assert "- [ ] \\*stars\\* and \\<tags\\>\\\n    \\- a second line" in text
    assert "  - *Situation:* Water in the cellar" in text


@pytest.mark.parametrize("form", FORMATS)
def test_strange_signs_stop_no_page(form: str) -> None:
    assert export(
        plan(name="漢字 \U0001f600 \x00 \u202e", changes=(Note("\ud7ff\x0b"), Note(), Note())), form
    )
