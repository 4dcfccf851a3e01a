"""The Suivi table: the seed's eleven columns, word for word and in order."""

from __future__ import annotations

from reclam_xl.layout.lists import PEOPLE
from reclam_xl.layout.model import Column, Highlight, Kind, Need, Table, Tone

TITLE = "Suivi des fiches signalétiques et des plans d'améliorations Grand Public"

SUIVI = Table(
    key="suivi",
    name="t_suivi",
    title=TITLE,
    header_row=5,
    blank_rows=200,
    columns=(
        Column(
            key="year",
            header="Année",
            kind=Kind.YEAR,
            width=8,
            need=Need.AUTOMATIC,
            help="Année de la date de la ligne.",
            aliases=("An", "Exercice"),
        ),
        Column(
            key="date",
            header="Date",
            kind=Kind.DATE,
            width=12,
            need=Need.ALWAYS,
            help="Date de réception de la réclamation, du questionnaire ou de la décision, au format JJ/MM/AAAA.",
            aliases=("Date de réception", "Date de la fiche", "Reçu le"),
        ),
        Column(
            key="issuer",
            header="NOM Prénom Emetteur",
            kind=Kind.TEXT,
            width=22,
            need=Need.ALWAYS,
            help="NOM et prénom de la personne qui a émis la fiche : client, salarié, responsable qualité.",
            aliases=("Emetteur", "Nom et prénom de l'émetteur", "Nom émetteur", "Nom Prénom"),
        ),
        Column(
            key="number",
            header="Numéro d'ordre aa.n°agence.n°d'ordre (ex: 12.1001.001)",
            kind=Kind.NUMBER,
            width=22,
            need=Need.AUTOMATIC,
            help="Attribué par « Attribuer les numéros d’ordre ». Donné, il ne change plus jamais.",
            aliases=("Numéro d'ordre", "N° d'ordre", "N° ordre", "Numéro", "N° de fiche"),
        ),
        Column(
            key="origin",
            header=(
                'Origine (Mettre "FS" pour fiche signalétique si réclamation, ou "QS" pour Questionnaire de '
                'satisfaction, ou "PA" pour décision d\'amélioration)'
            ),
            kind=Kind.CHOICE,
            choices="origin",
            width=30,
            need=Need.ALWAYS,
            help="FS : réclamation. QS : questionnaire de satisfaction. PA : décision d’amélioration.",
            aliases=("Origine", "Origine (FS/QS/PA)", "FS/QS/PA"),
        ),
        Column(
            key="subject",
            header="Objet",
            kind=Kind.LONG_TEXT,
            width=32,
            need=Need.ALWAYS,
            help="L’objet en une phrase.",
            aliases=("Objet de la réclamation", "Motif", "Sujet"),
        ),
        Column(
            key="voucher",
            header="Justificatif n° (le cas échéant)",
            kind=Kind.TEXT,
            width=16,
            help="Numéro de la pièce justificative, s’il y en a une.",
            aliases=("Justificatif", "N° justificatif", "Pièce jointe"),
        ),
        Column(
            key="notes",
            header="Suivi (Mettre date + commentaires du traitement)",
            kind=Kind.DATED_NOTES,
            width=46,
            help="Une ligne par événement : JJ/MM/AAAA puis le commentaire. On ajoute, on n’efface pas.",
            aliases=("Suivi", "Commentaires", "Suivi du traitement"),
        ),
        Column(
            key="handler",
            header="Nom de la personne chargée du dossier",
            kind=Kind.CHOICE,
            choices=PEOPLE,
            strict=False,
            width=20,
            need=Need.ALWAYS,
            help="La personne chargée du dossier ; la liste vient de Paramètres.",
            aliases=("Chargé du dossier", "Personne chargée du dossier", "Responsable", "Gestionnaire"),
        ),
        Column(
            key="due",
            header="Date d'échéance",
            kind=Kind.DATE,
            width=13,
            need=Need.STEP,
            help="FS : échéance de la réponse, calculée. QS et PA : fixée à la main.",
            aliases=("Échéance", "Date limite", "À traiter avant le"),
        ),
        Column(
            key="closed",
            header="Date de clôture",
            kind=Kind.DATE,
            width=13,
            need=Need.STEP,
            help="Jour où le dossier est clos.",
            aliases=("Clôture", "Clôturé le", "Date de fin", "Soldé le"),
        ),
    ),
    highlights=(
        Highlight(tone=Tone.CLOSED, formula="ISNUMBER({closed})"),
        Highlight(tone=Tone.CLOSED, formula='ISNUMBER(SEARCH("/???? Annulé?:",{notes}))'),
        Highlight(tone=Tone.LATE, formula="AND(ISNUMBER({due}),{due}<TODAY())"),
        Highlight(tone=Tone.SOON, formula="AND(ISNUMBER({due}),{due}-TODAY()<=alerte_reponse)"),
    ),
)
