"""Commands that make a workbook: `nouveau`, `importer`, `demo`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from reclam_xl.cli.arguments import add_today, agency, new_register, new_workbook, one_of
from reclam_xl.cli.surface import today
from reclam_xl.french import typeset
from reclam_xl.layout.lists import ProfileName, Zone

if TYPE_CHECKING:
    from reclam_xl.workbook.build.canvas import Page


def _add_identity(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--agence", dest="agency", type=agency, default="", metavar="N", help="numéro de l’agence, par exemple 1001"
    )
    parser.add_argument(
        "--profil",
        dest="profile",
        type=one_of(ProfileName),
        default=ProfileName.PLAN,
        metavar="PROFIL",
        help=f"profil de délais : {', '.join(ProfileName)}",
    )
    parser.add_argument(
        "--zone", type=one_of(Zone), default=Zone.METROPOLE, metavar="ZONE", help=f"jours fériés : {', '.join(Zone)}"
    )
    parser.add_argument(
        "--vendredi-saint", dest="good_friday", action="store_true", help="chômé (communes d’Alsace-Moselle)"
    )


def configure_new(parser: ArgumentParser) -> None:
    """Set up the arguments of `nouveau`."""
    parser.add_argument("file", metavar="REGISTRE", type=new_register, help="le classeur à créer (.xlsx)")
    _add_identity(parser)
    parser.add_argument("--nom-agence", dest="agency_name", default="", metavar="NOM", help="nom de l’agence")
    parser.add_argument(
        "--boutons",
        dest="buttons",
        action="store_true",
        help="avec des boutons dans les feuilles : le classeur est alors un .xlsm",
    )


def run_new(arguments: Namespace) -> int:
    """Run `nouveau`."""
    from reclam_xl.workbook.build import build_register  # noqa: PLC0415
    from reclam_xl.workbook.new import creating  # noqa: PLC0415

    buttons = arguments.buttons or arguments.file.suffix.lower() == ".xlsm"
    path = arguments.file.with_suffix(".xlsm") if buttons else arguments.file
    with creating(path, path.suffix.lower()) as draft:
        build_register(
            draft,
            agency=arguments.agency,
            agency_name=arguments.agency_name,
            profile=arguments.profile,
            zone=arguments.zone,
            good_friday=arguments.good_friday,
            draw_buttons=_draw_buttons if buttons else None,
        )
    whose = f"de l’agence {arguments.agency}" if arguments.agency else "sans agence (à saisir dans Paramètres)"
    settings = f"profil « {arguments.profile} », jours fériés « {arguments.zone} »"
    print(typeset(f"{path} : registre {whose}, {settings}."))
    return 0


def _draw_buttons(pages: Mapping[str, Page]) -> None:
    from reclam_xl.addin.build.form_buttons import draw_buttons  # noqa: PLC0415

    draw_buttons(pages)


def configure_migrate(parser: ArgumentParser) -> None:
    """Set up the arguments of `importer`."""
    parser.add_argument("source", metavar="ANCIEN", type=Path, help="le classeur à reprendre ; il n’est pas modifié")
    parser.add_argument(
        "--vers", dest="target", required=True, type=new_workbook, metavar="NOUVEAU", help="le classeur à créer"
    )
    _add_identity(parser)
    add_today(parser)
    parser.add_argument(
        "--apercu", dest="preview", action="store_true", help="dit ce qui serait repris, sans rien écrire"
    )


def run_migrate(arguments: Namespace) -> int:
    """Run `importer`."""
    from reclam_xl.migration import migrate  # noqa: PLC0415

    migration = migrate(
        arguments.source,
        arguments.target,
        agency=arguments.agency,
        profile=arguments.profile,
        zone=arguments.zone,
        good_friday=arguments.good_friday,
        today=today(arguments),
        dry_run=arguments.preview,
    )
    for sentence in migration.sentences():
        print(sentence)
    return 0


def configure_demo(parser: ArgumentParser) -> None:
    """Set up the arguments of `demo`."""
    parser.add_argument("folder", metavar="DOSSIER", type=Path, nargs="?", default=Path("demo"), help="où la faire")
    add_today(parser)


def run_demo(arguments: Namespace) -> int:
    """Run `demo`."""
    from reclam_xl.demo import run  # noqa: PLC0415

    run(arguments.folder, today=today(arguments), say=print)
    return 0
