"""Commands that add to a register: `saisir`, `fiche`, `action`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reclam_xl.cli.arguments import add_register, day
from reclam_xl.cli.surface import change
from reclam_xl.layout import Column, Kind
from reclam_xl.layout.actions import ACTIONS
from reclam_xl.layout.form import FIELDS
from reclam_xl.layout.lists import Origin
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.values import CellValue

OPTIONS = {
    "client": "client",
    "sent": "envoi",
    "received": "recue",
    "subject": "objet",
    "product": "produit",
    "third_parties": "intervenants",
    "persons": "personnes",
    "issuer": "emetteur",
    "handler": "charge",
    "voucher": "justificatif",
    "notes": "suivi",
    "date": "date",
    "due": "echeance",
    "sources": "reclamations",
    "dysfunction": "dysfonctionnement",
    "action": "action",
    "owner": "responsable",
    "decided": "decidee",
}
"""The option of the command line that fills a column, by column key."""
ANSWERS = {key: f"--{option}" for key, option in OPTIONS.items()} | {
    "origin": "--origine",
    "information": "--texte",
    "note": "--texte",
    "reason": "--motif",
}
"""What a refusal calls an answer on the command line, where there are no headers to be seen."""


def _add_option(parser: ArgumentParser, column: Column) -> None:
    dated = column.kind is Kind.DATE
    parser.add_argument(
        f"--{OPTIONS[column.key]}",
        dest=column.key,
        type=day if dated else str,
        metavar="JJ/MM/AAAA" if dated else "TEXTE",
        help=column.help.replace("%", "%%"),
    )


def _entry(arguments: Namespace, keys: list[str]) -> dict[str, CellValue]:
    return {key: value for key in keys if (value := getattr(arguments, key)) is not None}


_COMPLAINT_KEYS = [field.key for field in FIELDS]
_SHEET_KEYS = ["date", "issuer", "subject", "voucher", "notes", "handler", "due"]
_ACTION_KEYS = ["decided", "sources", "dysfunction", "action", "owner", "due"]


def configure_complaint(parser: ArgumentParser) -> None:
    """Set up the arguments of `saisir`."""
    add_register(parser)
    for field in FIELDS:
        _add_option(parser, field.column)


def run_complaint(arguments: Namespace) -> int:
    """Run `saisir`."""
    from reclam_xl.operations import enter_complaint  # noqa: PLC0415

    return change(
        arguments, lambda register, context: enter_complaint(register, context, _entry(arguments, _COMPLAINT_KEYS))
    )


def configure_sheet(parser: ArgumentParser) -> None:
    """Set up the arguments of `fiche`."""
    add_register(parser)
    parser.add_argument(
        "--origine",
        dest="origin",
        required=True,
        choices=[Origin.SURVEY.value, Origin.IMPROVEMENT.value],
        help="QS : questionnaire de satisfaction ; PA : décision d’amélioration",
    )
    for key in _SHEET_KEYS:
        _add_option(parser, SUIVI.column(key))


def run_sheet(arguments: Namespace) -> int:
    """Run `fiche`."""
    from reclam_xl.operations import enter_entry  # noqa: PLC0415

    origin = Origin(arguments.origin)
    return change(
        arguments,
        lambda register, context: enter_entry(
            register, context, origin, {"date": context.today, **_entry(arguments, _SHEET_KEYS)}
        ),
    )


def configure_action(parser: ArgumentParser) -> None:
    """Set up the arguments of `action`."""
    add_register(parser)
    for key in _ACTION_KEYS:
        _add_option(parser, ACTIONS.column(key))


def run_action(arguments: Namespace) -> int:
    """Run `action`."""
    from reclam_xl.operations import add_corrective_action  # noqa: PLC0415

    return change(
        arguments,
        lambda register, context: add_corrective_action(
            register, context, {"decided": context.today, **_entry(arguments, _ACTION_KEYS)}
        ),
    )
