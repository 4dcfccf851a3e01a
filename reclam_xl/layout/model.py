"""The words in which the workbook is described: sheets, tables, columns, lists and highlights."""

from __future__ import annotations

from enum import StrEnum

from reclam_xl.frozen import frozen


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "texte"
    LONG_TEXT = "texte long"
    DATE = "date"
    YEAR = "année"
    INTEGER = "nombre entier"
    EUROS = "montant en euros"
    NUMBER = "numéro d’ordre"
    NUMBERS = "numéros d’ordre"
    CHOICE = "choix dans une liste"
    DATED_NOTES = "dates et commentaires"
    LIVE = "calculé"


class Need(StrEnum):
    """When a column must be filled in."""

    ALWAYS = "obligatoire"
    STEP = "selon l’étape"
    OPTIONAL = "facultatif"
    AUTOMATIC = "automatique"


@frozen
class Column:
    """One column of a table.

    `key` is the name used in code; `header` the verbatim French header; `choices` the key of a list (`lists.LISTS`,
    or `"people"` for the names of Paramètres); `strict` whether another value than a listed one is refused;
    `width` is in characters; `help` is the sentence shown when the cell is selected; `aliases` are headers that
    other workbooks use for the same thing; `formula` is the formula of a live column, in English, with structured
    references to its own table.
    """

    key: str
    header: str
    kind: Kind
    width: float
    help: str
    need: Need = Need.OPTIONAL
    choices: str = ""
    strict: bool = True
    aliases: tuple[str, ...] = ()
    formula: str = ""

    @property
    def entered(self) -> bool:
        """Whether people (or operations) write in it, as opposed to a live formula."""
        return self.kind is not Kind.LIVE


class Tone(StrEnum):
    """The meaning of a highlight; `styles.TONES` gives it colours."""

    LATE = "en retard"
    SOON = "bientôt dû"
    CLOSED = "clôturé"


@frozen
class Highlight:
    """A live conditional format over whole rows of a table.

    `formula` is for the first row of the table: `{key}` stands for the column's reference (`$J6`).
    Earlier highlights win over later ones.
    """

    tone: Tone
    formula: str


@frozen
class Table:
    """A table of the workbook: an Excel table named `name` whose header row is `header_row` of its sheet.

    `blank_rows` is the number of rows laid out in advance in a new workbook; `first_column` counts from 1.
    `generated` tables are written by operations only.
    """

    key: str
    name: str
    title: str
    columns: tuple[Column, ...]
    header_row: int
    blank_rows: int
    first_column: int = 1
    highlights: tuple[Highlight, ...] = ()
    generated: bool = False

    def column(self, key: str) -> Column:
        """Return the column of that key; `KeyError` when there is none."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(key)

    def place(self, key: str) -> int:
        """Return where the layout puts a column in its sheet, counted from 1."""
        return self.first_column + self.columns.index(self.column(key))

    @property
    def last_column(self) -> int:
        """The place of its last column, counted from 1."""
        return self.first_column + len(self.columns) - 1

    @property
    def header_height(self) -> float:
        """The height, in points, that its longest wrapped header needs."""
        lines = max(-(-len(column.header) * 1.15 // column.width) for column in self.columns)
        return max(32.0, 15.0 * lines + 4)


@frozen
class Sheet:
    """A sheet of the workbook and the tables that it holds, left to right."""

    key: str
    name: str
    purpose: str
    tables: tuple[Table, ...] = ()
    protected: bool = True


@frozen
class Button:
    """A button of the workbook: `action` is the operation's name, `caption` what people read."""

    action: str
    caption: str
    help: str

    @property
    def defined_name(self) -> str:
        """The defined name to which the hyperlink button of a plain .xlsx points."""
        return f"reclam_btn_{self.action}"
