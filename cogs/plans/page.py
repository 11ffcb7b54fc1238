"""A plan as one page: PDF, Word, Markdown. Pure work on text; the typesetter takes a moment, so call it off the loop.

The makers of documents are imported when the first one is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

from bot.pages.marked import literal, paragraph
from bot.words import t
from cogs.plans.plan import Plan

LARGEST, SMALLEST, STEP = 11.0, 6.5, 0.5
"""Sizes of the letters, in points: the largest with which everything fits on one page."""
MARGINS = (2.2, 2.0)
"""Centimetres at the sides, and above and below."""

_PAGE = r"""
#set document(date: none)
#set page(paper: "a4", margin: (x: 2.2cm, y: 2cm))
#set text(font: "Libertinus Serif", size: float(sys.inputs.size) * 1pt)
#set par(leading: 0.55em, spacing: 0.8em)
#show regex("\S{30,}"): it => it.text.clusters().map(box).join()
#let page = json(bytes(sys.inputs.page))
#let box-of(done) = box(width: 0.8em, height: 0.8em, stroke: 0.6pt, baseline: 0.1em,
  if done { place(center + horizon, text(size: 0.8em, "x")) })
#text(size: 1.5em, weight: "bold", page.title)
#if page.lead != "" { par(page.lead) }
#for part in page.parts {
  block(above: 1.5em, below: 0.7em, text(size: 1.15em, weight: "bold", part.heading))
  for step in part.steps {
    grid(columns: (1.5em, 1fr), row-gutter: 0.5em, box-of(step.done), step.text,
      ..step.lines.map(line => ([], [#emph(line.at(0)): #line.at(1)])).flatten())
  }
}
"""


@dataclass(frozen=True, slots=True)
class Step:
    """Something to check off, and what stands below it: names and texts."""

    text: str
    done: bool
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    heading: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What every form of the page shows; empty parts leave no trace."""

    title: str
    lead: str
    parts: tuple[Part, ...]

    def texts(self) -> Iterator[str]:
        yield from (self.title, self.lead)
        for part in self.parts:
            yield part.heading
            for step in part.steps:
                yield from (step.text, *(text for line in step.lines for text in line))

    def set_with(self, change: Callable[[str], str]) -> Page:
        """With every text that a member wrote changed so."""
        parts = tuple(
            Part(
                part.heading,
                tuple(
                    Step(
                        change(step.text), step.done, tuple((name, change(text)) for name, text in step.lines)
                    )
                    for step in part.steps
                ),
            )
            for part in self.parts
        )
        return Page(change(self.title), self.lead, parts)


def page_of(plan: Plan) -> Page:
    local = plan.local()
    lead = t("{day}, {zone}", day=f"{local:%A, %-d %B %Y, %H:%M}", zone=plan.zone) if local else ""
    names = {"situation": t("Situation"), "task": t("Task"), "action": t("Action"), "result": t("Result")}
    stories = [
        Step(
            story.title or t("A story"),
            story.done,
            tuple((names[name], text) for name, text in story.parts if text),
        )
        for story in plan.stories
        if story
    ]
    if_then = plan.if_then
    sentence = t("If {when}, then {then}.", when=if_then.when or "…", then=if_then.then or "…")
    parts = (
        Part(t("What I change"), tuple(Step(one.text, one.done) for one in plan.changes if one)),
        Part(t("Stories"), tuple(stories)),
        Part(t("Rehearsal"), (Step(plan.rehearsal.text, plan.rehearsal.done),) if plan.rehearsal else ()),
        Part(t("If – then"), (Step(sentence, if_then.done),) if if_then else ()),
    )
    title = t("Next interview: {name}", name=plan.name) if plan.name else t("My next interview")
    return Page(title, lead, tuple(part for part in parts if part.steps))


def as_markdown(page: Page) -> bytes:
    """With check boxes, as many programs know them."""
    blocks = [f"# {literal(page.title)}", *([paragraph(page.lead)] if page.lead else [])]
    for part in page.parts:
        blocks.append(f"## {literal(part.heading)}")
        lines = []
        for step in part.steps:
            lines.append(f"- [{'x' if step.done else ' '}] {_item(step.text)}")
            lines += [f"  - *{literal(name)}:* {_item(text)}" for name, text in step.lines]
        blocks.append("\n".join(lines))
    return "\n\n".join([*blocks, ""]).encode()


def as_docx(page: Page) -> bytes:
    """One page as well: no program here can lay it out, so its letters are as large as those of the PDF, whose lines
    stand farther apart."""
    from bot.pages.word import allowed, blank, saved

    _, size, page = _on_one_page(page)
    document = blank(size, *MARGINS)
    document.add_paragraph().add_run(allowed(page.title)).bold = True
    if page.lead:
        document.add_paragraph(allowed(page.lead))
    for part in page.parts:
        document.add_paragraph().add_run(allowed(part.heading)).bold = True
        for step in part.steps:
            document.add_paragraph(allowed(f"{'☒' if step.done else '☐'} {step.text}"))
            for name, text in step.lines:
                line = document.add_paragraph()
                line.add_run(f"{name}: ").italic = True
                line.add_run(allowed(text))
    for line in document.paragraphs:
        line.paragraph_format.space_after = 0
        line.paragraph_format.line_spacing = 1.0
    return saved(document)


def as_pdf(page: Page) -> bytes:
    """One page, whatever it holds: the letters are as large as that allows."""
    made, _, _ = _on_one_page(page)
    return made


def _on_one_page(page: Page) -> tuple[bytes, float, Page]:
    """The PDF, the size of its letters, and the page as it was set: where its lines are too many even in the smallest
    letters, they run on."""
    from bot.pages.typeset import Signs, compiled, pages_of

    signs = Signs("".join(page.texts()))
    for one in (page, page.set_with(lambda text: " ".join(text.split()))):
        shown = json.dumps(asdict(one.set_with(signs.readable)))
        size = LARGEST
        while size >= SMALLEST:
            made = compiled(_PAGE, page=shown, size=str(size))
            if pages_of(made) == 1:
                return made, size, one
            size -= STEP
    return made, SMALLEST, one


_MAKERS: dict[str, Callable[[Page], bytes]] = {"pdf": as_pdf, "docx": as_docx, "md": as_markdown}
FORMATS = tuple(_MAKERS)


def export(plan: Plan, form: str) -> bytes:
    """The plan in one of ``FORMATS``; KeyError for another one."""
    return _MAKERS[form](page_of(plan))


def _item(text: str) -> str:
    """A text inside a list, its further lines kept in it."""
    return paragraph(text).replace("\n", "\n    ")
