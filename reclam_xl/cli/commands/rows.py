"""Commands that act on given rows: `numeroter`, `dater`, `noter`, `annuler-fiche`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from reclam_xl.cli.arguments import add_numbers, add_register, day, euros
from reclam_xl.cli.surface import change, today
from reclam_xl.layout.lists import Decision, YesNo

STEPS = ("accuse", "information", "reponse", "cloture")
ANSWER_OPTIONS = {
    "text": ("--texte", "ce qui a été dit ou répondu au client"),
    "decision": ("--decision", f"décision : {', '.join(Decision)}"),
    "remedies": ("--recours", f"voies de recours indiquées : {', '.join(YesNo)}"),
    "answered_by": ("--signataire", "qui a signé la réponse"),
    "dysfunctions": ("--dysfonctionnements", "dysfonctionnements identifiés, ou « Aucun »"),
}


def run_number(arguments: Namespace) -> int:
    """Run `numeroter`."""
    from reclam_xl.operations import assign_numbers  # noqa: PLC0415

    return change(arguments, assign_numbers)


def configure_stamp(parser: ArgumentParser) -> None:
    """Set up the arguments of `dater`."""
    add_register(parser)
    add_numbers(parser)
    parser.add_argument("--etape", dest="step", required=True, choices=STEPS, help="ce qui vient d’être fait")
    parser.add_argument("--date", dest="day", type=day, metavar="JJ/MM/AAAA", help="le jour (par défaut : ce jour)")
    for name, (option, help_) in ANSWER_OPTIONS.items():
        parser.add_argument(option, dest=name, metavar="TEXTE", help=help_)
    parser.add_argument("--geste", dest="gesture", type=euros, metavar="EUROS", help="geste commercial, en euros")
    parser.add_argument("--remplacer", dest="replace", action="store_true", help="remplace une date déjà inscrite")


def run_stamp(arguments: Namespace) -> int:
    """Run `dater`."""
    from reclam_xl.operations import stamp  # noqa: PLC0415

    names = [*ANSWER_OPTIONS, "gesture"]
    details = {name: value for name in names if (value := getattr(arguments, name)) is not None}
    return change(
        arguments,
        lambda register, context: stamp(
            register,
            context,
            arguments.step,
            arguments.numbers,
            day=arguments.day or today(arguments),
            replace=arguments.replace,
            **details,
        ),
    )


def configure_note(parser: ArgumentParser) -> None:
    """Set up the arguments of `noter`."""
    add_register(parser)
    add_numbers(parser)
    parser.add_argument("--texte", dest="text", required=True, help="le commentaire, sans la date")
    parser.add_argument("--date", dest="day", type=day, metavar="JJ/MM/AAAA", help="le jour (par défaut : ce jour)")


def run_note(arguments: Namespace) -> int:
    """Run `noter`."""
    from reclam_xl.operations import add_note  # noqa: PLC0415

    return change(
        arguments,
        lambda register, context: add_note(
            register, context, arguments.numbers, arguments.text, day=arguments.day or today(arguments)
        ),
    )


def configure_void(parser: ArgumentParser) -> None:
    """Set up the arguments of `annuler-fiche`."""
    add_register(parser)
    parser.add_argument("--numero", dest="number", required=True, metavar="N", help="numéro d’ordre de la fiche")
    parser.add_argument("--motif", dest="reason", required=True, metavar="TEXTE", help="pourquoi la fiche est annulée")


def run_void(arguments: Namespace) -> int:
    """Run `annuler-fiche`."""
    from reclam_xl.operations import void_row  # noqa: PLC0415

    return change(arguments, lambda register, context: void_row(register, context, arguments.number, arguments.reason))
