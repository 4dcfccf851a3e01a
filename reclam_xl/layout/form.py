"""The Saisie sheet: an entry form for one complaint, one labelled cell a field."""

from __future__ import annotations

from reclam_xl.frozen import frozen, replace
from reclam_xl.layout.model import Column, Need, Table
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.layout.suivi import SUIVI

FIRST_ROW = 6
LABEL_COLUMN, ENTRY_COLUMN, MESSAGE_COLUMN = 2, 3, 4
"""Labels stand in B, entries in C, what is missing in D."""
REFUSAL_COLUMN, REFUSED_COLUMN = 6, 7
"""Hidden: the sentence with which « Enregistrer » refused an entry, and the entry; D shows it until that changes."""
REFUSALS_NAME = "saisie_refus"
"""The defined name of both, from the first field to the last; workbooks made before it have none."""


@frozen
class Field:
    """One line of the form: `column` describes it, `row` is its row, `name` the defined name of its entry cell."""

    column: Column
    table: str
    row: int

    @property
    def key(self) -> str:
        """The column's key."""
        return self.column.key

    @property
    def name(self) -> str:
        """The defined name of the entry cell."""
        return f"saisie_{self.key}"

    @property
    def required(self) -> bool:
        """Whether it must always be filled in; the issuer is the client unless named."""
        return self.column.need is Need.ALWAYS and self.key != "issuer"


_FROM_REGISTRE = ("client", "sent", "received", "subject", "product", "third_parties", "persons")
_FROM_SUIVI = ("issuer", "handler", "voucher", "notes")

_HELP = {
    "issuer": "Qui a émis la fiche, si ce n’est pas le client : salarié, responsable qualité…",
    "notes": "Un premier commentaire, s’il y a lieu, sans date : celle du jour est mise devant.",
}
"""What the form explains otherwise than the table."""


def _column(table: Table, key: str) -> Column:
    column = table.column(key)
    return replace(column, help=_HELP[key]) if key in _HELP else column


FIELDS: tuple[Field, ...] = tuple(
    Field(column=_column(table, key), table=table.key, row=FIRST_ROW + index)
    for index, (table, key) in enumerate(
        [*((REGISTRE, key) for key in _FROM_REGISTRE), *((SUIVI, key) for key in _FROM_SUIVI)]
    )
)
BUTTON_ROW = FIRST_ROW + len(FIELDS) + 1
"""Where « Enregistrer » (entry column) and « Effacer » (message column) stand."""
RESULT_ROW = BUTTON_ROW + 2
"""Where « Enregistrer » shows the new number and its deadlines (entry column)."""
RESULT_NAME = "saisie_resultat"
