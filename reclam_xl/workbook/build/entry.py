"""The Saisie sheet: a form for one complaint that says by itself what is missing."""

from __future__ import annotations

from reclam_xl.layout import FORM_BUTTONS, Kind, Need, form, rules, sheet, styles
from reclam_xl.layout.form import ENTRY_COLUMN, FIELDS, FIRST_ROW, LABEL_COLUMN, MESSAGE_COLUMN, Field
from reclam_xl.values import address
from reclam_xl.workbook.build import frame, looks, tables
from reclam_xl.workbook.build.canvas import Page, Style

_HELP_COLUMN = MESSAGE_COLUMN + 1
_LAST = FIRST_ROW + len(FIELDS) - 1
_ENTRIES = f"$C${FIRST_ROW}:$C${_LAST}"
_TALL = 48
_START = 'IF(reglage_start="",{profiled},reglage_start)'


def draw(page: Page, profiled_start: str) -> None:
    """Draw the form; `profiled_start` is the reference of the cell that holds the profile's start of delays."""
    about = sheet("entry")
    frame.title(page, "Nouvelle réclamation", about.purpose, column=LABEL_COLUMN)
    for column, width in ((1, 2), (LABEL_COLUMN, 37), (ENTRY_COLUMN, 50), (MESSAGE_COLUMN, 30), (_HELP_COLUMN, 46)):
        page.width(column, width)
    page.height(4, 8)
    _heading(page)
    for field in FIELDS:
        _field(page, field, profiled_start)
    _messages(page)
    _buttons(page)
    _result(page)
    frame.view(page, tab=frame.TABS[about.key], freeze=(FIRST_ROW, 1), select=(FIRST_ROW, ENTRY_COLUMN))
    frame.print_set_up(page, tall=1)
    frame.spare_warnings(page, _ENTRIES.replace("$", ""))
    frame.protect(page)


def _heading(page: Page) -> None:
    captions = ("À renseigner", "Votre saisie", "Contrôle", "Aide")
    for column, caption in enumerate(captions, start=LABEL_COLUMN):
        page.write(FIRST_ROW - 1, column, caption, looks.BAND | {"font_size": 10})
    page.height(FIRST_ROW - 1, 20)


def _field(page: Page, field: Field, profiled_start: str) -> None:
    """Draw a line: label, entry cell, what is missing, help."""
    column, tall = field.column, field.column.kind in (Kind.LONG_TEXT, Kind.DATED_NOTES)
    page.height(field.row, _TALL if tall else 24)
    star = " *" if column.need is Need.ALWAYS else ""
    page.write(field.row, LABEL_COLUMN, f"{_label(field)}{star}", looks.LABEL | _RULED)
    style = looks.by_kind(column.kind) | looks.ENTRY | {"align": "left", "text_wrap": True, "indent": 1}
    page.write(field.row, ENTRY_COLUMN, None, style | ({"valign": "top"} if tall else {}))
    page.formula(field.row, MESSAGE_COLUMN, _message(field, profiled_start), _RULED | {"indent": 1}, _first(field))
    page.write(field.row, _HELP_COLUMN, column.help, looks.NOTE | _RULED | {"valign": "vcenter", "indent": 1})
    page.book.define(field.name, page.reference(field.row, ENTRY_COLUMN))
    rule = rules.validation(column, place=ENTRY_COLUMN, row=field.row)
    if rule is not None:
        tables.validate(page, rule, row=field.row, column=ENTRY_COLUMN)


_RULED: Style = {"bottom": 1, "bottom_color": styles.GRID}


def _label(field: Field) -> str:
    """Return the label of a field: its header without what the seed's header adds in brackets."""
    return field.column.header.split(" (Mettre", 1)[0]


def _first(field: Field) -> str:
    return "obligatoire" if field.column.need is Need.ALWAYS else ""


def _message(field: Field, profiled_start: str) -> str:
    """Return the formula that says what is missing or wrong in a field."""
    cell, label = f"${address(field.row, ENTRY_COLUMN)}", _label(field).replace('"', '""')
    missing = f'IF(COUNTA({_ENTRIES})=0,"obligatoire","il manque : {label}")'
    required = {
        "sent": f'IF({_START.format(profiled=profiled_start)}="envoi",{missing},"")',
    }.get(field.key, missing if field.column.need is Need.ALWAYS else '""')
    right = f'IF(ISNUMBER({cell}),IF({cell}>TODAY(),"date à venir","✓"),"date JJ/MM/AAAA attendue")'
    filled = right if field.column.kind is Kind.DATE else '"✓"'
    return f'IF(TRIM({cell})="",{required},{filled})'


def _messages(page: Page) -> None:
    """Colour the messages, and sum them up above the form."""
    area = f"{address(FIRST_ROW, MESSAGE_COLUMN)}:{address(_LAST, MESSAGE_COLUMN)}"
    first = f"${address(FIRST_ROW, MESSAGE_COLUMN)}"
    for formula, colour in (
        (f'LEFT({first},9)="il manque"', styles.BAD),
        (f'LEFT({first},4)="date"', styles.BAD),
        (f'{first}="✓"', styles.GOOD),
        (f'{first}="obligatoire"', styles.MUTED),
    ):
        look = page.book.difference({"font_color": colour, "bold": colour is not styles.MUTED})
        page.worksheet.conditional_format(area, {"type": "formula", "criteria": f"={formula}", "format": look})
    messages = area.replace("D", "$D$")
    problems = f'SUMPRODUCT((LEFT({messages},9)="il manque")+(LEFT({messages},4)="date"))'
    summary = (
        f'IF(COUNTA({_ENTRIES})=0,"Formulaire vide : les lignes marquées * sont obligatoires.",'
        f'IF({problems}=0,"Tout y est : cliquez sur « Enregistrer ».",'
        f'IF({problems}=1,"Il reste 1 point à compléter.","Il reste "&{problems}&" points à compléter.")))'
    )
    style = {"font_color": styles.MUTED, "italic": True}
    text = "Formulaire vide : les lignes marquées * sont obligatoires."
    page.formula(3, ENTRY_COLUMN, summary, style, text)


def _buttons(page: Page) -> None:
    save, clear = FORM_BUTTONS
    page.height(form.BUTTON_ROW - 1, 10)
    page.height(form.BUTTON_ROW, 30)
    big = {"font_size": 11}
    for button, column, look in (
        (save, ENTRY_COLUMN, looks.MAIN_BUTTON | big),
        (clear, MESSAGE_COLUMN, looks.QUIET_BUTTON | big),
    ):
        page.link(form.BUTTON_ROW, column, button.defined_name, button.caption, look, tip=button.help)
        page.book.define(button.defined_name, page.reference(form.BUTTON_ROW, column))
    note = "Sans le module complémentaire, saisissez directement dans Registre et Suivi, ou : reclam-xl saisir."
    page.write(form.BUTTON_ROW, _HELP_COLUMN, note, looks.NOTE | {"valign": "vcenter", "indent": 1})


def _result(page: Page) -> None:
    page.height(form.BUTTON_ROW + 1, 10)
    page.height(form.RESULT_ROW, 90)
    page.write(form.RESULT_ROW, LABEL_COLUMN, "Résultat", looks.LABEL)
    style = looks.LINES | {
        "bg_color": styles.STRIPE,
        "text_wrap": True,
        "indent": 1,
        "bold": True,
        "locked": False,
        "valign": "top",
    }
    page.write(form.RESULT_ROW, ENTRY_COLUMN, None, style)
    page.book.define(form.RESULT_NAME, page.reference(form.RESULT_ROW, ENTRY_COLUMN))
