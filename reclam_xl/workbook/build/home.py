"""The Accueil sheet: what is late and due soon, by formulas alone, and the buttons."""

from __future__ import annotations

from collections.abc import Iterator

from reclam_xl.frozen import frozen
from reclam_xl.layout import BUTTONS, Button, Column, Kind, Table, Tone, sheet, styles
from reclam_xl.layout.actions import ACTIONS
from reclam_xl.layout.lists import ActionStatus, Alert, Origin, Status
from reclam_xl.layout.registre import REGISTRE
from reclam_xl.layout.suivi import SUIVI
from reclam_xl.values import column_letters
from reclam_xl.workbook.build import frame, looks
from reclam_xl.workbook.build.canvas import Page, Style

LEFT, LEFT_END, RIGHT, RIGHT_END = 2, 19, 21, 28
"""Eighteen narrow columns for what is due, eight for the buttons."""
_KEY, _ALERT = 30, 31
"""The hidden columns where each line of a list keeps its days left and its row, as one number, and its alert."""
_GRAIN = 10_000_000
_ROW_POINTS = 20
_LETTERS_A_COLUMN = 7.7
_NAVIGATION = {
    "nouvelle_reclamation": "saisie_client",
    "tableau_de_bord": "'Tableau de bord'!$A$1",
    "journal": "'Journal'!$A$1",
}
"""Buttons that lead somewhere useful even without the add-in."""

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Enregistrer", ("nouvelle_reclamation", "nouvelle_action", "nouvelle_fiche_qs", "nouvelle_fiche_pa")),
    (
        "Suivre les lignes choisies",
        ("accuse", "information", "reponse", "cloture", "suivi_date", "annuler_fiche"),
    ),
    ("Numéros et échéances", ("numeroter", "recalculer", "surligner", "rapprocher")),
    ("Contrôler et rendre compte", ("controler", "synthese", "tableau_de_bord", "journal")),
    ("Programme", ("annuler", "aide", "diagnostic")),
)
"""The buttons as a clerk looks for them: caption of the group, actions."""


@frozen
class Tile:
    """A figure with its caption; `tone` colours it as soon as it is not zero."""

    caption: str
    formula: str
    tone: Tone | None = None


def _count(table: Table, key: str, value: str) -> str:
    return f'COUNTIF({table.name}[{table.column(key).header}],"{value}")'


def _open_follow_ups(due: str = "") -> str:
    """Return the formula that counts the rows of Suivi that are no complaints and not closed."""
    column = {key: f"'Suivi'!${(c := column_letters(SUIVI.place(key)))}:${c}" for key in ("origin", "closed", "due")}
    late = f",{column['due']},{due}" if due else ""
    return "+".join(
        f'COUNTIFS({column["origin"]},"{origin.value}",{column["closed"]},"="{late})'
        for origin in (Origin.SURVEY, Origin.IMPROVEMENT)
    )


COMPLAINT_TILES = (
    Tile(caption="En retard", formula=_count(REGISTRE, "alert", Alert.LATE), tone=Tone.LATE),
    Tile(caption="Bientôt dues", formula=_count(REGISTRE, "alert", Alert.SOON), tone=Tone.SOON),
    Tile(caption="À accuser", formula=_count(REGISTRE, "status", Status.TO_ACKNOWLEDGE)),
    Tile(caption="En cours", formula=_count(REGISTRE, "status", Status.OPEN)),
    Tile(caption="Répondues, à clore", formula=_count(REGISTRE, "status", Status.ANSWERED)),
    Tile(caption="Clôturées", formula=_count(REGISTRE, "status", Status.CLOSED)),
)
ACTION_TILES = (
    Tile(caption="Actions en retard", formula=_count(ACTIONS, "alert", Alert.LATE), tone=Tone.LATE),
    Tile(caption="Bientôt dues", formula=_count(ACTIONS, "alert", Alert.SOON), tone=Tone.SOON),
    Tile(caption="À réaliser", formula=_count(ACTIONS, "status", ActionStatus.TO_DO)),
    Tile(caption="À vérifier", formula=_count(ACTIONS, "status", ActionStatus.TO_CHECK)),
    Tile(caption="QS et PA en retard", formula=_open_follow_ups('"<"&TODAY()'), tone=Tone.LATE),
    Tile(caption="QS et PA ouvertes", formula=_open_follow_ups()),
)


@frozen
class Part:
    """A column of a list: `formula` where it is not simply the cell of the table's column `key`."""

    caption: str
    span: int
    key: str = ""
    formula: str = ""


@frozen
class Urgent:
    """A list of the rows whose days left are fewest."""

    title: str
    table: Table
    sheet: str
    lines: int
    nothing: str
    parts: tuple[Part, ...]


_DATE, _DAYS = "TODAY()+{days}", "{days}"
URGENT = (
    Urgent(
        title="Réclamations les plus urgentes",
        table=REGISTRE,
        sheet="Registre",
        lines=8,
        nothing="Aucune réclamation en attente.",
        parts=(
            Part(caption="Numéro", span=2, key="number"),
            Part(caption="Client", span=4, key="client"),
            Part(caption="Objet", span=6, key="subject"),
            Part(caption="Statut", span=2, key="status"),
            Part(caption="Échéance", span=2, formula=_DATE),
            Part(caption="Jours", span=2, formula=_DAYS),
        ),
    ),
    Urgent(
        title="Actions correctives les plus urgentes",
        table=ACTIONS,
        sheet="Actions",
        lines=6,
        nothing="Aucune action en attente.",
        parts=(
            Part(caption="Numéro", span=2, key="number"),
            Part(caption="Responsable", span=4, key="owner"),
            Part(caption="Action", span=8, key="action"),
            Part(caption="Échéance", span=2, formula=_DATE),
            Part(caption="Jours", span=2, formula=_DAYS),
        ),
    ),
)
_TILE_LABEL: Style = {"font_size": 9, "font_color": styles.MUTED, "align": "center", "bg_color": styles.STRIPE}
_TILE_VALUE: Style = {"font_size": 15, "bold": True, "align": "center", "bg_color": styles.STRIPE, "num_format": "0"}
_GAP: Style = {"left": 5, "right": 5, "left_color": styles.WHITE, "right_color": styles.WHITE}


def draw(page: Page) -> None:
    """Draw the Accueil sheet."""
    about = sheet("home")
    _grid(page)
    row = _tiles(page, 4, "Réclamations", COMPLAINT_TILES)
    row = _tiles(page, row + 1, "Actions correctives et fiches QS et PA", ACTION_TILES)
    for urgent in URGENT:
        row = _urgent(page, row + 1, urgent)
    _buttons(page)
    _mark_colours(page)
    frame.view(page, tab=frame.TABS[about.key], freeze=(4, 1), select=(1, 1))
    frame.print_set_up(page, tall=1)
    page.worksheet.print_area(0, 0, row - 1, RIGHT_END)
    frame.protect(page)


def _grid(page: Page) -> None:
    """Set the narrow columns and the title block."""
    page.width(1, 2)
    page.width(LEFT, 5.86, RIGHT_END)
    page.width(LEFT_END + 1, 2.5)
    page.width(RIGHT_END + 1, 2)
    page.width(_KEY, 10, _ALERT, hidden=True)
    for row in range(4, 36):
        page.height(row, _ROW_POINTS)
    frame.title(page, "Registre des réclamations", "", column=LEFT, home="")
    agency = (
        'IF(reglage_agency="","Agence à renseigner dans Paramètres",'
        '"Agence "&reglage_agency&IF(reglage_agency_name="",""," – "&reglage_agency_name))'
        '&"  ·  profil de délais appliqué : "&reglage_profile'
    )
    page.formula(2, LEFT, agency, looks.PURPOSE)
    page.span(1, RIGHT, RIGHT_END, {"align": "right", "font_color": styles.MUTED})
    today: Style = {"align": "right", "font_color": styles.MUTED, "num_format": "[$-40C]dddd d mmmm yyyy"}
    page.formula(1, RIGHT, "TODAY()", today, _serial(page))
    page.height(3, 8)


def _serial(page: Page) -> int:
    return page.book.as_of.toordinal() - 693594


def _heading(page: Page, row: int, first: int, last: int, caption: str) -> None:
    for column in range(first, last + 1):
        page.write(row, column, caption if column == first else None, looks.SECTION)


def _tiles(page: Page, row: int, caption: str, tiles: tuple[Tile, ...]) -> int:
    """Draw a band of figures; return the row after it."""
    _heading(page, row, LEFT, LEFT_END, caption)
    wide = (LEFT_END - LEFT + 1) // len(tiles)
    for index, tile in enumerate(tiles):
        first = LEFT + index * wide
        last = first + wide - 1
        for line, style in ((row + 1, _TILE_LABEL), (row + 2, _TILE_VALUE)):
            page.span(line, first, last, style | _GAP)
        page.write(row + 1, first, tile.caption, _TILE_LABEL | _GAP)
        page.formula(row + 2, first, tile.formula, _TILE_VALUE | _GAP, page.book.zero)
        if tile.tone:
            cell = f"${column_letters(first)}${row + 2}"
            look = page.book.difference(looks.tone(tile.tone))
            options = {"type": "formula", "criteria": f"={cell}>0", "format": look}
            page.worksheet.conditional_format(row, first - 1, row + 1, last - 1, options)
    return row + 3


def _urgent(page: Page, row: int, urgent: Urgent) -> int:
    """Draw a list of urgent rows; return the row after it."""
    _heading(page, row, LEFT, LEFT_END, urgent.title)
    column = LEFT
    for part in urgent.parts:
        last = column + part.span - 1
        page.span(row + 1, column, last, looks.BAND)
        page.write(row + 1, column, part.caption, looks.BAND)
        for line in range(urgent.lines):
            _part(page, row + 2 + line, (column, last), urgent, part, first=not line)
        column = last + 1
    days = urgent.table.column("days_left").header
    left = f"{urgent.table.name}[{days}]"
    for line in range(urgent.lines):
        small = f'IFERROR(SMALL(IF(ISNUMBER({left}),{left}*{_GRAIN}+ROW({left})),{line + 1}),"")'
        page.array(row + 2 + line, _KEY, small, {})
    _tones(page, row + 2, urgent)
    return row + 2 + urgent.lines


def _part(page: Page, row: int, place: tuple[int, int], urgent: Urgent, part: Part, *, first: bool) -> None:
    """Write a cell of a list, which shows nothing when the list is shorter; the first one links to the row."""
    style, (column, last) = _style(urgent, part), place
    page.span(row, column, last, style)
    key = f"${column_letters(_KEY)}{row}"
    line = f"MOD({key},{_GRAIN})"
    days = f"INT({key}/{_GRAIN})"
    shown = part.formula.format(days=days)
    if part.key:
        letters = column_letters(urgent.table.place(part.key))
        shown = f"INDEX('{urgent.sheet}'!${letters}:${letters},{line})&\"\""
        if part.key not in ("number", "status"):
            room = int(part.span * _LETTERS_A_COLUMN)
            shown = f'IF(LEN({shown})>{room},LEFT({shown},{room - 1})&"…",{shown})'
    if part.key == "number":
        shown = f'IF({shown}="","sans numéro",{shown})'
        shown = f'HYPERLINK("#{urgent.sheet}!A"&{line},{shown})'
    empty = f'"{urgent.nothing}"' if first and part.key in ("client", "owner") else '""'
    page.formula(row, column, f'IF({key}="",{empty},{shown})', style)


def _style(urgent: Urgent, part: Part) -> Style:
    line: Style = {"bottom": 1, "bottom_color": styles.GRID}
    if part.key == "number":
        return line | {"font_color": styles.ACCENT, "bold": True}
    if part.formula == _DATE:
        return line | {"num_format": styles.DATE_FORMAT, "align": "left"}
    if part.formula == _DAYS:
        return line | {"num_format": "0", "align": "left"}
    column: Column = urgent.table.column(part.key)
    return line | ({"font_color": styles.MUTED} if column.kind is Kind.LIVE else {})


def _tones(page: Page, row: int, urgent: Urgent) -> None:
    """Colour the lines of a list as the table itself is, by their alert kept in a hidden column.

    A conditional format that looked at another sheet would need Excel's extensions of the file format.
    """
    letters = column_letters(urgent.table.place("alert"))
    for line in range(row, row + urgent.lines):
        key = f"${column_letters(_KEY)}{line}"
        alert = f"INDEX('{urgent.sheet}'!${letters}:${letters},MOD({key},{_GRAIN}))"
        page.formula(line, _ALERT, f'IF({key}="","",{alert})', {})
    for tone, expected in ((Tone.LATE, Alert.LATE), (Tone.SOON, Alert.SOON)):
        criteria = f'=${column_letters(_ALERT)}{row}="{expected.value}"'
        options = {"type": "formula", "criteria": criteria, "format": page.book.difference(looks.tone(tone))}
        page.worksheet.conditional_format(row - 1, LEFT - 1, row + urgent.lines - 2, LEFT_END - 1, options)


def _mark_colours(page: Page) -> None:
    """Lay the colours of « Contrôler le registre » by, in rules that never hold.

    LibreOffice makes its styles of the rules of a file, and adds none to a workbook of which a sheet is protected.
    """
    for paint in styles.MARKS:
        look = page.book.difference(looks.painted(paint))
        page.worksheet.conditional_format("A1", {"type": "formula", "criteria": "=FALSE", "format": look})


def button_places() -> Iterator[tuple[str, int, int, int]]:
    """Yield where each button of Accueil stands: action, row, first and last column."""
    row, half = 4, (RIGHT_END - RIGHT + 1) // 2
    for _, actions in GROUPS:
        for index, action in enumerate(actions):
            first = RIGHT + (index % 2) * half
            yield action, row + 1 + index // 2, first, first + half - 1
        row += 1 + (len(actions) + 1) // 2


def _buttons(page: Page) -> None:
    """Draw the buttons, two a line, under the caption of their group."""
    known = {button.action: button for button in BUTTONS}
    row, places = 4, {action: place for action, *place in button_places()}
    for caption, actions in GROUPS:
        _heading(page, row, RIGHT, RIGHT_END, caption)
        for action in actions:
            look = looks.MAIN_BUTTON if action == "nouvelle_reclamation" else looks.BUTTON
            look = looks.QUIET_BUTTON if caption == GROUPS[-1][0] else look
            _button(page, *places[action], button=known[action], look=look)
        row += 1 + (len(actions) + 1) // 2
    _note(page, row + 1)


def _button(page: Page, row: int, column: int, last: int, *, button: Button, look: Style) -> None:
    """Draw a button: a cell whose link the add-in catches; its defined name is its own place, or where it leads."""
    page.span(row, column, last, look)
    page.link(row, column, button.defined_name, button.caption, look, tip=button.help)
    page.book.define(button.defined_name, _NAVIGATION.get(button.action, page.reference(row, column)))


def _note(page: Page, row: int) -> None:
    text = (
        "Les boutons fonctionnent avec le complément reclam_xl. Sans lui, le registre se remplit à la main "
        "et les couleurs, les alertes et les indicateurs restent à jour ; la commande reclam-xl fait le même travail."
    )
    page.span(row, RIGHT, RIGHT_END, looks.NOTE, last_row=row + 3)
    page.say(row, RIGHT, text, looks.NOTE)
