import re

import pytest

from reclam_xl import errors
from reclam_xl.messages import TEMPLATES, sentence


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def tree(root: type[errors.ReclamError]) -> list[type[errors.ReclamError]]:
    return [root, *(found for kind in root.__subclasses__() for found in tree(kind))]


DECLARED = [kind for kind in tree(errors.ReclamError) if kind.__module__ == errors.__name__]
FILE = "/agences/1001/registre.xlsx"
CASES: dict[type[errors.ReclamError], tuple[errors.ReclamError, str]] = {
    type(error): (error, said)
    for error, said in (
        (errors.ReclamError(), "L’opération demandée n’a pas pu se faire ; rien n’a été changé."),
        (errors.WorkbookError(FILE), "registre.xlsx : ce classeur ne peut pas être utilisé."),
        (
            errors.UnreadableWorkbook(FILE, "Permission denied"),
            "registre.xlsx : ce classeur ne peut pas être lu (Permission denied). Ouvrez-le dans Excel, puis "
            "enregistrez-le au format .xlsx.",
        ),
        (
            errors.WorkbookMissing(FILE),
            "registre.xlsx : ce fichier n’existe pas. Vérifiez son nom et son dossier.",
        ),
        (
            errors.NotAWorkbook("lettre.docx", "DOCX"),
            "lettre.docx : ce fichier n’est pas un classeur Excel (.xlsx ou .xlsm). Choisissez le classeur du "
            "registre, ou enregistrez-le à ce format.",
        ),
        (
            errors.LegacyWorkbook("registre.xls"),
            "registre.xls : ce classeur est au format Excel 97-2003 (.xls). Ouvrez-le dans Excel puis "
            "« Enregistrer sous… » au format .xlsx.",
        ),
        (
            errors.EncryptedWorkbook(FILE),
            "registre.xlsx : ce classeur est protégé par un mot de passe à l’ouverture. Ouvrez-le dans Excel, "
            "retirez le mot de passe (Fichier, Informations, Protéger le classeur, Chiffrer avec mot de passe), "
            "puis enregistrez-le.",
        ),
        (
            errors.StrictWorkbook(FILE),
            "registre.xlsx : ce classeur est au format « Strict Open XML ». Ouvrez-le dans Excel puis "
            "« Enregistrer sous… » au format « Classeur Excel (.xlsx) ».",
        ),
        (
            errors.DamagedWorkbook(FILE, "directory cut short"),
            "registre.xlsx : ce classeur est incomplet ou endommagé. Reprenez l’original ou une sauvegarde, ou "
            "ouvrez-le dans Excel, qui proposera de le réparer.",
        ),
        (
            errors.NothingInFile(FILE),
            "registre.xlsx : ce fichier est vide (0 octet), comme après une copie ou un envoi interrompus. "
            "Redemandez-le, ou reprenez une sauvegarde.",
        ),
        (
            errors.FolderGiven("envois"),
            "envois : c’est un dossier, et non un classeur. Donnez le classeur du registre qui s’y trouve (.xlsx ou "
            ".xlsm).",
        ),
        (
            errors.OversizedWorkbook(FILE, "total size"),
            "registre.xlsx : ce classeur est bien plus gros qu’un registre. Supprimez les feuilles, les images et "
            "les lignes vides mises en forme qui ne servent pas, puis enregistrez-le.",
        ),
        (
            errors.EmptyWorkbook(FILE),
            "registre.xlsx : ce classeur est vide. Vérifiez que c’est le bon fichier.",
        ),
        (
            errors.NoRegisterFound(FILE, "Feuil1, ligne 3 : « Date », « Objet »"),
            "registre.xlsx : aucun tableau de registre n’est reconnu dans ce classeur ; au plus près : Feuil1, "
            "ligne 3 : « Date », « Objet ». Vérifiez la ligne des en-têtes, ou que c’est le bon fichier.",
        ),
        (
            errors.UnwritableWorkbook(FILE, "Input/output error"),
            "registre.xlsx : ce classeur n’a pas pu être enregistré (Input/output error) ; rien n’a été écrit.",
        ),
        (
            errors.WorkbookExists(FILE),
            "registre.xlsx : un fichier de ce nom existe déjà ; rien n’a été écrit. Choisissez un autre nom.",
        ),
        (
            errors.FolderTaken(FILE),
            "registre.xlsx : un fichier de ce nom existe déjà ; rien n’a été écrit. Choisissez un autre dossier.",
        ),
        (
            errors.FolderMissing(FILE),
            "registre.xlsx : le dossier n’existe pas ; rien n’est écrit. Créez-le, ou choisissez-en un autre.",
        ),
        (
            errors.WorkbookLocked(FILE, "Anne Durand"),
            "registre.xlsx : ce classeur est ouvert par Anne Durand ; rien n’a été écrit. Fermez-le, puis "
            "recommencez l’opération.",
        ),
        (
            errors.WorkbookBusy(FILE, "camille – poste-3 – reclam_xl 4321"),
            "registre.xlsx : une autre opération de reclam_xl est en cours sur ce classeur ; rien n’a été écrit. "
            "Recommencez bientôt.",
        ),
        (
            errors.WorkbookChanged(FILE),
            "registre.xlsx : ce classeur a été enregistré par ailleurs depuis qu’il a été lu ; rien n’a été écrit. "
            "Recommencez l’opération.",
        ),
        (
            errors.ReadOnlyWorkbook(FILE),
            "registre.xlsx : le fichier ou son dossier est en lecture seule ; rien n’a été écrit. Retirez la lecture "
            "seule, ou demandez le droit d’écrire dans ce dossier.",
        ),
        (
            errors.ProtectedSheet("Journal"),
            "Feuille « Journal » : elle est protégée par un mot de passe ; rien n’a été écrit. Ôtez la protection de "
            "la feuille (onglet Révision), puis recommencez.",
        ),
        (
            errors.HalfWritten(FILE),
            "registre.xlsx : le tableur s’est arrêté pendant l’écriture et une partie des cellules a changé. Fermez "
            "ce classeur sans l’enregistrer, puis rouvrez-le.",
        ),
        (
            errors.NotPutBack(FILE),
            "registre.xlsx : l’opération est faite, mais le tableur n’a pas repris ses réglages (protection des "
            "feuilles, calcul automatique). Enregistrez ce classeur, fermez le tableur, puis rouvrez-le et "
            "vérifiez-les (onglets Révision et Formules).",
        ),
        (
            errors.SignedWorkbook(FILE),
            "registre.xlsx : ce classeur porte une signature numérique, qu’une modification annulerait ; rien n’a "
            "été écrit. Retirez la signature dans Excel, ou travaillez sur une copie sans signature.",
        ),
        (
            errors.DiskFull(FILE),
            "registre.xlsx : il n’y a plus de place sur le disque ; rien n’a été écrit. Libérez de la place, puis "
            "recommencez.",
        ),
        (
            errors.ReplaceRefused(FILE, "Device busy"),
            "registre.xlsx : le système a refusé de remplacer ce classeur par sa nouvelle version (Device busy) ; "
            "rien n’a été écrit. Vérifiez que personne ne l’a ouvert et que le dossier partagé répond, puis "
            "recommencez.",
        ),
        (errors.OperationRefused(), "L’opération ne convient pas à ce registre ; rien n’a été changé."),
        (
            errors.TooManyAreas(),
            "La sélection est en trop de morceaux (filtre, ou zones ajoutées avec Ctrl) ; rien n’a été changé. "
            "Sélectionnez moins de lignes, puis recommencez.",
        ),
        (
            errors.MissingTable("actions"),
            "Feuille « Actions », Actions correctives : ce tableau manque dans le classeur ; rien n’a été changé. "
            "Travaillez dans un classeur tiré du modèle, ou reprenez celui-ci avec « reclam-xl importer ».",
        ),
        (
            errors.MissingColumns("suivi", ("Date", "Suivi (Mettre date + commentaires du traitement)")),
            "Feuille « Suivi », Suivi des fiches signalétiques et des plans d'améliorations Grand Public : il manque "
            "les colonnes « Date » et « Suivi » ; rien n’a été changé. Rétablissez l’en-tête, puis recommencez.",
        ),
        (
            errors.UnknownNumber("26.1001.007"),
            "Aucune fiche ne porte le n° 26.1001.007 ; rien n’a été changé. Vérifiez-le dans la feuille Suivi.",
        ),
        (
            errors.IncompleteEntry({"client": "Indiquez le nom du client.", "received": "« 31/02 » n’existe pas."}),
            "Saisie incomplète ou inexacte ; rien n’a été changé. « Nom du client » : Indiquez le nom du client. "
            "« Date de réception » : « 31/02 » n’existe pas.",
        ),
        (
            errors.InvalidDate("accuse", "le 12/12/2026 est dans le futur."),
            "Accusé de réception : le 12/12/2026 est dans le futur. Corrigez la date ; rien n’a été changé.",
        ),
        (
            errors.NewerLayout(3, 1),
            "Ce classeur vient d’une version plus récente de reclam_xl (modèle 3 ; celle-ci connaît le modèle 1) ; "
            "rien n’a été changé. Mettez reclam_xl à jour.",
        ),
        (
            errors.UnknownAgency(),
            "Paramètres : le numéro de l’agence n’est pas connu ; rien n’a été changé. Indiquez-le (des chiffres, "
            "par exemple 1001) à la ligne « Numéro de l’agence ».",
        ),
        (errors.NothingToUndo(), "Journal : aucune opération à reprendre ; rien n’a été changé."),
        (
            errors.UndoConflict(("Registre!D12", "Suivi!H4")),
            "2 cellules ont changé (Registre!D12 et Suivi!H4) depuis cette opération ; rien n’a été changé. Vérifiez, "
            "puis confirmez si l’annulation doit se faire malgré tout.",
        ),
        (
            errors.EnvironmentFault("LibreOffice Calc"),
            "Il manque sur ce poste : LibreOffice Calc. « reclam-xl diagnostic » dit ce qui marche et ce qui manque.",
        ),
        (
            errors.ProgramOpen("LibreOffice"),
            "LibreOffice est ouvert sur ce poste, ou s’y est arrêté brutalement ; rien n’a été changé. Fermez-le (s’il "
            "est déjà fermé, ouvrez-le d’abord), puis recommencez.",
        ),
    )
}


def test_every_exception_has_its_sentence_and_its_case() -> None:
    assert set(TEMPLATES) == set(DECLARED)
    assert set(CASES) == set(DECLARED)


@pytest.mark.parametrize("kind", DECLARED, ids=lambda kind: kind.__name__)
def test_an_exception_is_told_in_french(kind: type[errors.ReclamError]) -> None:
    error, said = CASES[kind]
    assert plain(sentence(error)) == said


@pytest.mark.parametrize("kind", DECLARED, ids=lambda kind: kind.__name__)
def test_a_sentence_is_one_typeset_line_without_a_class_name(kind: type[errors.ReclamError]) -> None:
    told = sentence(CASES[kind][0])
    assert "\n" not in told
    assert re.search(r" [:;!?»]|« ", told) is None
    assert kind.__name__ not in told
    assert told.endswith(".")


@pytest.mark.parametrize(
    ("error", "part"),
    [
        (errors.WorkbookLocked(FILE), "est ouvert dans un autre programme ;"),
        (errors.NoRegisterFound(FILE), "dans ce classeur. Vérifiez"),
        (errors.MissingTable("inconnue"), "Tableau « inconnue » : ce tableau manque"),
        (errors.MissingColumns("actions", ("Échéance",)), "il manque la colonne « Échéance » ;"),
        (errors.UnknownNumber("Registre!12"), "Registre, ligne 12 : aucune fiche à cette ligne ;"),
        (errors.InvalidDate("", "« 31/02 » n’existe pas."), "Date : « 31/02 » n’existe pas."),
        (errors.InvalidDate("autre", "le jour manque."), "autre : le jour manque."),
        (errors.IncompleteEntry({"B3": "La valeur n’est pas un nombre."}), "« B3 » : La valeur"),
        (errors.UndoConflict(("Suivi!H4",)), "1 cellule a changé (Suivi!H4)"),
        (errors.UndoConflict(tuple(f"Suivi!H{n}" for n in range(24))), "Suivi!H9 et 14 autres)"),
        (errors.WorkbookMissing("/"), "/ : ce fichier"),
        (errors.WorkbookMissing("a\nb {path}.xlsx"), "a b {path}.xlsx : ce fichier"),
    ],
)
def test_what_an_exception_carries_is_told(error: errors.ReclamError, part: str) -> None:
    assert part in plain(sentence(error))


def test_an_exception_that_the_table_does_not_know_is_told_as_its_parent() -> None:
    class Stranger(errors.EnvironmentFault):
        pass

    assert sentence(Stranger("Excel")) == sentence(errors.EnvironmentFault("Excel"))
