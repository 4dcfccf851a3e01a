"""The Paramètres sheet: who we are, how delays run, who may do what, and the numbers already given."""

from __future__ import annotations

from reclam_xl.frozen import frozen
from reclam_xl.layout.model import Column, Kind, Need, Table


@frozen
class Parameter:
    """One line of the settings table.

    `choices` is a key of `lists.LISTS` or empty; `default` is the value of a new workbook. A parameter that is
    `profiled` is left empty to follow the profile, whose value the next column shows; `name` is the defined name
    of its value in the workbook, where formulas need it.
    """

    key: str
    label: str
    help: str
    kind: Kind = Kind.TEXT
    choices: str = ""
    default: str | int | None = None
    profiled: bool = False
    name: str = ""


PARAMETERS: tuple[Parameter, ...] = (
    Parameter(key="agency", label="Numéro de l’agence", help="Le milieu des numéros d’ordre : 1001 dans 26.1001.001."),
    Parameter(key="agency_name", label="Nom de l’agence", help="Tel qu’il figure sur les courriers."),
    Parameter(
        key="profile",
        label="Profil de délais",
        help="plan : le plan de gestion ; acpr-2022 et acpr-2016 : délais en jours ouvrables.",
        kind=Kind.CHOICE,
        choices="profile",
        default="plan",
    ),
    Parameter(
        key="ack_days",
        label="Délai de l’accusé de réception (jours)",
        help="Vide : celui du profil.",
        kind=Kind.INTEGER,
        profiled=True,
    ),
    Parameter(
        key="unit",
        label="Décompte du délai de l’accusé",
        help="calendaires ; ouvrables (du lundi au samedi, hors fériés) ; ouvrés (du lundi au vendredi, hors fériés).",
        kind=Kind.CHOICE,
        choices="unit",
        profiled=True,
    ),
    Parameter(
        key="start",
        label="Point de départ des délais",
        help="réception ou envoi de la réclamation.",
        kind=Kind.CHOICE,
        choices="start",
        profiled=True,
    ),
    Parameter(
        key="answer_months",
        label="Délai de la réponse (mois)",
        help="2 ou 1. Vide : celui du profil.",
        kind=Kind.INTEGER,
        profiled=True,
    ),
    Parameter(
        key="extension",
        label="Report au premier jour ouvrable",
        help="Oui : un délai qui finit un samedi, un dimanche ou un jour férié est prolongé (CPC, art. 642).",
        kind=Kind.CHOICE,
        choices="yes_no",
        profiled=True,
    ),
    Parameter(
        key="zone",
        label="Zone des jours fériés",
        help="La feuille Fériés est remplie pour cette zone ; c’est elle qui compte.",
        kind=Kind.CHOICE,
        choices="zone",
        default="métropole",
    ),
    Parameter(
        key="good_friday",
        label="Vendredi saint chômé (Alsace-Moselle)",
        help="Oui dans les communes qui ont un temple protestant ou une église mixte.",
        kind=Kind.CHOICE,
        choices="yes_no",
        default="Non",
    ),
    Parameter(
        key="alert_ack",
        label="Alerte avant l’accusé (jours)",
        help="Nombre de jours avant l’échéance.",
        kind=Kind.INTEGER,
        default=3,
        name="alerte_accuse",
    ),
    Parameter(
        key="alert_answer",
        label="Alerte avant la réponse (jours)",
        help="Nombre de jours avant l’échéance.",
        kind=Kind.INTEGER,
        default=15,
        name="alerte_reponse",
    ),
    Parameter(
        key="alert_action",
        label="Alerte avant une action (jours)",
        help="Nombre de jours avant l’échéance.",
        kind=Kind.INTEGER,
        default=10,
        name="alerte_action",
    ),
    Parameter(
        key="survey_days",
        label="Échéance proposée d’une fiche QS (jours)",
        help="Vide : l’échéance est toujours fixée à la main.",
        kind=Kind.INTEGER,
    ),
    Parameter(
        key="improvement_days",
        label="Échéance proposée d’une fiche PA (jours)",
        help="Vide : l’échéance est toujours fixée à la main.",
        kind=Kind.INTEGER,
    ),
    Parameter(key="mediator", label="Médiateur", help="Nom du médiateur compétent, indiqué en cas de rejet."),
    Parameter(key="mediator_address", label="Adresse du médiateur", help="Adresse postale."),
    Parameter(key="mediator_site", label="Site du médiateur", help="Adresse du site où le saisir."),
    Parameter(
        key="mediator_dated", label="Médiateur vérifié le", help="Date de la dernière vérification.", kind=Kind.DATE
    ),
    Parameter(
        key="referral_years",
        label="Saisine du médiateur : réclamation écrite + (années)",
        help="Délai pour saisir le médiateur, compté de la réclamation écrite.",
        kind=Kind.INTEGER,
        default=1,
    ),
    Parameter(
        key="retention_years",
        label="Conservation après clôture (années)",
        help="Proposition : le délégué à la protection des données confirme.",
        kind=Kind.INTEGER,
        default=5,
    ),
)

_BY_KEY = {parameter.key: parameter for parameter in PARAMETERS}


def parameter(key: str) -> Parameter:
    """Return the parameter of that key; `KeyError` when there is none."""
    return _BY_KEY[key]


SETTINGS = Table(
    key="settings",
    name="t_parametres",
    title="Réglages",
    header_row=5,
    blank_rows=len(PARAMETERS),
    columns=(
        Column(key="label", header="Réglage", kind=Kind.TEXT, width=42, help="", need=Need.AUTOMATIC),
        Column(key="value", header="Valeur", kind=Kind.TEXT, width=24, help="Vide : la valeur du profil."),
        Column(
            key="profiled",
            header="Valeur du profil",
            kind=Kind.LIVE,
            width=15,
            help="Ce que donne le profil choisi quand la colonne « Valeur » est vide.",
        ),
        Column(key="help", header="Explication", kind=Kind.LONG_TEXT, width=58, help="", need=Need.AUTOMATIC),
    ),
)

PEOPLE_TABLE = Table(
    key="people",
    name="t_personnes",
    title="Personnes",
    header_row=5,
    first_column=6,
    blank_rows=30,
    columns=(
        Column(
            key="name",
            header="NOM Prénom",
            kind=Kind.TEXT,
            width=24,
            need=Need.ALWAYS,
            help="Tel qu’il sera choisi dans les listes.",
            aliases=("Nom", "Nom et prénom"),
        ),
        Column(
            key="qualification",
            header="Qualification",
            kind=Kind.TEXT,
            width=26,
            help="Connaissance des produits, services et contrats : capacité professionnelle, ancienneté…",
        ),
        Column(
            key="signs",
            header="Signe les courriers",
            kind=Kind.CHOICE,
            choices="yes_no",
            width=11,
            help="Oui : habilitée à signer les réponses.",
        ),
        Column(
            key="ceiling",
            header="Gestes commerciaux jusqu’à (€)",
            kind=Kind.EUROS,
            width=15,
            help="Plafond, en euros ; vide ou 0 : aucun geste.",
        ),
    ),
)

COUNTERS = Table(
    key="counters",
    name="t_compteurs",
    title="Numéros attribués",
    header_row=5,
    first_column=11,
    blank_rows=15,
    columns=(
        Column(key="year", header="Année", kind=Kind.YEAR, width=8, need=Need.AUTOMATIC, help="Année des numéros."),
        Column(
            key="last",
            header="Dernier numéro attribué",
            kind=Kind.INTEGER,
            width=14,
            need=Need.AUTOMATIC,
            help="Tenu par le programme : un numéro donné n’est jamais redonné, même si sa ligne disparaît.",
        ),
    ),
    generated=True,
)

PROFILES_TABLE = Table(
    key="profiles",
    name="t_profils",
    title="Profils livrés",
    header_row=5,
    first_column=14,
    blank_rows=0,
    columns=(
        Column(key="label", header="Réglage du profil", kind=Kind.TEXT, width=36, need=Need.AUTOMATIC, help=""),
        Column(key="plan", header="plan", kind=Kind.TEXT, width=12, need=Need.AUTOMATIC, help=""),
        Column(key="acpr-2022", header="acpr-2022", kind=Kind.TEXT, width=12, need=Need.AUTOMATIC, help=""),
        Column(key="acpr-2016", header="acpr-2016", kind=Kind.TEXT, width=12, need=Need.AUTOMATIC, help=""),
    ),
    generated=True,
)

HOLIDAYS = Table(
    key="holidays",
    name="t_feries",
    title="Jours fériés",
    header_row=5,
    blank_rows=40,
    columns=(
        Column(
            key="date",
            header="Date",
            kind=Kind.DATE,
            width=13,
            need=Need.ALWAYS,
            help="Un jour férié par ligne ; ajoutez, corrigez, supprimez : cette feuille est ce qui compte.",
            aliases=("Jour", "Date du jour férié"),
        ),
        Column(
            key="name",
            header="Jour férié",
            kind=Kind.TEXT,
            width=30,
            help="Nom du jour férié.",
            aliases=("Libellé", "Fête"),
        ),
    ),
)
FIRST_HOLIDAY_YEAR, LAST_HOLIDAY_YEAR = 2012, 2045
"""The years that a new workbook's Fériés sheet covers; beyond it, the law's list is computed (to 2099)."""
