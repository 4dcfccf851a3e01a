"""Settings: values that can be understood, an agency, a mediator who is up to date, the holidays that are needed."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.checks.checkup import Checkup
from reclam_xl.checks.finding import Severity
from reclam_xl.checks.rule import rule
from reclam_xl.checks.sighting import Sighting, setting, workbook
from reclam_xl.french import day, enumerate_, quoted, shorten, shown
from reclam_xl.layout import Kind
from reclam_xl.layout.lists import LISTS, ProfileName, Unit
from reclam_xl.layout.parametres import PARAMETERS, Parameter
from reclam_xl.register import FaultKind
from reclam_xl.register.choices import read_choice
from reclam_xl.register.settings import understood
from reclam_xl.rules.counting import add_months
from reclam_xl.values import CellValue, split_address


@rule(
    "PAR-01",
    Severity.ERROR,
    "Numéro d’agence absent",
    why="Le numéro de l’agence est le milieu de tous les numéros d’ordre : sans lui, aucun ne peut être attribué.",
    source="S9 : aa.agence.ordre.",
    repair="Saisissez le numéro de l’agence dans Paramètres.",
)
def no_agency(see: Checkup) -> Iterator[Sighting]:
    """Yield the absence of an agency code in the settings."""
    if "settings" in see.tables and _is_empty(see.settings.values.get("agency")):
        yield _of(see, "agency", "Le numéro de l’agence manque.")


@rule(
    "PAR-02",
    Severity.ERROR,
    "Réglage incompris",
    why="La valeur n’est pas de celles que ce réglage accepte : elle est laissée de côté, et celle du profil ou du "
    "classeur vierge compte à sa place.",
    source="Options : les valeurs de chaque réglage.",
    repair="Saisissez une valeur que le réglage accepte.",
)
def invalid(see: Checkup) -> Iterator[Sighting]:
    """Yield settings whose value is not one that they accept."""
    for parameter in PARAMETERS:
        value = see.settings.values.get(parameter.key)
        if not _is_empty(value) and parameter.key != "profile" and understood(parameter.key, value) is None:
            what = f"{quoted(shorten(shown(value)))} n’est pas une valeur du réglage {quoted(parameter.label)}."
            yield _of(see, parameter.key, what, _advice(parameter))


@rule(
    "PAR-03",
    Severity.ERROR,
    "Profil de délais inconnu",
    why="Le profil nommé n’existe pas : les délais du profil « plan » s’appliquent à sa place.",
    source="Options : profils livrés plan, acpr-2022 et acpr-2016.",
    repair=f"Choisissez un profil livré : {enumerate_(ProfileName, last='ou')}.",
)
def unknown_profile(see: Checkup) -> Iterator[Sighting]:
    """Yield a profile that does not exist."""
    value = see.settings.values.get("profile")
    if not _is_empty(value) and read_choice(value, ProfileName)[0] is None:
        yield _of(see, "profile", f"{quoted(shorten(shown(value)))} n’est pas un profil livré.")


@rule(
    "PAR-04",
    Severity.WARNING,
    "Médiateur absent alors qu’une réclamation est rejetée",
    why="Les voies de recours indiquées en cas de rejet comprennent le médiateur compétent : les courriers de rejet "
    "ne peuvent pas le nommer.",
    source="S4 ; code de la consommation, art. L612-1 et L616-1.",
    repair="Saisissez le nom, l’adresse et le site du médiateur dans Paramètres.",
)
def no_mediator(see: Checkup) -> Iterator[Sighting]:
    """Yield the absence of a mediator where a complaint was rejected."""
    if "settings" in see.tables and not see.settings.mediator:
        row = next((row for row in see.complaints if row.decision is not None and row.decision.rejects), None)
        if row is not None:
            what = (
                f"Aucun médiateur n’est indiqué, et une réclamation est rejetée ({row.found.sheet}, ligne {row.row})."
            )
            yield _of(see, "mediator", what)


@rule(
    "PAR-05",
    Severity.WARNING,
    "Médiateur non vérifié depuis plus d’un an",
    why="Les coordonnées d’un médiateur changent : un client mal orienté perd son recours.",
    source="Option « médiateur, daté ».",
    repair="Vérifiez le nom, l’adresse et le site du médiateur, puis datez la vérification.",
)
def stale_mediator(see: Checkup) -> Iterator[Sighting]:
    """Yield a mediator who was never checked, or not for a year."""
    if not see.settings.mediator:
        return
    checked = see.settings.mediator_dated
    if checked is None and _is_empty(see.settings.values.get("mediator_dated")):
        yield _of(see, "mediator_dated", "La date de vérification du médiateur manque.")
    elif checked is not None and add_months(checked, 12) < see.today:
        yield _of(see, "mediator_dated", f"Le médiateur a été vérifié le {day(checked)}, il y a plus d’un an.")


@rule(
    "PAR-06",
    Severity.INFO,
    "Jours fériés absents pour une année utile",
    why="Les délais se comptent en jours ouvrables ou ouvrés, ou se reportent, et la feuille Fériés ne dit rien d’une "
    "année où ils courent : la liste légale de la zone compte pour cette année.",
    source="Décision : la feuille Fériés est ce qui compte, la loi pour les années dont elle ne dit rien.",
    repair="Complétez la feuille Fériés pour cette année.",
)
def holidays_missing(see: Checkup) -> Iterator[Sighting]:
    """Yield once the years in which delays run and of which the Fériés sheet says nothing."""
    profile, days = see.context.profile, see.register.holidays
    if days is None or (profile.unit is Unit.CALENDAR and not profile.extension):
        return
    known = {holiday.year for holiday in days}
    needed = {
        (when.year, row.row)
        for row in see.complaints
        for when in (row.received, row.answer_due)
        if when is not None and when.year not in known and see.sound(row, "received", "answer_due")
    }
    lacking = sorted({year for year, _ in needed})
    if lacking:
        found = see.tables.get("holidays")
        yield workbook(
            f"Les jours fériés de {enumerate_(map(str, lacking))} ne sont pas dans le classeur.",
            sheet=found.sheet if found else "",
        )


@rule(
    "PAR-07",
    Severity.ERROR,
    "Jour férié illisible",
    why="La cellule attend la date d’un jour férié : incomprise, elle ne compte pas dans les délais.",
    source="Décision : la feuille Fériés est ce qui compte.",
    repair="Saisissez la date au format JJ/MM/AAAA.",
)
def holiday_unreadable(see: Checkup) -> Iterator[Sighting]:
    """Yield the dates of the Fériés sheet that are not understood."""
    found = see.tables.get("holidays")
    for cell, fault in see.register.holiday_faults.items() if found else ():
        if found is not None and fault.kind not in _READABLE:
            row, place = split_address(cell)
            value = see.sheets[found.sheet].value(row, place)
            yield setting(found, row, "date", f"{quoted(shorten(shown(value)))} n’est pas une date.", value=value)


_READABLE = frozenset({FaultKind.TEXT_DATE, FaultKind.TIMED_DATE, FaultKind.SERIAL_DATE})


@rule(
    "PAR-08",
    Severity.ERROR,
    "Agence réglée absente de tous les numéros",
    why="Aucun numéro du registre ne porte l’agence réglée dans Paramètres : le réglage est faux, ou le registre est "
    "celui d’une autre agence.",
    source="S9 : aa.agence.ordre.",
    repair="Corrigez le numéro de l’agence dans Paramètres.",
)
def other_agency(see: Checkup) -> Iterator[Sighting]:
    """Yield an agency code that no number bears."""
    numbering = see.numbering
    if "settings" in see.tables and numbering.misconfigured:
        borne = enumerate_(name for name, _ in numbering.agencies.most_common())
        what = f"L’agence réglée est {quoted(numbering.agency)}, les numéros portent {borne}."
        yield _of(see, "agency", what)


def _of(see: Checkup, key: str, what: str, repair: str = "") -> Sighting:
    """Return what was seen of one setting, at its cell."""
    found, settings = see.tables["settings"], see.settings
    row = settings.rows.get(key, found.header_row)
    return setting(found, row, "value", what, repair, value=settings.values.get(key))


def _is_empty(value: CellValue) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _advice(parameter: Parameter) -> str:
    """Return what to do about a value that a parameter does not accept."""
    if parameter.key == "agency":
        return "Saisissez le numéro de l’agence, en chiffres seulement."
    if parameter.choices:
        return f"Choisissez : {enumerate_(LISTS[parameter.choices], last='ou')}."
    if parameter.kind is Kind.DATE:
        return "Saisissez une date au format JJ/MM/AAAA."
    return "Saisissez un nombre entier, ou laissez la cellule vide."
