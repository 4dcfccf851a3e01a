"""The workbook as a whole: its sheets in order, its buttons, its version."""

from __future__ import annotations

from reclam_xl.layout.actions import ACTIONS
from reclam_xl.layout.generated import JOURNAL, SUMMARY
from reclam_xl.layout.model import Button, Sheet, Table
from reclam_xl.layout.parametres import COUNTERS, HOLIDAYS, PEOPLE_TABLE, PROFILES_TABLE, SETTINGS
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.layout.suivi import SUIVI

LAYOUT_VERSION = 1
VERSION_PROPERTY = "reclam_xl.layout"
"""The custom document property that holds the layout version (an integer)."""

SHEETS: tuple[Sheet, ...] = (
    Sheet(key="home", name="Accueil", purpose="Ce qui est en retard ou bientôt dû, et les boutons."),
    Sheet(key="entry", name="Saisie", purpose="Enregistrer une réclamation."),
    Sheet(key="registre", name="Registre", purpose="Une ligne par réclamation.", tables=(REGISTRE,)),
    Sheet(key="suivi", name="Suivi", purpose="La liste numérotée de toutes les fiches FS, QS et PA.", tables=(SUIVI,)),
    Sheet(key="actions", name="Actions", purpose="Les actions correctives jusqu’à leur clôture.", tables=(ACTIONS,)),
    Sheet(key="summary", name="Synthèse", purpose="La synthèse des actions correctives.", tables=(SUMMARY,)),
    Sheet(key="dashboard", name="Tableau de bord", purpose="Les indicateurs et les graphiques."),
    Sheet(
        key="settings",
        name="Paramètres",
        purpose="L’agence, les délais, les personnes habilitées.",
        tables=(SETTINGS, PEOPLE_TABLE, COUNTERS, PROFILES_TABLE),
    ),
    Sheet(key="holidays", name="Fériés", purpose="Les jours fériés qui comptent.", tables=(HOLIDAYS,)),
    Sheet(key="journal", name="Journal", purpose="Ce que le programme a changé.", tables=(JOURNAL,)),
)

TABLES: dict[str, Table] = {table.key: table for sheet in SHEETS for table in sheet.tables}
RECORD_TABLES: tuple[Table, ...] = (REGISTRE, SUIVI, ACTIONS)
"""The tables that hold the register itself."""

BUTTONS: tuple[Button, ...] = (
    Button(action="nouvelle_reclamation", caption="Nouvelle réclamation", help="Ouvre la feuille Saisie."),
    Button(action="nouvelle_fiche_qs", caption="Nouvelle fiche QS", help="Ajoute une fiche de questionnaire."),
    Button(action="nouvelle_fiche_pa", caption="Nouvelle fiche PA", help="Ajoute une décision d’amélioration."),
    Button(action="nouvelle_action", caption="Nouvelle action corrective", help="Ajoute une action et sa fiche PA."),
    Button(action="numeroter", caption="Attribuer les numéros d’ordre", help="Donne un numéro aux lignes sans numéro."),
    Button(action="accuse", caption="Accusé de réception aujourd’hui", help="Date l’accusé des lignes choisies."),
    Button(action="information", caption="Client informé", help="Date l’information des lignes choisies."),
    Button(action="reponse", caption="Réponse", help="Date la réponse des lignes choisies."),
    Button(action="cloture", caption="Clôture", help="Date la clôture des lignes choisies."),
    Button(action="suivi_date", caption="Ajouter un suivi daté", help="Ajoute un commentaire daté."),
    Button(action="annuler_fiche", caption="Annuler la fiche", help="Annule les lignes choisies, avec un motif."),
    Button(action="recalculer", caption="Recalculer les échéances", help="Montre ce qui changerait, puis demande."),
    Button(action="surligner", caption="Surligner les retards", help="Remet les règles et va au premier retard."),
    Button(action="rapprocher", caption="Rapprocher Registre et Suivi", help="Ajoute les lignes qui manquent."),
    Button(action="controler", caption="Contrôler le registre", help="Liste les écarts et marque les cellules."),
    Button(action="synthese", caption="Synthèse des actions correctives", help="Refait la feuille Synthèse."),
    Button(action="tableau_de_bord", caption="Tableau de bord", help="Ouvre les indicateurs."),
    Button(action="annuler", caption="Annuler la dernière opération", help="Reprend la dernière opération."),
    Button(action="journal", caption="Journal", help="Ouvre le journal."),
    Button(action="aide", caption="Aide", help="Ouvre le guide."),
    Button(action="diagnostic", caption="Diagnostic", help="Dit ce qui marche et ce qui manque."),
)
FORM_BUTTONS: tuple[Button, ...] = (
    Button(action="enregistrer", caption="Enregistrer", help="Contrôle la saisie et l’ajoute au registre."),
    Button(action="effacer", caption="Effacer", help="Vide le formulaire."),
)


def sheet(key: str) -> Sheet:
    """Return the sheet of that key; `KeyError` when there is none."""
    for candidate in SHEETS:
        if candidate.key == key:
            return candidate
    raise KeyError(key)


def sheet_of(table: Table) -> Sheet:
    """Return the sheet that holds a table."""
    return next(candidate for candidate in SHEETS if table in candidate.tables)
