"""The French sentence for each exception of `errors`: where, what was found, what to do. For the edge only."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from reclam_xl import errors
from reclam_xl.french import agree, enumerate_, plural, quoted, typeset
from reclam_xl.layout import RECORD_TABLES, TABLES, sheet_of

__all__ = ["TEMPLATES", "sentence"]

_INTACT = "rien n’a été écrit"
_UNCHANGED = "rien n’a été changé"

TEMPLATES: dict[type[errors.ReclamError], str] = {
    errors.ReclamError: f"L’opération demandée n’a pas pu se faire ; {_UNCHANGED}.",
    errors.WorkbookError: "{path} : ce classeur ne peut pas être utilisé{detail}.",
    errors.UnreadableWorkbook: (
        "{path} : ce classeur ne peut pas être lu{detail}. Ouvrez-le dans Excel, puis enregistrez-le au format .xlsx."
    ),
    errors.WorkbookMissing: "{path} : ce fichier n’existe pas. Vérifiez son nom et son dossier.",
    errors.NotAWorkbook: (
        "{path} : ce fichier n’est pas un classeur Excel (.xlsx ou .xlsm). Choisissez le classeur du registre, "
        "ou enregistrez-le à ce format."
    ),
    errors.FolderGiven: (
        "{path} : c’est un dossier, et non un classeur. Donnez le classeur du registre qui s’y trouve (.xlsx ou .xlsm)."
    ),
    errors.NothingInFile: (
        "{path} : ce fichier est vide (0 octet), comme après une copie ou un envoi interrompus. Redemandez-le, ou "
        "reprenez une sauvegarde."
    ),
    errors.LegacyWorkbook: (
        "{path} : ce classeur est au format Excel 97-2003 (.xls). Ouvrez-le dans Excel puis "
        "« Enregistrer sous… » au format .xlsx."
    ),
    errors.EncryptedWorkbook: (
        "{path} : ce classeur est protégé par un mot de passe à l’ouverture. Ouvrez-le dans Excel, retirez le mot de "
        "passe (Fichier, Informations, Protéger le classeur, Chiffrer avec mot de passe), puis enregistrez-le."
    ),
    errors.StrictWorkbook: (
        "{path} : ce classeur est au format « Strict Open XML ». Ouvrez-le dans Excel puis « Enregistrer sous… » "
        "au format « Classeur Excel (.xlsx) »."
    ),
    errors.DamagedWorkbook: (
        "{path} : ce classeur est incomplet ou endommagé. Reprenez l’original ou une sauvegarde, ou ouvrez-le dans "
        "Excel, qui proposera de le réparer."
    ),
    errors.OversizedWorkbook: (
        "{path} : ce classeur est bien plus gros qu’un registre. Supprimez les feuilles, les images et les lignes "
        "vides mises en forme qui ne servent pas, puis enregistrez-le."
    ),
    errors.EmptyWorkbook: "{path} : ce classeur est vide. Vérifiez que c’est le bon fichier.",
    errors.NoRegisterFound: (
        "{path} : aucun tableau de registre n’est reconnu dans ce classeur{nearest}. "
        "Vérifiez la ligne des en-têtes, ou que c’est le bon fichier."
    ),
    errors.UnwritableWorkbook: "{path} : ce classeur n’a pas pu être enregistré{detail} ; {intact}.",
    errors.WorkbookExists: "{path} : un fichier de ce nom existe déjà ; {intact}. Choisissez un autre nom.",
    errors.FolderTaken: "{path} : un fichier de ce nom existe déjà ; {intact}. Choisissez un autre dossier.",
    errors.FolderMissing: "{path} : le dossier n’existe pas ; rien n’est écrit. Créez-le, ou choisissez-en un autre.",
    errors.WorkbookLocked: (
        "{path} : ce classeur est ouvert {holder} ; {intact}. Fermez-le, puis recommencez l’opération."
    ),
    errors.WorkbookBusy: (
        "{path} : une autre opération de reclam_xl est en cours sur ce classeur ; {intact}. Recommencez bientôt."
    ),
    errors.WorkbookChanged: (
        "{path} : ce classeur a été enregistré par ailleurs depuis qu’il a été lu ; {intact}. Recommencez l’opération."
    ),
    errors.ReadOnlyWorkbook: (
        "{path} : le fichier ou son dossier est en lecture seule ; {intact}. Retirez la lecture seule, ou demandez le "
        "droit d’écrire dans ce dossier."
    ),
    errors.ProtectedSheet: (
        "Feuille « {sheet} » : elle est protégée par un mot de passe ; {intact}. Ôtez la protection de la feuille "
        "(onglet Révision), puis recommencez."
    ),
    errors.HalfWritten: (
        "{path} : le tableur s’est arrêté pendant l’écriture et une partie des cellules a changé. Fermez ce classeur "
        "sans l’enregistrer, puis rouvrez-le."
    ),
    errors.NotPutBack: (
        "{path} : l’opération est faite, mais le tableur n’a pas repris ses réglages (protection des feuilles, calcul "
        "automatique). Enregistrez ce classeur, fermez le tableur, puis rouvrez-le et vérifiez-les (onglets Révision "
        "et Formules)."
    ),
    errors.SignedWorkbook: (
        "{path} : ce classeur porte une signature numérique, qu’une modification annulerait ; {intact}. "
        "Retirez la signature dans Excel, ou travaillez sur une copie sans signature."
    ),
    errors.DiskFull: "{path} : il n’y a plus de place sur le disque ; {intact}. Libérez de la place, puis recommencez.",
    errors.ReplaceRefused: (
        "{path} : le système a refusé de remplacer ce classeur par sa nouvelle version{detail} ; {intact}. "
        "Vérifiez que personne ne l’a ouvert et que le dossier partagé répond, puis recommencez."
    ),
    errors.OperationRefused: f"L’opération ne convient pas à ce registre ; {_UNCHANGED}.",
    errors.TooManyAreas: (
        "La sélection est en trop de morceaux (filtre, ou zones ajoutées avec Ctrl) ; {unchanged}. Sélectionnez moins "
        "de lignes, puis recommencez."
    ),
    errors.MissingTable: (
        "{table} : ce tableau manque dans le classeur ; {unchanged}. Travaillez dans un classeur tiré du modèle, "
        "ou reprenez celui-ci avec « reclam-xl importer »."
    ),
    errors.MissingColumns: "{table} : il manque {headers} ; {unchanged}. Rétablissez l’en-tête, puis recommencez.",
    errors.UnknownNumber: "{number} ; {unchanged}. Vérifiez-le dans la feuille Suivi.",
    errors.IncompleteEntry: "Saisie incomplète ou inexacte ; {unchanged}. {problems}",
    errors.InvalidDate: "{step} : {reason} Corrigez la date ; {unchanged}.",
    errors.NewerLayout: (
        "Ce classeur vient d’une version plus récente de reclam_xl (modèle {found} ; celle-ci connaît le modèle "
        "{known}) ; {unchanged}. Mettez reclam_xl à jour."
    ),
    errors.UnknownAgency: (
        "Paramètres : le numéro de l’agence n’est pas connu ; {unchanged}. Indiquez-le (des chiffres, par exemple "
        "1001) à la ligne « Numéro de l’agence »."
    ),
    errors.NothingToUndo: "Journal : aucune opération à reprendre ; {unchanged}.",
    errors.UndoConflict: "{cells} depuis cette opération ; {unchanged}. Vérifiez, puis confirmez si l’annulation doit "
    "se faire malgré tout.",
    errors.EnvironmentFault: (
        "Il manque sur ce poste : {what}. « reclam-xl diagnostic » dit ce qui marche et ce qui manque."
    ),
    errors.ProgramOpen: (
        "{what} est ouvert sur ce poste, ou s’y est arrêté brutalement ; {unchanged}. Fermez-le (s’il est déjà fermé, "
        "ouvrez-le d’abord), puis recommencez."
    ),
}
"""A template by class; a name between braces is a datum of the exception, worded by `_WORDS`."""

_STEPS = {
    "accuse": "Accusé de réception",
    "information": "Client informé",
    "reponse": "Réponse",
    "cloture": "Clôture",
    "suivi_date": "Suivi daté",
    "": "Date",
}


def sentence(error: errors.ReclamError) -> str:
    """Return what to tell a person of an exception: one line of French, complete, without a class name."""
    template = next(TEMPLATES[kind] for kind in type(error).__mro__ if kind in TEMPLATES)
    data = {name: _WORDS.get(name, str)(value) for name, value in vars(error).items()}
    text = template.format_map(data | {"intact": _INTACT, "unchanged": _UNCHANGED})
    return typeset(re.sub(r"\s*[\r\n]+\s*", " ", text))


def _table(key: str) -> str:
    table = TABLES.get(key)
    return f"Tableau {quoted(key)}" if table is None else f"Feuille {quoted(sheet_of(table).name)}, {table.title}"


def _headers(headers: tuple[str, ...]) -> str:
    noun = agree(len(headers), "la colonne", "les colonnes")
    return f"{noun} {enumerate_(quoted(_short(header)) for header in headers)}"


def _short(header: str) -> str:
    """Return a header without its instructions, which stand between brackets."""
    return header.partition(" (")[0]


def _number(number: str) -> str:
    sheet, _, row = number.rpartition("!")
    return f"{sheet}, ligne {row} : aucune fiche à cette ligne" if sheet else f"Aucune fiche ne porte le n° {number}"


def _problems(problems: Mapping[str, str]) -> str:
    headers = {column.key: column.header for table in reversed(RECORD_TABLES) for column in table.columns}
    labels = {key: quoted(_short(headers.get(key, key))) for key in problems}
    return " ".join(f"{labels[key]} : {text}" for key, text in problems.items())


def _cells(cells: tuple[str, ...]) -> str:
    return f"{plural(len(cells), 'cellule a changé', 'cellules ont changé')} ({enumerate_(cells)})"


_WORDS: dict[str, Callable[[Any], str]] = {
    "path": lambda path: Path(path).name or str(path),
    "detail": lambda detail: f" ({detail})" if detail else "",
    "nearest": lambda nearest: f" ; au plus près : {nearest}" if nearest else "",
    "holder": lambda holder: f"par {holder}" if holder else "dans un autre programme",
    "table": _table,
    "headers": _headers,
    "number": _number,
    "problems": _problems,
    "step": lambda step: _STEPS.get(step, step),
    "cells": _cells,
}
"""How a datum of an exception is worded, by the name of its attribute."""
