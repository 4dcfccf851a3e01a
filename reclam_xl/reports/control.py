"""The sheet « Contrôle » and the marks on cells, the same in an open workbook and in an annotated copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from reclam_xl.checks import Finding, Severity
from reclam_xl.checks.finding import short_header
from reclam_xl.french import NBSP, agree, day, enumerate_, number, plural, shorten, shown, typeset
from reclam_xl.layout import styles
from reclam_xl.layout.listing import Line, Link, Listing, Look
from reclam_xl.layout.styles import BRAND, MUTED, WHITE

__all__ = [
    "HEADERS",
    "MARKS",
    "NAME",
    "SHEET",
    "STANDING",
    "about",
    "control_sheet",
    "is_ours",
    "marked",
    "summary",
    "watching",
]

SHEET = "Contrôle"
NAME = "reclam_controle"
"""The defined name of the list's severities, sheets and cells, by which marks know whether they still hold."""
STANDING = f"ROWS({NAME})>0"
"""Holds on any cell as long as the list is there: deleting the sheet takes the colours away."""
TITLE = f"Contrôle du registre{NBSP}:"

HEADERS = ("N°", "Gravité", "Feuille", "Cellule", "Colonne", "Valeur", "Constat", "À faire", "Code")
_WIDTHS = (6, 14, 14, 14, 25, 20, 40, 41, 10)
_HEADER_ROW = 5
_MOST = 10_000
"""Findings listed; who has more begins with these."""
_VALUE = 120
"""Characters shown of a cell's value."""

MARKS = dict(zip((Severity.ERROR, Severity.WARNING, Severity.INFO), styles.MARKS, strict=True))
"""The colours of marked cells, gravest first."""
_BANDS = {Severity.ERROR: "FBDCDC", Severity.WARNING: "FFE9B8", Severity.INFO: "DCE6F1"}
_NOUNS = {
    Severity.ERROR: ("erreur", "erreurs", "une règle n’est pas respectée : à corriger"),
    Severity.WARNING: ("alerte", "alertes", "à vérifier, puis à corriger s’il y a lieu"),
    Severity.INFO: ("information", "informations", "à savoir ; rien n’est faux"),
}
_PLAIN = Look()
_SMALL = Look(ink=MUTED)
_HEADER = Look(ink=WHITE, fill=BRAND, bold=True)
_BODY = Look(wrapped=True, ruled=True)
_LINK = Look(ink=BRAND, underlined=True, wrapped=True, ruled=True)
_FAINT = Look(ink=MUTED, wrapped=True, ruled=True)
_COUNT = Look(ink=MUTED, wrapped=True, centred=True, ruled=True)


def control_sheet(
    findings: Sequence[Finding], *, at: dt.datetime, context: str = "", then: str = "", name: str = SHEET
) -> Listing:
    """Return the sheet of the findings, gravest first, then by sheet and row.

    `context` says whose register it is and by which profile, `then` what to do once cells are corrected.
    """
    groups = {severity: [each for each in findings if each.severity is severity] for severity in MARKS}
    lines = [
        _across(f"{TITLE} {_many(findings)}", Look(size=16, ink=BRAND, bold=True), 26),
        _across(" · ".join(filter(None, (_moment(at), context))), _SMALL, 18),
        _counts(groups),
        _across(_advice(findings, then), _SMALL, 18),
    ]
    if findings:
        lines.append(Line(values=HEADERS, looks=(_HEADER,) * len(HEADERS), height=20))
        lines += _grouped(groups)
    return Listing(
        name=name,
        widths=_WIDTHS,
        lines=tuple(lines),
        header_row=_HEADER_ROW if findings else 0,
        range_name=NAME,
        named=(2, 4),
    )


def about(agency: str, profile: str) -> str:
    """Return whose register was checked, and by which profile."""
    return typeset(f"{f'agence {agency}' if agency else 'agence inconnue'} · profil « {profile} »")


def summary(findings: Sequence[Finding]) -> str:
    """Return what a check of the register found, in one sentence."""
    counts = [(sum(each.severity is severity for each in findings), _NOUNS[severity]) for severity in MARKS]
    parts = [plural(many, one, several) for many, (one, several, _) in counts if many]
    return f"{TITLE} {_many(findings)}{f' ({enumerate_(parts)})' if parts else ''}."


def is_ours(title: object) -> bool:
    """Whether a sheet whose first cell holds that is one of these, of now or of an earlier version."""
    return isinstance(title, str) and title.replace(NBSP, " ").startswith(("Contrôle du registre", "Contrôle du "))


def watching(severity: Severity, sheet: str) -> str:
    """Return the formula of a mark over any cells of a sheet: it holds where the list names the cell."""
    name = sheet.replace('"', '""')
    for sign in "~*?":
        name = name.replace(sign, f"~{sign}")
    criteria = (severity.value, name)
    listed = ",".join(f'INDEX({NAME},0,{place}),"{value}"' for place, value in enumerate(criteria, 1))
    return f"COUNTIFS({listed},INDEX({NAME},0,3),ADDRESS(ROW(),COLUMN(),4))>0"


def marked(findings: Sequence[Finding]) -> dict[str, dict[str, Severity]]:
    """Return the cells to mark of each sheet, each with its gravest severity."""
    rank = list(MARKS).index
    found: dict[str, dict[str, Severity]] = {}
    for finding in findings:
        if finding.cell:
            cells = found.setdefault(finding.sheet, {})
            cells[finding.cell] = min(cells.get(finding.cell, finding.severity), finding.severity, key=rank)
    return found


def _many(findings: Sequence[Finding]) -> str:
    return plural(len(findings), "point à regarder", "points à regarder") if findings else "rien à signaler"


def _moment(at: dt.datetime) -> str:
    return f"Fait le {day(at)} à {at:%H:%M}"


def _advice(findings: Sequence[Finding], then: str) -> str:
    if not findings:
        return "Les contrôles n’ont rien trouvé, selon le profil indiqué ; ce n’est pas un certificat."
    fixable = sum(each.fixable for each in findings)
    mending = f"« reclam-xl corriger » peut en réparer {number(fixable)} sans risque." if fixable else ""
    first = "Cliquez sur une adresse de la colonne « Cellule » pour y aller (Ctrl + clic dans LibreOffice)."
    most = f"Les {number(_MOST)} premiers sont listés." if len(findings) > _MOST else ""
    return " ".join(filter(None, (first, then, mending, most)))


def _counts(groups: dict[Severity, list[Finding]]) -> Line:
    """Return the line that counts the findings of each severity, in the colours of the marks."""
    texts: list[str | None] = [None] * len(HEADERS)
    looks = [_PLAIN] * len(HEADERS)
    for place, (severity, found) in enumerate(groups.items(), 1):
        texts[place] = plural(len(found), *_NOUNS[severity][:2])
        looks[place] = _of(severity, centred=True) if found else Look(ink=MUTED, centred=True)
    return Line(values=tuple(texts), looks=tuple(looks), height=18)


def _of(severity: Severity, *, centred: bool = False) -> Look:
    paint = MARKS[severity]
    return Look(ink=paint.ink, fill=paint.fill, bold=paint.bold, centred=centred)


def _grouped(groups: dict[Severity, list[Finding]]) -> Iterator[Line]:
    """Yield each severity that has findings, then its findings, as many as are listed."""
    count = 0
    for severity, found in groups.items():
        listed = found[: _MOST - count]
        if listed:
            yield _band(severity, len(found))
        for finding in listed:
            count += 1
            yield _line(count, finding)


def _band(severity: Severity, many: int) -> Line:
    one, several, meaning = _NOUNS[severity]
    text = f"{agree(many, one, several).capitalize()} ({number(many)}) — {meaning}"
    return _across(text, Look(ink=MARKS[severity].ink, fill=_BANDS[severity], bold=True), 18)


def _across(text: str, look: Look, height: float) -> Line:
    return Line(values=(typeset(text), *[None] * (len(HEADERS) - 1)), looks=(look,) * len(HEADERS), height=height)


def _line(count: int, finding: Finding) -> Line:
    cell = finding.cell or (f"A{finding.row}" if finding.row else "A1")
    link = Link(text=cell, sheet=finding.sheet, cell=cell) if finding.sheet else None
    band = Look(ink=MARKS[finding.severity].ink, fill=_BANDS[finding.severity], wrapped=True, ruled=True)
    return Line(
        values=(
            count,
            finding.severity.value,
            finding.sheet or "Classeur",
            link,
            short_header(finding.column) or None,
            shorten(shown(finding.value), _VALUE) if finding.cell else None,
            typeset(finding.message),
            typeset(finding.repair),
            finding.code,
        ),
        looks=(_COUNT, band, _BODY, _LINK, _BODY, _BODY, _BODY, _BODY, _FAINT),
    )
