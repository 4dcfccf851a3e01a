import datetime as dt
from typing import Any

import pytest
from factories import make_contents

from reclam_xl.changes import RulesChange
from reclam_xl.errors import MissingTable
from reclam_xl.frozen import replace
from reclam_xl.operations import highlight_overdue
from reclam_xl.register import Area, Register, read_register

WHOLE = Area(first_row=6, first_column=1, last_row=400, last_column=26)


def ruled(
    validations: tuple[Area, ...] | None, highlights: tuple[Area, ...] | None, *rows: Any, **options: Any
) -> Register:
    """Return a register whose Suivi has these rules, and whose other sheets have them all."""
    contents = make_contents(*rows, **options)
    sheets = tuple(
        replace(
            sheet,
            validations=validations if sheet.name == "Suivi" else (WHOLE,),
            highlights=highlights if sheet.name == "Suivi" else (WHOLE,),
        )
        for sheet in contents.sheets
    )
    return read_register(replace(contents, sheets=sheets))


def test_a_sheet_that_has_all_its_rules_gets_none(context_of) -> None:
    register = ruled((WHOLE,), (WHOLE,))
    changes = highlight_overdue(register, context_of(register))
    assert not changes
    assert changes.summary == "Toutes les règles sont en place\u202f; aucun retard."


COLOURS = ("couleurs «\u00a0clôturé\u00a0», «\u00a0en retard\u00a0» et «\u00a0bientôt dû\u00a0»",)
ALL_BUT_J9 = (
    Area(first_row=6, first_column=1, last_row=205, last_column=9),
    Area(first_row=6, first_column=11, last_row=205, last_column=11),
    Area(first_row=6, first_column=10, last_row=8, last_column=10),
    Area(first_row=10, first_column=10, last_row=205, last_column=10),
)


@pytest.mark.parametrize(
    ("validations", "highlights", "missing"),
    [
        (ALL_BUT_J9, (WHOLE,), ("règle de saisie de «\u00a0Date d'échéance\u00a0»",)),
        (
            (WHOLE,),
            ALL_BUT_J9,
            COLOURS,
        ),
        (
            (replace(WHOLE, last_column=10),),
            (replace(WHOLE, first_row=7),),
            (
                "règle de saisie de «\u00a0Date de clôture\u00a0»",
                *COLOURS,
            ),
        ),
        (None, (WHOLE,), ("toutes les règles de saisie",)),
    ],
)
def test_lost_rules_are_named_and_put_back_on_the_whole_table(
    context_of, validations: Any, highlights: Any, missing: tuple[str, ...]
) -> None:
    register = ruled(validations, highlights)
    changes = highlight_overdue(register, context_of(register))
    (change,) = changes.changes
    assert isinstance(change, RulesChange)
    assert (change.sheet, change.table, change.first_row, change.last_row) == ("Suivi", "suivi", 6, 205)
    assert change.columns["due"] == 10
    assert change.missing == missing


def test_the_summary_counts_what_was_lost_where_it_can_be_told(context_of) -> None:
    told = ruled((replace(WHOLE, last_column=9),), (WHOLE,))
    assert highlight_overdue(told, context_of(told)).summary == ("2\u00a0règles remises en place\u202f; aucun retard.")
    untold = ruled(None, None)
    assert highlight_overdue(untold, context_of(untold)).summary == (
        "Règles de saisie et couleurs remises en place\u202f; aucun retard."
    )


def test_areas_side_by_side_or_one_under_the_other_cover_together(context_of) -> None:
    split = tuple(
        Area(first_row=first, first_column=column, last_row=last, last_column=column)
        for column in range(1, 12)
        for first, last in ((100, 205), (6, 99))
    )
    register = ruled(split, split)
    assert not highlight_overdue(register, context_of(register))


def test_late_rows_are_counted_table_by_table_with_the_first_cell_to_look_at(context_of) -> None:
    open_ = dict.fromkeys(["answered", "acknowledged", "answer", "decision", "informed", "information"])
    register = ruled(
        (WHOLE,),
        (WHOLE,),
        [{}, open_, {**open_, "acknowledged": dt.date(2026, 3, 3)}],
        [{"closed": None}],
        [{"due": dt.date(2026, 11, 22), "done": None, "checked": None, "effect": None}],
    )
    changes = highlight_overdue(register, context_of(register))
    assert changes.summary == "Toutes les règles sont en place\u202f; premier retard\u00a0: Registre!I7."
    assert changes.notes == (
        "Registre\u00a0: 2\u00a0lignes en retard, la première en Registre!I7 (26.1001.002).",
        "Suivi\u00a0: 4\u00a0lignes en retard, la première en Suivi!J7 (26.1001.002).",
        "Actions\u00a0: 1\u00a0ligne en retard, la première en Actions!G6 (26.1001.005).",
    )


@pytest.mark.parametrize(("answer_due", "late"), [(dt.date(2026, 11, 23), False), (dt.date(2026, 11, 22), True)])
def test_the_deadline_day_itself_is_on_time(context_of, answer_due: dt.date, late: bool) -> None:
    row = {"answered": None, "answer_due": answer_due, "suivi": None}
    register = ruled((WHOLE,), (WHOLE,), [row])
    notes = highlight_overdue(register, context_of(register)).notes
    assert notes == (
        ("Registre\u00a0: 1\u00a0ligne en retard, la première en Registre!M6 (26.1001.001).",) if late else ()
    )


def test_it_needs_a_table(context_of) -> None:
    register = ruled((), ())
    object.__setattr__(register, "tables", {})
    with pytest.raises(MissingTable):
        highlight_overdue(register, context_of(register))
