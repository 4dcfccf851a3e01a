"""Commands that check registers: `valider`, `regle`."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from reclam_xl.cli.arguments import add_today, codes
from reclam_xl.cli.surface import today

FORMATS = ("texte", "json")


def configure_validate(parser: ArgumentParser) -> None:
    """Set up the arguments of `valider`."""
    parser.add_argument(
        "paths", metavar="CHEMIN", type=Path, nargs="+", help="des classeurs, ou des dossiers qui en contiennent"
    )
    parser.add_argument("--format", choices=FORMATS, default=FORMATS[0], help="forme du résultat")
    parser.add_argument(
        "--selection", dest="select", type=codes, default=(), metavar="CODES", help="ces codes seulement (DATE,NUM-03)"
    )
    parser.add_argument("--ignorer", dest="ignore", type=codes, default=(), metavar="CODES", help="sauf ces codes")
    parser.add_argument(
        "--annoter",
        dest="annotate",
        type=Path,
        metavar="DOSSIER",
        help="écrit dans ce dossier une copie annotée de chaque classeur qui a des écarts",
    )
    parser.add_argument(
        "--tous", dest="everything", action="store_true", help="liste tous les écarts, pas les dix premiers"
    )
    add_today(parser)


def run_validate(arguments: Namespace) -> int:
    """Run `valider`."""
    from reclam_xl.cli import verdicts  # noqa: PLC0415

    found = [
        verdicts.validate(path, today=today(arguments), select=arguments.select, ignore=arguments.ignore)
        for path in verdicts.workbooks(arguments.paths)
    ]
    if not found:
        print("Aucun classeur à contrôler : vérifiez le dossier.", file=sys.stderr)
        return 2
    if arguments.format == "json":
        print(verdicts.as_json(found))
    else:
        print(verdicts.as_text(found, first=None if arguments.everything else 10))
    if arguments.annotate:
        at = dt.datetime.combine(today(arguments), dt.datetime.now().time())
        for copy in verdicts.annotate(found, arguments.annotate, at=at):
            print(f"Copie annotée : {copy}", file=sys.stderr)
    return verdicts.exit_code(found)


def configure_rule(parser: ArgumentParser) -> None:
    """Set up the arguments of `regle`."""
    parser.add_argument("code", metavar="CODE", nargs="?", help="le code d’un écart ; sans code, les liste tous")


def run_rule(arguments: Namespace) -> int:
    """Run `regle`."""
    from reclam_xl.checks import RULES, explain  # noqa: PLC0415

    if arguments.code is None:
        for code, rule in RULES.items():
            print(f"{code}  {rule.severity:<11}  {rule.title}")
        return 0
    code = arguments.code.upper()
    if code not in RULES:
        print(f"« {arguments.code} » n’est pas un code d’écart. « reclam-xl regle » les liste tous.", file=sys.stderr)
        return 2
    print(explain(code))
    return 0
