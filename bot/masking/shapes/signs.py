"""Words for the signs in emails, links and handles, in many languages, and plain words that stand beside them."""

from __future__ import annotations

DOTS = (
    "dot|d0t|punkt|punto|ponto|point|punt|tocka|kropka|punktum|piste|prik|tecka|bodka|pont|nokta|"
    "titik|tuldok|tacka|punct|taskas|punkts|pika|nukta|tochka|krapka|noqta|nuqta|bindu|cham|teleia|"
    "точка|крапка|тачка|τελεια"
)
ATS = (
    "arroba|malpa|malpka|snabel-a|snabel a|snabela|snabel|chiocciola|arobase|arrobase|apenstaartje|"
    "klammeraffe|zavinac|kukac|krollalfa|alfakroll|arond|sobaka|sobachka|afna|papaki|kuyruklu a|"
    "miukumauku|at-merkki|a com arroba|a cong|dogg|собака|собачка|равлик|маймунка|παπακι|arobas"
)
"""Words that are hardly anything but the sign; ``at`` is not among them."""
LINES = (
    "underscore|under score|underline|guion bajo|barra baja|traco baixo|sublinhado|tiret bas|tiret du bas|"
    "souligne|unterstrich|onderstrepingsteken|laag streepje|trattino basso|podkreslnik|podkresleniem|"
    "understreck|understrek|understreg|understregning|alaviiva|alt cizgi|alt tire|garis bawah|podtrzitko|"
    "podciarkovnik|podvlaka|alulvonas|liniuta jos|gach duoi|подчеркивание|нижнее подчеркивание|підкреслення"
)
DASHES = (
    "dash|hyphen|minus|guion|guion medio|traco|hifen|tiret|trattino|bindestrich|streepje|koppelteken|"
    "liggend streepje|myslnik|lacznik|bindestreck|bindestrek|bindestreg|viiva|yhdysmerkki|tire|strip|"
    "pomlcka|crtica|kotojel|gach ngang|tabanzo"
)
DOT_WORDS = frozenset(word for name in f"{DOTS}|{ATS}".split("|") for word in name.split()) - {"a", "com"}
"""The single words for a dot or an at sign."""
LINE_WORDS = frozenset(name.split()[0] for name in f"{LINES}|{DASHES}".split("|")) - {
    "under",
    "alt",
    "tire",
    "strip",
    "gach",
}
"""The first words for an underscore or a dash, but for those that are much else."""
PLAIN_WORDS = frozenset(
    "the a an this that these those each one single every no another some any all his her my your our their its it "
    "and or but with without of to in on at by for from as is was are were be not than polka micro red blue green "
    "black white pink yellow laser quantum matrix data grey gray orange little tiny big per connect only new main "
    "first last same "
    "un une el la le les der die das ein eine il lo een het et den det um uma ce cet "
    "i we you they he she me us him them "
    "net".split()
)
"""Words that begin no address and no handle: beside them a dot or a dash is the thing itself."""
FILES = frozenset(
    "js py md pdf txt doc docx xls xlsx csv json yaml yml ts tsx jsx html css net sql sh zip rs go".split()
)
"""Endings of files and tools, which look like those of domains."""
