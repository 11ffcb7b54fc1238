"""Names of people, employers and places that nobody told us; common words beside them."""

from __future__ import annotations

import pytest

from bot.masking import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("My interviewer Thandiwe Mabuza was generous.", "My interviewer [interviewer] was generous."),
        ("Then the dean, coach terrence, asks how.", "Then the dean, coach [manager], asks how."),
        ("The boss Mr. Keith is good man.", "The boss Mr. [manager] is good man."),
        ("recruiter Kaylee-Ann told me no", "recruiter [recruiter] told me no"),
        ("I met Faisal Al-Rawi, then Nguyễn Thị Hoa.", "I met [name], then [name 2]."),
        ("a girl named Wren asked me", "a girl named [colleague] asked me"),
        ("Will said no, and I will too.", "[name] said no, and I will too."),
        ("We asked Mark to mark it.", "We asked [name] to mark it."),
        ("Dawn who ran it was up before dawn.", "[name] who ran it was up before dawn."),
        ("arjun was eating and nobody minded", "[name] was eating and nobody minded"),
        ("Priya's manager rang. priya didn't.", "[name]'s manager rang. [name] didn't."),
        ("D.H. did the talking. DH nodded.", "[name] did the talking. [name] nodded."),
        ("Дорит talks to me after.", "[name] talks to me after."),
        ("I moved to Leeds and worked at Siemens.", "I moved to [place] and worked at [company]."),
        ("We live near Palo Alto and Garden Grove.", "We live near [place] and [place 2]."),
        ("My master is from Universidad de Cuenca.", "My master is from [school]."),
        ("I was at Larkspur Hospital before.", "I was at [company] before."),
    ],
)
def test_names_go(text: str, masked: str) -> None:
    assert mask(text).masked == masked


@pytest.mark.parametrize(
    "text",
    [
        "Rounds: Go concurrency, Kubernetes operators, Terraform state, Jenkins, Helm, Grafana, all fine.",
        "Hope springs eternal until September, and grace under pressure is rare.",
        "I may have rich insight. Will it help? Mark my words, it will.",
        "They asked about HEDIS, EPIC, PILS and ABCDE, and I knew NRM2, CDM and JCT.",
        "I found it on LinkedIn and Indeed, then did a HackerRank test over Zoom.",
        "My French is B2, my Spanish is worse, and the Polish barista laughed.",
        "staged friday, mise for forty, beurre blanc, flat whites, no pay, ngl i cried",
        "The pass went down for twenty minutes since I sent lamb without its jus.",
        "hung six doors, one sticks, gaffer says neat but slow, cash in hand",
        "She rose early, a jack of all trades, frank as ever, and the penny dropped.",
        "I studied for the CFA, the PMP and AWS, in Excel and Power BI, in May and June.",
    ],
)
def test_common_words_and_tools_stay(text: str) -> None:
    assert mask(text).masked == text
