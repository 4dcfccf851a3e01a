"""Commands about the buttons on this computer: `complement`, `installer`, `diagnostic`."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reclam_xl.cli.arguments import folder
from reclam_xl.errors import EnvironmentFault

if TYPE_CHECKING:
    from reclam_xl.addin.install.target import Target


def configure_build(parser: ArgumentParser) -> None:
    """Set up the arguments of `complement`."""
    parser.add_argument("--sortie", dest="folder", type=Path, default=Path(), metavar="DOSSIER", help="où l’écrire")


def run_build(arguments: Namespace) -> int:
    """Run `complement`."""
    from reclam_xl.addin.build import ADDIN_NAME, build_addin  # noqa: PLC0415

    path = arguments.folder / ADDIN_NAME
    build_addin(path)
    print(f"{path} : complément écrit.")
    return 0


def add_places(parser: ArgumentParser) -> None:
    """Set up the arguments of `diagnostic`."""
    parser.add_argument("--calc", action="store_true", help="pour LibreOffice Calc plutôt que pour Excel")
    parser.add_argument(
        "--demarrage", dest="startup", type=Path, metavar="DOSSIER", help="le dossier qu’Excel ouvre à son démarrage"
    )
    parser.add_argument(
        "--compte",
        dest="account",
        type=folder,
        metavar="DOSSIER",
        help="le dossier du compte (avec --calc : le profil de LibreOffice)",
    )


def configure_install(parser: ArgumentParser) -> None:
    """Set up the arguments of `installer`."""
    add_places(parser)
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


def run_install(arguments: Namespace) -> int:
    """Run `installer`."""
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


def run_diagnose(arguments: Namespace) -> int:
    """Run `diagnostic`."""
    from reclam_xl.addin.install import diagnostic  # noqa: PLC0415

    try:
        target = None if arguments.calc else _target(arguments)
    except EnvironmentFault:
        target = None
    points = diagnostic.examine(target, profile=arguments.account if arguments.calc else None)
    print("\n".join(diagnostic.report(points)))
    return 0 if all(point.fine for point in points) else 1
