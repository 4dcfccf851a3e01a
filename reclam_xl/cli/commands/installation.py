"""Commands about the buttons on this computer: `complement`, `installer`, `diagnostic`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reclam_xl.cli.commands.command import Command
from reclam_xl.errors import EnvironmentFault

if TYPE_CHECKING:
    from reclam_xl.addin.install.target import Target


def _configure_build(parser: ArgumentParser) -> None:
    parser.add_argument("--sortie", dest="folder", type=Path, default=Path(), metavar="DOSSIER", help="où l’écrire")


def _build(arguments: Namespace) -> int:
    from reclam_xl.addin.build import ADDIN_NAME, build_addin  # noqa: PLC0415

    path = arguments.folder / ADDIN_NAME
    build_addin(path)
    print(f"{path} : module complémentaire écrit.")
    return 0


def _add_places(parser: ArgumentParser) -> None:
    parser.add_argument("--calc", action="store_true", help="pour LibreOffice Calc plutôt que pour Excel")
    parser.add_argument(
        "--demarrage", dest="startup", type=Path, metavar="DOSSIER", help="le dossier qu’Excel ouvre à son démarrage"
    )
    parser.add_argument(
        "--compte",
        dest="account",
        type=Path,
        metavar="DOSSIER",
        help="le dossier du compte (avec --calc : le profil de LibreOffice)",
    )


def _configure_install(parser: ArgumentParser) -> None:
    _add_places(parser)
    parser.add_argument("--desinstaller", dest="remove", action="store_true", help="retire ce qui a été installé")
    parser.add_argument(
        "--complement", dest="addin", type=Path, metavar="FICHIER", help="un reclam_xl.xlam déjà construit"
    )


def _target(arguments: Namespace) -> Target:
    from reclam_xl.addin.install.target import target  # noqa: PLC0415

    return target(
        system=sys.platform,
        home=Path.home(),
        environ=os.environ,
        startup=arguments.startup,
        account=arguments.account,
    )


def _install(arguments: Namespace) -> int:
    from reclam_xl.addin.install import calc, excel  # noqa: PLC0415
    from reclam_xl.addin.install.target import program  # noqa: PLC0415

    if arguments.calc:
        said = (calc.uninstall if arguments.remove else calc.install)(arguments.account)
    elif arguments.remove:
        said = excel.uninstall(_target(arguments))
    else:
        said = excel.install(_target(arguments), program(), addin=arguments.addin)
    print("\n".join(said))
    return 0


def _diagnose(arguments: Namespace) -> int:
    from reclam_xl.addin.install import diagnostic  # noqa: PLC0415

    try:
        target = None if arguments.calc else _target(arguments)
    except EnvironmentFault:
        target = None
    points = diagnostic.examine(target, profile=arguments.account if arguments.calc else None)
    print("\n".join(diagnostic.report(points)))
    return 0 if all(point.fine for point in points) else 1


COMMANDS = (
    Command(
        name="complement",
        help="écrit le module complémentaire d’Excel (reclam_xl.xlam)",
        configure=_configure_build,
        run=_build,
    ),
    Command(
        name="installer",
        help="installe les boutons pour ce compte, dans Excel ou dans LibreOffice",
        detail="Recommencer ne fait pas de mal ; --desinstaller retire tout ce qui a été mis.",
        configure=_configure_install,
        run=_install,
    ),
    Command(
        name="diagnostic",
        help="dit ce qui marche sur ce poste, ce qui manque, et quoi faire",
        detail="Code de sortie : 0 tout est en place, 1 il manque quelque chose.",
        configure=_add_places,
        run=_diagnose,
    ),
)
