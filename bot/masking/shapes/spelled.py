"""Pay in words of other languages: ``dois mil e trezentos euros``, ``me pagan un millon cien mil``, ``dua ribu
sejam``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from bot.masking import lexicon
from bot.masking.shapes.currencies import CODE, ONES, PER, TENS, UNIT, UNIT_ABROAD
from bot.masking.shapes.numerals import Row, rows
from bot.masking.tokens import Words

_GAPS = frozenset((" ", "-"))
_BEHIND = re.compile(
    rf"(?:\s(?:de\s|di\s|d'|in\s)?(?:{UNIT}|{CODE}|{UNIT_ABROAD})(?!\w))?(?:\s(?:la|por|a|de l'|par|die|pro|all'|l'|"
    rf"per)\s?"
    r"(?:hora|heure|stunde|ora|uur)(?!\w))?",
    re.I,
)
_RATE = re.compile(rf"(?:{PER}){{1,2}}", re.I)
_AHEAD = re.compile(rf"(?<!\w)(?:{UNIT}|{CODE}|rp|rm|rs|tk|[a-z]?sh|php)\.?\s$", re.I)
_FIGURE_AHEAD = re.compile(r"(?<![\w.,])\d{1,4}(?:[.,]\d{1,3})?\s$")
_ENGLISH = frozenset(f"{ONES}|{TENS}".split("|"))
_PAY = frozenset(
    (
        # English
        "pay pays paid paying salary wage wages rate offer offers offered offering ask asked asking asks earn earns "
        "earned "
        "earning quoted base basic money fee stipend make makes made making gets "
        # Spanish, Portuguese
        "pagan pagaban pago paga pagaron pagar pagado pagamos cobro cobraba cobran cobrar gano ganaba ganan ganar "
        "ofrecen "
        "ofrecieron ofrecio ofrecian piden pedi pido pedia sueldo salario nomina quincena jornal mensual bruto bruta "
        "neto netos "
        "brutos dan daban dieron "
        "pagam pagavam pagou ganho ganhava ganhar oferecem ofereceram ofereceu pedem pediram pediu peco ordenado "
        "vencimento "
        "liquido liquidos recebo recebia "
        # French, Italian
        "paient payaient paye payee payer payait gagne gagnais gagner proposent proposaient propose offrent demande "
        "demandais "
        "touche touchais salaire paie brut net nets smic prime "
        "pagano pagavano pagato pagata guadagno guadagnavo guadagnare offrono offrivano offerto chiesto chiedo "
        "chiedevo "
        "stipendio lordo lordi netto netti mensili prendo prendevo danno davano "
        # German, Dutch
        "zahlen zahlten zahlt zahlte bezahlt bezahlen gezahlt verdiene verdienen verdient verdiente bieten boten bot "
        "geboten "
        "bekomme bekam kriege wollte verlangt gefordert gehalt lohn brutto stundenlohn monatslohn "
        "betalen betaalden betaalt betaald verdien verdiende bieden boden geboden vroeg gevraagd salaris loon bruto "
        # Polish, Czech, Croatian
        "placa placili placil zarabiam zarabialem zarabialam zarabiac daja dawali oferuja oferowali oferta chcialem "
        "chcialam "
        "wynagrodzenie pensja pensji stawka wyplata reke "
        "plati platili plat mzda vydelavam nabizeji nabidli chtel chtela dostanu placaju placali nude nudili plaća "
        "zarada "
        "zaradjujem zaradim trazio trazila "
        # Swedish, Danish, Norwegian, Finnish
        "betalar betalade tjanar tjanade erbjod erbjuder begarde bad lon lonen manadslon timlon "
        "betaler betalte tjener tjente tilbyder tilbyr tilbod tilbudt lon lonnen lonn timelon timelonn bad ba "
        "maksaa maksavat maksettiin palkka palkkaa tarjosivat tarjottiin pyysin "
        # Turkish, Indonesian, Malay
        "veriyor veriyorlar verdiler veririz oduyor oduyorlar kazaniyorum kazaniyordum istedim teklif maas maasi "
        "maasim ucret net "
        "bayar dibayar bayaran membayar gaji gajinya gajiku gajian upah tawar ditawari ditawarkan menawarkan tawarkan "
        "minta "
        "dapat honor "
        # Hindi, Bengali, Urdu
        "dete deta dene denge diya diye dega mila milta milte milega manga mange maanga maange mangi tankhwah tankha "
        "tankhah "
        "pagar vetan kamata kamati kamate salari "
        "dey dibe diyeche dicche diyechilo beton betan mayna maine paitam pai chaisi cheyechi cheyechilam "
        # Swahili, Tagalog
        "wanalipa walilipa analipa nalipwa tulilipwa kulipwa alinilipa wananilipa mshahara nilitaka niliomba walinipa "
        "wananipa "
        "ujira posho bayad binabayad binayaran bayaran sahod sweldo sahud alok hiningi humingi inaalok "
        # Romanian, Hungarian, Vietnamese, Russian
        "platesc plateau platit castig castigam ofera oferit cerut salariu salariul fizet fizetnek fizettek kerestem "
        "keresek "
        "ajanlottak kertem fizetes ber luong tra "
        "platyat platili poluchayu poluchal zarplata oklad predlozhili prosil prosila платят платили получаю зарплата "
        "оклад "
        "предложили просил просила"
    ).split()
)
_TELLING = frozenset("hazar hazaar hajar lakh lokkho laki elfu ribu juta libo libong tausend duizend".split())
"""Thousands of which a text of two words or more speaks of nothing but money, where no noun follows."""
_NEAR, _BESIDE = 6, 3


def find(text: str, tokens: Words, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Stretches of the plain text that are pay, with currency and rate."""
    for row in rows(tokens, numbers, _GAPS):
        start, end = tokens[row.first].start, tokens[row.last].end
        united = _BEHIND.match(text, end)
        stop = united.end() if united else end
        rate = _RATE.match(text, stop)
        stop = rate.end() if rate else stop
        figure = _FIGURE_AHEAD.search(text, max(0, start - 14), start)
        if figure:
            start = figure.start()
        elif row.first and tokens[row.first].gap == " " and tokens[row.first - 1].low in _ENGLISH:
            start = tokens[row.first - 1].start
        ahead = _AHEAD.search(text, max(0, start - 14), start)
        if (stop > end and (row.large or (united and united.end() > end) or row.digits)) or ahead:
            yield ahead.start() if ahead else start, stop
        elif _is_pay(tokens, row):
            yield start, stop


def _is_pay(tokens: Words, row: Row) -> bool:
    """A round number near a word of pay, in front or close behind; no number of things."""
    first, last = row.first, row.last
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    counts = after is not None and after.gap == " " and after.low not in _PAY and not _closes(after.low)
    if not row.large:
        return False
    before = tokens[max(0, first - _NEAR) : first]
    if any(t.low in _PAY for t in before):
        return not (counts and after is not None and after.low in _COUNTED)
    behind = tokens[last + 1 : last + 1 + _BESIDE]
    if any(t.low in _PAY for t in behind):
        return True
    own = {t.low for t in tokens[first : last + 1]}
    return len(own) > 1 and bool(own & _TELLING) and not counts


def _closes(word: str) -> bool:
    return lexicon.rank(word) == 1 and len(word) < 5


_COUNTED = frozenset(
    "personas pessoas personnes leute menschen persone mensen osob lidi ljudi personer ihmista kisi orang log lok watu "
    "tao "
    "personen people anos ans jahre anni jaar lat let ar years euh veces fois mal volte keer razy gange candidatos "
    "candidats "
    "bewerber kandidaten candidature solicitudes clientes clients kunden palabras mots worter parole woorden slow "
    "ord".split()
)
