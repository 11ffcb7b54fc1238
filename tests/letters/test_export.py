"""Letters as files, opened again by other programs and compared with what was written."""

from __future__ import annotations

import email
import email.policy
import io
import unicodedata
import zipfile
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import mammoth
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from pypdf import PdfReader

from cogs.letters.export import FORMATS, export, mailto

SUBJECT = "Thank you – Bäckerin, Zoë Ångström"
PLAIN = (
    "Dear Ms Roe,\n\nThank you for the night shift – I valued it.\nIt was good.\n\nKind regards,\nRowan Ashby"
)
ODD = (
    "Dear Zoë,\n\n* not a list\n# not a heading\n1. not a number\n- and *not* _this_ <b>or</b> [that](x) `this`\n\n"
    "Ελληνικά, Русский, עברית, العربية. 100 % {{7*7}} %s <name> #let x = $y$ @ref // \\ ~\n\n"
    "Best,\nŁukasz Żółć"
)
LONG = "\n\n".join(["x" * 400, "word " * 660, "end."])
TEXTS = {"plain": PLAIN, "odd": ODD, "long": LONG}
typed = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), max_size=300)


def squeezed(text: str) -> str:
    return "".join(text.split())


def signs(text: str) -> list[str]:
    """All signs in no order, brackets as one kind: beside right-to-left words they are mirrored."""
    return sorted(unicodedata.normalize("NFKC", squeezed(text)).translate(str.maketrans("{[(<", "}])>")))


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_named_neutrally_and_not_empty(form: str, kind: str) -> None:
    made = export(SUBJECT, TEXTS[kind], form)
    assert made.name == f"letter.{form}"
    assert made.content
    assert made.note == ""


@pytest.mark.parametrize("kind", TEXTS)
def test_a_text_file_is_the_letter(kind: str) -> None:
    assert export(SUBJECT, TEXTS[kind], "txt").content.decode() == f"{SUBJECT}\n\n{TEXTS[kind]}\n"


@pytest.mark.parametrize("kind", TEXTS)
def test_markdown_renders_to_the_letter(kind: str) -> None:
    rendered = MarkdownIt().parse(export(SUBJECT, TEXTS[kind], "md").content.decode())
    assert rendered[0].tag == "h1"
    assert {token.type for token in rendered} <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
    }  # fmt: skip
    shown = "\n\n".join(
        "".join("\n" if child.type == "hardbreak" else child.content for child in token.children or ())
        for token in rendered
        if token.type == "inline"
    )
    assert shown == f"{SUBJECT}\n\n{TEXTS[kind]}".replace("word \n", "word\n")


@pytest.mark.parametrize("kind", TEXTS)
def test_a_word_document_holds_the_letter_and_no_author(kind: str) -> None:
    archive = zipfile.ZipFile(io.BytesIO(export(SUBJECT, TEXTS[kind], "docx").content))
    document = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314  made a line above
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    texts = ["".join(piece.text or "" for piece in p.iter(f"{space}t")) for p in document.iter(f"{space}p")]
    assert squeezed("".join(texts)) == squeezed(SUBJECT + TEXTS[kind])
    assert "python-docx" not in archive.read("docProps/core.xml").decode()


@pytest.mark.parametrize("kind", TEXTS)
def test_another_reader_of_word_documents_sees_the_letter(kind: str) -> None:
    seen = mammoth.extract_raw_text(io.BytesIO(export(SUBJECT, TEXTS[kind], "docx").content))
    assert seen.messages == []
    assert squeezed(seen.value) == squeezed(SUBJECT + TEXTS[kind])


@pytest.mark.parametrize("kind", TEXTS)
def test_another_reader_of_pdfs_sees_the_letter(kind: str) -> None:
    """PDFium, the reader inside browsers; right-to-left words come in the order in which they stand on the page."""
    with pypdfium2.PdfDocument(export(SUBJECT, TEXTS[kind], "pdf").content) as document:
        seen = "".join(page.get_textpage().get_text_bounded() for page in document)
    assert signs(seen) == signs(SUBJECT + TEXTS[kind])
    assert kind == "odd" or squeezed(seen) == squeezed(SUBJECT + TEXTS[kind])


@pytest.mark.parametrize("kind", ["plain", "long"])
def test_a_pdf_holds_the_letter(kind: str) -> None:
    pages = PdfReader(io.BytesIO(export(SUBJECT, TEXTS[kind], "pdf").content)).pages
    assert squeezed("".join(page.extract_text() for page in pages)) == squeezed(SUBJECT + TEXTS[kind])


def test_a_pdf_breaks_a_word_that_is_longer_than_a_line() -> None:
    page = PdfReader(io.BytesIO(export("S", "y" * 400, "pdf").content)).pages[0]
    lines = [line for line in page.extract_text().splitlines() if "y" in line]
    assert len(lines) > 3
    assert max(map(len, lines)) < 120


def test_a_pdf_has_no_box_for_scripts_and_signs() -> None:
    text = "Ελληνικά Русский עברית العربية Łódź ﬁ → ✓ ₹ ☕ 🦄 👩🏽‍🍳 ❤️"
    made = export("S", text, "pdf")
    shown = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert "\x00" not in shown
    assert made.note == ""


def test_a_pdf_says_which_signs_it_has_no_font_for() -> None:
    made = export("S", "\U00013000 and \U00012000", "pdf")  # hieroglyphs and cuneiform: nobody has these
    assert (
        "\U00013000" in made.note or "\x00" not in PdfReader(io.BytesIO(made.content)).pages[0].extract_text()
    )


@given(body=typed)
@settings(max_examples=40, deadline=None)
def test_an_email_opens_with_subject_and_body(body: str) -> None:
    made = export(SUBJECT, body, "eml").content
    message = email.message_from_bytes(made, policy=email.policy.default)
    assert message["subject"] == SUBJECT
    assert message["to"] is None
    assert message["from"] is None
    assert message.get_content().splitlines() == f"{body}\n".splitlines()


@given(subject=typed, body=typed)
def test_a_mail_link_carries_both(subject: str, body: str) -> None:
    link = urlsplit(mailto(subject, body))
    assert link.scheme == "mailto"
    assert mailto(subject, body).isascii()
    read = parse_qs(link.query, keep_blank_values=True)
    assert read["subject"] == [" ".join(subject.split())]
    assert read["body"] == [body.replace("\n", "\r\n")]


@pytest.mark.parametrize("form", FORMATS)
@given(subject=typed, body=typed)
@settings(max_examples=15, deadline=None)
def test_nothing_that_can_be_typed_breaks_an_export(form: str, subject: str, body: str) -> None:
    assert export(subject, body, form).content
