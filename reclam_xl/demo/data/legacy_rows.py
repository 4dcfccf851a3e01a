"""The agency's old follow-up sheet of 2012, as its clerks left it: untidy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from reclam_xl.french import NBSP
from reclam_xl.layout.suivi import SUIVI

Content = str | int | dt.date | None
"""What a cell of the old sheet holds."""

SHEET = "FS-QS-PA GP 2012"
HEADER_ROW = 6
YEAR = 2012
TITLES: dict[str, str] = {
    "A1": "Cabinet de courtage – Agence de Nantes (1001)",
    "A2": "Suivi des fiches signalétiques et des plans d'améliorations Grand Public",
    "A4": "Mis à jour par A. LE GOFF – ne pas trier !",
}
MERGED = "A2:H2"
EXTRA = "Commercial"
"""The column that the agency has inserted, after « Objet »."""
OTHER_SHEET = "Téléphones utiles"
OTHER_CELLS: dict[str, Content] = {
    "A1": "Armorique Assurances, sinistres",
    "B1": "02 00 00 00 01",
    "A2": "Mutuelle du Ponant",
    "B2": "02 00 00 00 02",
}


def headers() -> list[str]:
    """Return the headers as the sheet words them: two cut by line breaks, one shortened, one of the agency."""
    worded = {
        "issuer": "NOM Prénom\nEmetteur",
        "number": "Numéro d'ordre\naa.n°agence.n°d'ordre\n(ex: 12.1001.001) ",
        "due": f"Date{NBSP}d'échéance",
    }
    found = [worded.get(column.key, column.header) for column in SUIVI.columns]
    found.insert(_EXTRA_PLACE, EXTRA)
    return found


_EXTRA_PLACE = 6


def _d(day: int, month: int) -> dt.date:
    return dt.date(YEAR, month, day)


def _n(order: int) -> str:
    return f"12.1001.{order:03d}"


_ANNE, _PAUL, _SAMIRA = "LE GOFF Anne", "ROUSSEAU Paul", "BENALI Samira"
_HEADERS_AGAIN = ("=en-têtes",)
"""Stands for a row where the header is repeated, as for a new printed page."""

# Each row: date, issuer, number, origin, subject, commercial, voucher, follow-up, handler, due, closed.
_LINES: tuple[Sequence[Content], ...] = (
    (_d(5, 1), "DUPONT Jean", _n(1), "FS", "Bris de glace mal remboursé", "PR", "AR 1",
     "06/01/2012 : appel du client\n20/01/2012 : réponse écrite", _ANNE, _d(5, 3), _d(24, 1)),
    (_d(9, 1), "MOREL Sylvie", _n(2), "FS", "Attestation non reçue", "PR", None,
     "10/01/2012 : attestation envoyée", _PAUL, _d(9, 3), _d(12, 1)),
    (_d(16, 1), "CARO Ludovic", _n(3), "QS", "Note 3/5, attente au téléphone", "SB", "Q3",
     "18/01/2012 : rappelé", _SAMIRA, _d(15, 2), _d(18, 1)),
    ("23/01/2012", "JAOUEN Marie", _n(4), "FS", "Dégât des eaux, expert non venu", "SB", None,
     "24/01/2012 : expert relancé\n13/02/2012 : réponse", _SAMIRA, "23/03/2012", _d(16, 2)),
    (_d(30, 1), _ANNE, _n(5), "PA", "Relancer les experts à 10 jours", None, None,
     "30/01/2012 : décidé en réunion", _SAMIRA, _d(30, 4), _d(20, 4)),
    (_d(6, 2), "BRETON Alain", "12-1001-006", "FS", "Résiliation non prise en compte", "PR", "LR 6",
     "07/02/2012 : assureur prévenu", _PAUL, _d(6, 4), _d(1, 3)),
    (_d(8, 2), "LE CORRE Nadine", "12 1001 007", "fs", "Prélèvement en double", "PR", None,
     "09/02/2012 : remboursement demandé", _PAUL, _d(8, 4), _d(20, 2)),
    (_d(13, 2), "GUILLOU Yves ", _n(8), "FS", "Expertise contestée", "SB", None,
     "14/02/2012 : contre-expertise", f"{_SAMIRA}{NBSP}", _d(13, 4), _d(10, 4)),
    (_d(20, 2), "MARTINEZ Paola", _n(9), "QS", "Note 5/5", None, "Q9",
     "20/02/2012 : remerciements", _PAUL, _d(21, 3), _d(20, 2)),
    (_d(27, 2), "HAMON Luc", _n(10), "FS", "Hausse de cotisation", "PR", None,
     "expliqué au téléphone, client satisfait", _PAUL, _d(27, 4), _d(5, 3)),
    _HEADERS_AGAIN,
    ("03/04/12", "PERON Julie", _n(11), "FS", "Vol de vélo non couvert", "SB", None,
     "05/04/2012 : refus expliqué", _SAMIRA, None, _d(20, 4)),
    (_d(4, 4), "RIO Gérard", _n(12), "FS", "Carte verte en retard", "PR", None,
     "04/04/2012 : remise au guichet", _PAUL, _d(4, 6), _d(4, 4)),
    (_d(10, 4), "COLLET Anne", _n(13), "FS", "Indemnité jugée faible", "SB", "AR 13",
     "12/04/2012 : dossier revu", _SAMIRA, "31/06/2012", _d(11, 5)),
    (_d(16, 4), _ANNE, _n(14), "PA", "Carte verte remise le jour même", None, None,
     "16/04/2012 : décidé", _PAUL, _d(16, 7), _d(2, 7)),
    (_d(23, 4), "BOSSARD Éric", _n(15), "FS", "Dossier perdu", "PR", None,
     "24/04/2012 : pièces redemandées", _ANNE, _d(23, 6), "31/02/2012"),
    (_d(2, 5), "TREMEL Odile", _n(16), "QS", "Note 2/5, accueil", "PR", "Q16",
     "03/05/2012 : excuses", _ANNE, _d(1, 6), _d(10, 5)),
    (_d(7, 5), "LUCAS Denis", _n(17), "FS", "Avenant non reçu", "PR", None,
     "09/05/2012 : avenant réédité", _PAUL, _d(7, 7), _d(15, 5)),
    (_d(14, 5), "NICOL Hélène", _n(17), "FS", "Franchise contestée", "SB", None,
     "15/05/2012 : réponse", _SAMIRA, _d(14, 7), _d(29, 5)),
    (_d(21, 5), "KERJEAN Paul", _n(19), "FS", "Sinistre non déclaré à temps", "SB", None,
     "22/05/2012 : déclaration faite", _SAMIRA, _d(21, 7), _d(11, 6)),
    (_d(4, 6), "ROLLAND Inès", _n(20), "FS", "Tiers payant refusé", "PR", None,
     "05/06/2012 : droits rétablis", _ANNE, _d(4, 8), _d(7, 6)),
    (_d(11, 6), "SIMON Marc", _n(21), "FS", "Remboursement optique tardif", "PR", "AR 21",
     "12/06/2012 : mutuelle relancée", _ANNE, _d(11, 8), _d(25, 6)),
    (_d(18, 6), "LE BRAS Jeanne", "13.1001.021", "QS", "Note 4/5", None, "Q22",
     "18/06/2012 : lu en réunion", _ANNE, _d(18, 7), _d(18, 6)),
    (_d(25, 6), "OLLIVIER Rémi", "14.1001.021", "FS", "Devis jamais envoyé", "PR", None,
     "26/06/2012 : devis envoyé", _PAUL, _d(25, 8), _d(2, 7)),
    (_d(2, 7), "PICHON Claire", "15.1001.021", "QS", "Note 5/5", None, "Q24",
     "02/07/2012 : remerciements", _PAUL, _d(1, 8), _d(2, 7)),
    (_d(9, 7), "FAURE Thomas", _n(25), "FS", "Garantie conducteur refusée", "SB", None,
     "10/07/2012 : refus expliqué\n30/07/2012 : médiateur indiqué", _SAMIRA, _d(9, 9), _d(6, 8)),
    ("le 16 juillet 2012", "BLIN Agathe", _n(26), "FS", "Contrat non conforme au devis", "PR", None,
     "17/07/2012 : contrat refait", _PAUL, _d(16, 9), _d(30, 7)),
    (_d(3, 9), "QUERE Bruno", _n(27), "FS", "Pas de réponse à trois courriels", "SB", None,
     None, _SAMIRA, _d(3, 11), None),
    (_d(10, 9), _ANNE, _n(28), "PA", "Boîte courriel commune relevée chaque jour", None, None,
     "10/09/2012 : décidé", _ANNE, _d(10, 12), _d(3, 12)),
    (_d(1, 10), "AUFFRET Léon", "en attente", "FS", "Réclamation transmise par le siège", "PR", None,
     "02/10/2012 : reçu du siège", _PAUL, _d(1, 12), _d(19, 10)),
    (_d(8, 10), "DANIEL Rose", _n(30), "Réclamation", "Échéancier erroné", "PR", "AR 30",
     "09/10/2012 : échéancier refait", _PAUL, _d(8, 12), _d(15, 10)),
    (_d(15, 10), "GARREC Alan", _n(31), "FS", "Expert injoignable", "SB", None,
     "16/10/2012 : expert rappelé", _SAMIRA, _d(15, 12), _d(5, 11)),
    (_d(5, 11), "TANGUY Lise", None, "QS", "Note 3/5, documents réclamés deux fois", "PR", None,
     "06/11/2012 : dossier remis en ordre", _PAUL, _d(5, 12), _d(6, 11)),
)  # fmt: skip


def lines() -> list[list[Content]]:
    """Return the rows under the header, « Année » and the agency's column included."""
    return [_line(line) for line in _LINES]


def _line(line: Sequence[Content]) -> list[Content]:
    if line is _HEADERS_AGAIN:
        return list(headers())
    return [YEAR, *line]


TOTAL: tuple[Content, ...] = ("Total 2012", None, "33 fiches")
"""The last line, two rows below the others."""
PHANTOM_ROWS = 2600
"""Empty rows with borders that somebody has laid out below."""
