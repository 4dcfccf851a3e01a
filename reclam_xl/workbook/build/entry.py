"""The Saisie sheet: a form for one complaint that says by itself what is missing."""

from __future__ import annotations

from reclam_xl.frozen import replace
from reclam_xl.layout import FORM_BUTTONS, Kind, form, rules, sheet, styles
from reclam_xl.layout.form import (
    ENTRY_COLUMN,
    FIELDS,
    FIRST_ROW,
    LABEL_COLUMN,
    MESSAGE_COLUMN,
    REFUSAL_COLUMN,
    REFUSED_COLUMN,
    Field,
)
from reclam_xl.layout.lists import PEOPLE
from reclam_xl.layout.rules import ValidationKind
from reclam_xl.values import column_letters
from reclam_xl.workbook.build import frame, looks, tables
from reclam_xl.workbook.build.canvas import Page, Style

_HELP_COLUMN = MESSAGE_COLUMN + 1
_LAST = FIRST_ROW + len(FIELDS) - 1
_ENTRIES = f"$C${FIRST_ROW}:$C${_LAST}"
_TALL = 42
_OPTIONAL = {"issuer": "si vide : le client"}
"""What the form says of an empty field that may stay so, where there is something to say."""
_UNBLAMED = ("obligatoire", *_OPTIONAL.values())
"""What is said beside a field without its being wrong; « ✓ » is the other."""
_START = 'IF(reglage_start="",{profiled},reglage_start)'


def draw(page: Page, profiled_start: str) -> None:
    """Draw the form; `profiled_start` is the reference of the cell that holds the profile's start of delays."""
    about = sheet("entry")
    frame.title(page, "Nouvelle réclamation", about.purpose, column=LABEL_COLUMN)
    for column, width in ((1, 2), (LABEL_COLUMN, 37), (ENTRY_COLUMN, 50), (MESSAGE_COLUMN, 42), (_HELP_COLUMN, 46)):
        page.width(column, width)
    page.width(REFUSAL_COLUMN, 10, REFUSED_COLUMN, hidden=True)
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
    page.height(field.row, _TALL if tall else 26)
    star = " *" if field.required else ""
    page.write(field.row, LABEL_COLUMN, f"{_label(field)}{star}", looks.LABEL | _RULED)
    style = looks.by_kind(column.kind) | looks.ENTRY | {"align": "left", "text_wrap": True, "indent": 1}
    page.write(field.row, ENTRY_COLUMN, None, style | ({"valign": "top"} if tall else {}))
    said = _RULED | {"indent": 1, "text_wrap": True, "font_size": 9}
    page.formula(field.row, MESSAGE_COLUMN, _message(field, profiled_start), said, _first(field))
    for hidden in (REFUSAL_COLUMN, REFUSED_COLUMN):
        page.write(field.row, hidden, None, looks.FREE)
    page.say(field.row, _HELP_COLUMN, column.help, looks.NOTE | _RULED | {"valign": "vcenter", "indent": 1})
    page.book.define(field.name, page.reference(field.row, ENTRY_COLUMN))
    rule = rules.validation(column, place=ENTRY_COLUMN, row=field.row)
    if rule is not None and rule.kind is not ValidationKind.ANY:
        # the help stands in the row already, and a tip would hide what is said beside the field
        tables.validate(page, replace(rule, prompt_title="", prompt=""), row=field.row, column=ENTRY_COLUMN)


_RULED: Style = {"bottom": 1, "bottom_color": styles.GRID}


def _label(field: Field) -> str:
    """Return the label of a field: its header without what the seed's header adds in brackets."""
    return field.column.header.split(" (Mettre", 1)[0]


def _first(field: Field) -> str:
    return "obligatoire" if field.required else _OPTIONAL.get(field.key, "")


def _message(field: Field, profiled_start: str) -> str:
    """Return the formula of what is missing or wrong in a field: what « Enregistrer » said of it comes first."""
    cell, refusal, refused = (
        f"${column_letters(c)}{field.row}" for c in (ENTRY_COLUMN, REFUSAL_COLUMN, REFUSED_COLUMN)
    )
    live = f'IF(TRIM({cell})="",{_missing(field, profiled_start)},{_filled(field, cell)})'
    return f'IFERROR(IF(AND({refusal}<>"",{refused}={cell}),{refusal},{live}),"valeur d’erreur : ressaisissez")'


def _missing(field: Field, profiled_start: str) -> str:
    """Return the formula of what to say of an empty field."""
    label = _label(field).replace('"', '""')
    missing = f'IF(COUNTA({_ENTRIES})=0,"obligatoire","il manque : {label}")'
    if field.key == "sent":
        return f'IF({_START.format(profiled=profiled_start)}="envoi",{missing},"")'
    return missing if field.required else f'"{_OPTIONAL.get(field.key, "")}"'


def _filled(field: Field, cell: str) -> str:
    """Return the formula of what to say of a field that is filled in."""
    if field.column.kind is Kind.DATE:
        return (
            f'IF(NOT(ISNUMBER({cell})),"date JJ/MM/AAAA attendue",IF({cell}>=TODAY()+1,"date à venir",'
            f'IF({cell}<DATE(2000,1,1),"date trop ancienne",{_sent_late(field, cell)})))'
        )
    if field.column.choices == PEOPLE:
        names = rules.list_name(PEOPLE)
        return f'IF(OR(COUNTA({names})=0,ISNUMBER(MATCH({cell},{names},0))),"✓","nom absent de Paramètres")'
    sign = f'AND(LEN({cell})>1,OR(LEFT({cell},1)="=",LEFT({cell},1)="@"))'
    return f'IF({sign},"premier signe à ôter : "&LEFT({cell},1),"✓")'


def _sent_late(field: Field, cell: str) -> str:
    received = next(f"$C{each.row}" for each in FIELDS if each.key == "received")
    late = f"AND(ISNUMBER({received}),{cell}>{received})"
    return f'IF({late},"date après la réception","✓")' if field.key == "sent" else '"✓"'


def _messages(page: Page) -> None:
    """Colour the messages, and sum them up above the form."""
    column = column_letters(MESSAGE_COLUMN)
    first, area = f"${column}{FIRST_ROW}", f"{column}{FIRST_ROW}:{column}{_LAST}"
    unblamed = ",".join(f'{first}="{text}"' for text in _UNBLAMED)
    for formula, colour in (
        (f'{first}="✓"', styles.GOOD),
        (f"OR({unblamed})", styles.MUTED),
        (f'{first}<>""', styles.BAD),
    ):
        look = page.book.difference({"font_color": colour, "bold": colour is not styles.MUTED})
        options = {"type": "formula", "criteria": f"={formula}", "format": look, "stop_if_true": True}
        page.worksheet.conditional_format(area, options)
    messages = f"${column}${FIRST_ROW}:${column}${_LAST}"
    problems = "SUMPRODUCT(" + "*".join(f'({messages}<>"{text}")' for text in ("", "✓", *_UNBLAMED)) + ")"
    summary = (
        'IF(reglage_agency="","Indiquez d’abord le numéro de l’agence dans Paramètres.",'
        f'IF(COUNTA({_ENTRIES})=0,"Formulaire vide : les lignes marquées * sont obligatoires.",'
        f'IF({problems}=0,"Tout y est : cliquez sur « Enregistrer ».",'
        f'IF({problems}=1,"Il reste 1 point à compléter.","Il reste "&{problems}&" points à compléter."))))'
    )
    style = {"font_color": styles.MUTED, "italic": True}
    text = "Formulaire vide : les lignes marquées * sont obligatoires."
    page.formula(3, ENTRY_COLUMN, summary, style, text)
    refusals = page.reference(FIRST_ROW, REFUSAL_COLUMN, _LAST, REFUSED_COLUMN)
    page.book.define(form.REFUSALS_NAME, refusals)


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
    note = "Sans le complément, saisissez directement dans Registre et Suivi, ou : reclam-xl saisir."
    page.say(form.BUTTON_ROW, _HELP_COLUMN, note, looks.NOTE | {"valign": "vcenter", "indent": 1})


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
