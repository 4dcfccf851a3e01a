"""The tables that only operations write: the corrective-action summary and the journal."""

from __future__ import annotations

from reclam_xl.layout.model import Column, Highlight, Kind, Need, Table, Tone

SUMMARY = Table(
    key="summary",
    name="t_synthese",
    title="Synthèse des actions correctives",
    header_row=5,
    blank_rows=50,
    generated=True,
    columns=(
        Column(key="number", header="N° de l’action", kind=Kind.NUMBER, width=14, need=Need.AUTOMATIC, help=""),
        Column(
            key="dysfunction", header="Dysfonctionnement", kind=Kind.LONG_TEXT, width=34, need=Need.AUTOMATIC, help=""
        ),
        Column(key="sources", header="Réclamations", kind=Kind.NUMBERS, width=18, need=Need.AUTOMATIC, help=""),
        Column(key="action", header="Action décidée", kind=Kind.LONG_TEXT, width=36, need=Need.AUTOMATIC, help=""),
        Column(key="owner", header="Pilote", kind=Kind.TEXT, width=20, need=Need.AUTOMATIC, help=""),
        Column(key="decided", header="Décision", kind=Kind.DATE, width=12, need=Need.AUTOMATIC, help=""),
        Column(key="due", header="Échéance", kind=Kind.DATE, width=12, need=Need.AUTOMATIC, help=""),
        Column(key="done", header="Réalisation", kind=Kind.DATE, width=12, need=Need.AUTOMATIC, help=""),
        Column(key="status", header="État", kind=Kind.TEXT, width=13, need=Need.AUTOMATIC, help=""),
        Column(key="delay", header="Jours de retard", kind=Kind.INTEGER, width=10, need=Need.AUTOMATIC, help=""),
        Column(key="effect", header="Efficacité", kind=Kind.TEXT, width=18, need=Need.AUTOMATIC, help=""),
    ),
    highlights=(
        Highlight(tone=Tone.LATE, formula="AND(ISNUMBER({delay}),{delay}>0)"),
        Highlight(tone=Tone.CLOSED, formula='OR({status}="Vérifiée",{status}="Annulée")'),
    ),
)

JOURNAL = Table(
    key="journal",
    name="t_journal",
    title="Journal",
    header_row=5,
    blank_rows=1,
    generated=True,
    columns=(
        Column(key="at", header="Horodatage", kind=Kind.TEXT, width=20, need=Need.AUTOMATIC, help=""),
        Column(key="user", header="Utilisateur", kind=Kind.TEXT, width=18, need=Need.AUTOMATIC, help=""),
        Column(key="operation", header="Opération", kind=Kind.TEXT, width=18, need=Need.AUTOMATIC, help=""),
        Column(key="sheet", header="Feuille", kind=Kind.TEXT, width=14, need=Need.AUTOMATIC, help=""),
        Column(key="record", header="Numéro ou ligne", kind=Kind.TEXT, width=16, need=Need.AUTOMATIC, help=""),
        Column(key="column", header="Colonne", kind=Kind.TEXT, width=24, need=Need.AUTOMATIC, help=""),
        Column(key="before", header="Ancienne valeur", kind=Kind.TEXT, width=30, need=Need.AUTOMATIC, help=""),
        Column(key="after", header="Nouvelle valeur", kind=Kind.TEXT, width=30, need=Need.AUTOMATIC, help=""),
        Column(key="batch", header="Lot", kind=Kind.TEXT, width=12, need=Need.AUTOMATIC, help=""),
        Column(key="digest", header="Empreinte", kind=Kind.TEXT, width=20, need=Need.AUTOMATIC, help=""),
    ),
)
