"""The Actions table: corrective actions, each sharing its order number with a PA row of Suivi."""

from __future__ import annotations

from reclam_xl.layout.lists import PEOPLE
from reclam_xl.layout.model import Column, Highlight, Kind, Need, Table, Tone

_THIS = "t_actions[[#This Row],[{}]]"
_NUMBER = _THIS.format("Numéro d’ordre")
_DECIDED = _THIS.format("Décidée le")
_ACTION = _THIS.format("Action corrective")
_VOID = _THIS.format("Annulation (motif)")
_DUE = _THIS.format("Échéance")
_DONE = _THIS.format("Réalisée le")
_CHECKED = _THIS.format("Efficacité vérifiée le")
_STATUS = _THIS.format("État")
_DAYS = _THIS.format("Jours restants")

ACTIONS = Table(
    key="actions",
    name="t_actions",
    title="Actions correctives",
    header_row=5,
    blank_rows=50,
    columns=(
        Column(
            key="number",
            header="Numéro d’ordre",
            kind=Kind.NUMBER,
            width=14,
            need=Need.AUTOMATIC,
            help="Le même que celui de la ligne PA de Suivi.",
            aliases=("N° d'ordre", "Numéro", "N°", "N° d'action"),
        ),
        Column(
            key="decided",
            header="Décidée le",
            kind=Kind.DATE,
            width=12,
            need=Need.ALWAYS,
            help="Date de la décision d’amélioration.",
            aliases=("Date de décision", "Date"),
        ),
        Column(
            key="sources",
            header="Réclamations à l’origine",
            kind=Kind.NUMBERS,
            width=20,
            help="Numéros d’ordre des fiches à l’origine de l’action, séparés par des points-virgules.",
            aliases=("Fiches à l'origine", "N° des réclamations", "Origine"),
        ),
        Column(
            key="dysfunction",
            header="Dysfonctionnement traité",
            kind=Kind.LONG_TEXT,
            width=30,
            need=Need.ALWAYS,
            help="Le dysfonctionnement, le manquement ou la mauvaise pratique que l’action corrige.",
            aliases=("Dysfonctionnement", "Constat"),
        ),
        Column(
            key="action",
            header="Action corrective",
            kind=Kind.LONG_TEXT,
            width=36,
            need=Need.ALWAYS,
            help="Ce qui est décidé.",
            aliases=("Action", "Action décidée"),
        ),
        Column(
            key="owner",
            header="Responsable",
            kind=Kind.CHOICE,
            choices=PEOPLE,
            strict=False,
            width=20,
            need=Need.ALWAYS,
            help="Qui la met en œuvre ; la liste vient de Paramètres.",
            aliases=("Pilote", "Chargé de l'action"),
        ),
        Column(
            key="due",
            header="Échéance",
            kind=Kind.DATE,
            width=12,
            need=Need.ALWAYS,
            help="Date à laquelle l’action doit être réalisée.",
            aliases=("Date d'échéance", "Délai"),
        ),
        Column(
            key="done",
            header="Réalisée le",
            kind=Kind.DATE,
            width=12,
            need=Need.STEP,
            help="Date de réalisation.",
            aliases=("Date de réalisation", "Fait le"),
        ),
        Column(
            key="checked",
            header="Efficacité vérifiée le",
            kind=Kind.DATE,
            width=12,
            need=Need.STEP,
            help="Date de la vérification de l’efficacité.",
            aliases=("Vérifiée le", "Date de vérification"),
        ),
        Column(
            key="effect",
            header="Résultat de la vérification",
            kind=Kind.CHOICE,
            choices="effect",
            width=18,
            need=Need.STEP,
            help="Efficace, partiellement efficace ou inefficace.",
            aliases=("Efficacité", "Résultat"),
        ),
        Column(
            key="void",
            header="Annulation (motif)",
            kind=Kind.TEXT,
            width=18,
            help="Une ligne ne se supprime pas : on l’annule en disant pourquoi.",
            aliases=("Annulé", "Motif d'annulation"),
        ),
        Column(
            key="status",
            header="État",
            kind=Kind.LIVE,
            width=11,
            help="Calculé : ne rien saisir.",
            formula=(
                f'IF(AND({_NUMBER}="",{_ACTION}="",{_DECIDED}=""),"",IF({_VOID}<>"","Annulée",'
                f'IF(ISNUMBER({_CHECKED}),"Vérifiée",IF(ISNUMBER({_DONE}),"À vérifier","À réaliser"))))'
            ),
        ),
        Column(
            key="days_left",
            header="Jours restants",
            kind=Kind.LIVE,
            width=10,
            help="Calculé : jours avant l’échéance (négatif : jours de retard).",
            formula=f'IF(AND({_STATUS}="À réaliser",ISNUMBER({_DUE})),{_DUE}-TODAY(),"")',
        ),
        Column(
            key="alert",
            header="Alerte",
            kind=Kind.LIVE,
            width=11,
            help="Calculé : ne rien saisir.",
            formula=f'IF({_DAYS}="","",IF({_DAYS}<0,"En retard",IF({_DAYS}<=alerte_action,"Bientôt dû","")))',
        ),
    ),
    highlights=(
        Highlight(tone=Tone.CLOSED, formula='OR({status}="Vérifiée",{status}="Annulée")'),
        Highlight(tone=Tone.LATE, formula='{alert}="En retard"'),
        Highlight(tone=Tone.SOON, formula='{alert}="Bientôt dû"'),
    ),
)
