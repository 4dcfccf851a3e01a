"""The entry rules and highlights of tables as Excel formulas, so that every writer renders the very same ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from reclam_xl.frozen import frozen
from reclam_xl.layout.lists import LISTS, PEOPLE
from reclam_xl.layout.model import Column, Kind, Table, Tone
from reclam_xl.layout.parametres import PARAMETERS, Parameter
from reclam_xl.values import column_letters

__all__ = [
    "ErrorStyle",
    "HighlightRule",
    "Operator",
    "Validation",
    "ValidationKind",
    "highlights",
    "list_name",
    "parameter_validation",
    "validation",
    "validations",
]

_TITLE, _PROMPT, _ERROR, _INLINE_LIST = 32, 255, 225, 255
"""Excel's limits, in characters."""
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_ASIDE = re.compile(r"\s[(:]")


class ValidationKind(StrEnum):
    """What a validation checks; the values are those of the file format's `type`."""

    ANY = "none"
    LIST = "list"
    DATE = "date"
    WHOLE = "whole"
    DECIMAL = "decimal"
    CUSTOM = "custom"


class Operator(StrEnum):
    """How an entry is compared; the values are those of the file format."""

    BETWEEN = "between"
    AT_LEAST = "greaterThanOrEqual"


class ErrorStyle(StrEnum):
    """What Excel does with an entry that breaks the rule: refuse it, or ask first."""

    STOP = "stop"
    WARNING = "warning"
    INFORMATION = "information"


@frozen
class Validation:
    """One data validation: `key` is its column's; formulas are in English, without equals sign.

    An `ANY` validation only shows its prompt. A list is either `formula1`, a reference, or `values`, given inline.
    `operator` and `formula2` matter to dates and numbers only. Texts keep within Excel's limits.
    """

    key: str
    kind: ValidationKind
    formula1: str = ""
    formula2: str = ""
    values: tuple[str, ...] = ()
    operator: Operator = Operator.BETWEEN
    allow_blank: bool = True
    error_style: ErrorStyle = ErrorStyle.STOP
    prompt_title: str = ""
    prompt: str = ""
    error_title: str = ""
    error: str = ""


@frozen
class HighlightRule:
    """One conditional format over whole rows: `formula` is for the first of them, without equals sign.

    Rules come in the order of their priority; each stops those after it.
    """

    tone: Tone
    formula: str


@frozen
class _Check:
    """The part of a validation that depends on the kind of a column alone."""

    kind: ValidationKind
    formula1: str
    title: str
    error: str
    formula2: str = ""
    operator: Operator = Operator.AT_LEAST
    style: ErrorStyle = ErrorStyle.STOP


_CHECKS: dict[Kind, _Check] = {
    Kind.DATE: _Check(
        kind=ValidationKind.DATE,
        formula1="DATE(2000,1,1)",
        title="Date attendue",
        error="Saisissez une date au format JJ/MM/AAAA, à partir du 01/01/2000.",
    ),
    Kind.YEAR: _Check(
        kind=ValidationKind.WHOLE,
        operator=Operator.BETWEEN,
        formula1="2000",
        formula2="2099",
        title="Année attendue",
        error="Saisissez une année sur quatre chiffres, de 2000 à 2099.",
    ),
    Kind.INTEGER: _Check(
        kind=ValidationKind.WHOLE,
        formula1="0",
        title="Nombre entier attendu",
        error="Saisissez un nombre entier, sans décimales ni unité.",
    ),
    Kind.EUROS: _Check(
        kind=ValidationKind.DECIMAL,
        formula1="0",
        title="Montant attendu",
        error="Saisissez un montant en euros, positif ou nul, sans texte.",
    ),
    Kind.NUMBER: _Check(
        kind=ValidationKind.CUSTOM,
        formula1='AND(ISTEXT({cell}),LEN({cell})-LEN(SUBSTITUTE({cell},".",""))=2)',
        style=ErrorStyle.WARNING,
        title="Numéro d’ordre inhabituel",
        error=(
            "Un numéro d’ordre s’écrit aa.agence.ordre (ex. : 12.1001.001). "
            "« Attribuer les numéros d’ordre » le donne sans risque d’erreur."
        ),
    ),
    Kind.LIVE: _Check(
        kind=ValidationKind.CUSTOM,
        formula1="FALSE",
        title="Colonne calculée",
        error="Cette colonne se calcule toute seule : ne rien y saisir.",
    ),
}
"""What is checked, by kind of column; `DATE()` rather than a serial holds in 1900 and 1904 workbooks alike."""


def list_name(choices: str) -> str:
    """Return the named range that holds a list of `layout`, by its key."""
    return f"liste_{choices}"


def validation(column: Column, *, place: int, row: int, names: Collection[str] | None = None) -> Validation | None:
    """Return the validation of a column standing at `place` (from 1) whose first cell is in `row`.

    `names` are the defined names of the workbook; `None` means that all of ours are there. A list whose name is
    missing is given inline. Returns `None` where there is nothing to check and no help to show.
    """
    title = _short(column.header) if column.help else ""
    prompt = _cut(column.help, _PROMPT)
    if column.choices:
        rule = _choice(column.key, column.choices, strict=column.strict, names=names, title=title, prompt=prompt)
    else:
        rule = _checked(column.key, column.kind, f"${column_letters(place)}{row}", title=title, prompt=prompt)
    return rule if rule.prompt or rule.kind is not ValidationKind.ANY else None


def validations(
    table: Table,
    *,
    columns: Mapping[str, int] | None = None,
    first_row: int | None = None,
    names: Collection[str] | None = None,
) -> tuple[Validation, ...]:
    """Return the validations of a table, in the order of its columns; none for a table that operations alone write.

    `columns` maps a key to its place in the sheet (columns that it lacks have none), by default the layout's;
    `first_row` is the first row of data, by default the one under the header.
    """
    if table.generated:
        return ()
    row = table.header_row + 1 if first_row is None else first_row
    places = {column.key: table.place(column.key) for column in table.columns} if columns is None else columns
    found = (
        validation(column, place=places[column.key], row=row, names=names)
        for column in table.columns
        if column.key in places
    )
    return tuple(rule for rule in found if rule is not None)


def parameter_validation(parameter: Parameter, *, names: Collection[str] | None = None) -> Validation | None:
    """Return the validation of a parameter's value in Paramètres; `key` is the parameter's."""
    column = Column(
        key=parameter.key,
        header=parameter.label,
        kind=parameter.kind,
        width=0,
        help=parameter.help,
        choices=parameter.choices,
    )
    return validation(column, place=1, row=1, names=names)


def highlights(
    table: Table,
    *,
    columns: Mapping[str, int] | None = None,
    first_row: int | None = None,
    names: Collection[str] | None = None,
) -> tuple[HighlightRule, ...]:
    """Return the highlights of a table, by priority; the arguments are those of `validations`.

    A highlight that needs a column which `columns` lacks is left out; a parameter's name that the workbook lacks is
    replaced by its default.
    """
    row = table.header_row + 1 if first_row is None else first_row
    places = {column.key: table.place(column.key) for column in table.columns} if columns is None else columns
    return tuple(
        HighlightRule(tone=highlight.tone, formula=_resolved(highlight.formula, places, row, names))
        for highlight in table.highlights
        if places.keys() >= set(_PLACEHOLDER.findall(highlight.formula))
    )


def _resolved(formula: str, places: Mapping[str, int], row: int, names: Collection[str] | None) -> str:
    """Return a highlight's formula with the references of a given row."""
    formula = _PLACEHOLDER.sub(lambda match: f"${column_letters(places[match[1]])}{row}", formula)
    if names is not None:
        for parameter in PARAMETERS:
            if parameter.name and parameter.name not in names:
                formula = re.sub(rf"\b{parameter.name}\b", str(parameter.default), formula)
    return formula


def _choice(
    key: str, choices: str, *, strict: bool, names: Collection[str] | None, title: str, prompt: str
) -> Validation:
    """Return the validation of a cell that chooses from a list; people may be named who are not listed.

    Excel lets anything through when blanks are allowed and the list's range holds blanks, as that of people does.
    """
    values = tuple(str(value) for value in LISTS[choices]) if choices in LISTS else ()
    named = names is None or list_name(choices) in names
    if not named and (not values or len(",".join(values)) > _INLINE_LIST):
        return Validation(key=key, kind=ValidationKind.ANY, prompt_title=title, prompt=prompt)
    offer = f"Choisissez dans la liste : {', '.join(values)}." if values else "Choisissez un nom dans la liste."
    return Validation(
        key=key,
        kind=ValidationKind.LIST,
        formula1=list_name(choices) if named else "",
        values=() if named else values,
        allow_blank=choices != PEOPLE,
        error_style=ErrorStyle.STOP if strict else ErrorStyle.WARNING,
        prompt_title=title,
        prompt=prompt,
        error_title="Valeur hors liste" if values else "Nom hors liste",
        error=_cut(offer if strict else f"{offer} Ce nom n’y figure pas : l’ajouter dans Paramètres.", _ERROR),
    )


def _checked(key: str, kind: Kind, cell: str, *, title: str, prompt: str) -> Validation:
    """Return the validation that a kind of column calls for; texts only get their prompt."""
    check = _CHECKS.get(kind)
    if check is None:
        return Validation(key=key, kind=ValidationKind.ANY, prompt_title=title, prompt=prompt)
    return Validation(
        key=key,
        kind=check.kind,
        formula1=check.formula1.replace("{cell}", cell),
        formula2=check.formula2,
        operator=check.operator,
        error_style=check.style,
        prompt_title=title,
        prompt=prompt,
        error_title=check.title,
        error=check.error,
    )


def _short(header: str) -> str:
    """Return a header without what it adds in brackets or after a colon, short enough for the title of a prompt."""
    return _cut(_ASIDE.split(header)[0], _TITLE)


def _cut(text: str, limit: int) -> str:
    """Return a text cut at a word when it is longer than a limit."""
    if len(text) <= limit:
        return text
    import textwrap  # noqa: PLC0415 - hardly any text is that long

    return textwrap.shorten(text, limit, placeholder="…")
