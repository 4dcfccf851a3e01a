"""Results that a change made stale: taken out where they depend on it, and calculated anew on opening."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reclam_xl.workbook.file.dependents import Workings, dependents
from reclam_xl.workbook.file.markup import children, escape_text, prefix_of, root, splice, with_attributes
from reclam_xl.workbook.file.outline import CONTENT_TYPES, relations_part
from reclam_xl.workbook.file.scan import SheetText, formulas_of

if TYPE_CHECKING:
    from reclam_xl.workbook.file.session import Session

__all__ = ["drop_chain", "forget_results"]

_CHAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
_BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")


def forget_results(session: Session) -> None:
    """Take out the stored results of the formulas that depend on what has changed."""
    names = {sheet.part: sheet.name for sheet in session.outline.sheets if sheet.worksheet}
    changed = {
        (names[part].casefold(), row, column)
        for part, editor in session.sheets.items()
        for row, column in editor.changed_cells()
    }
    if not changed:
        return
    _recalculate(session)
    formulas: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for part, text in _concerned(session, names):
        sheet = names[part].casefold()
        for place, formula in formulas_of(text):
            formulas.setdefault((sheet, formula), []).append(place)
    if not formulas:
        return
    tables = {
        table.name.casefold(): (name.casefold(), table.area)
        for name in names.values()
        for table in session.tables(name)
    }
    defined = {name.casefold(): text for name, text in session.outline.names.items()}
    for sheet, row, column in dependents(changed, Workings(formulas=formulas, tables=tables, names=defined)):
        session.sheet(sheet).forget_result(row, column)


def _concerned(session: Session, names: Mapping[str, str]) -> Iterator[tuple[str, SheetText]]:
    """Yield the sheets whose formulas may depend on the sheets that are open, near or far, as they were."""
    waiting = {part: session.part(part) for part in names if part not in session.sheets}
    waiting = {part: data for part, data in waiting.items() if _FORMULA.search(data)}
    common = [name.encode() for name in (*session.outline.names, "INDIRECT", "OFFSET")]
    reached = list(session.sheets)
    while reached:
        part = reached.pop()
        editor = session.sheets.get(part)
        try:
            yield part, SheetText.of(session.part(part)) if editor is None else editor.text
        except ValueError:
            continue
        marks = [*common, *(table.name.encode() for table in session.tables(names[part]))]
        marks += [escape_text(names[part]), escape_text(names[part].replace("'", "''"))]
        near = [other for other, data in waiting.items() if any(mark in data for mark in marks)]
        reached += near
        for other in near:
            del waiting[other]


def _recalculate(session: Session) -> None:
    """Have every formula calculated when the workbook is opened, where it has any."""
    data = session.part(session.outline.part)
    if not _has_formulas(session) or session.outline.part in session.parts:
        return
    top = root(data)
    items = {item.local: item for item in children(data, top.inner, data.rfind(b"</"))}
    settings = items.get("calcPr")
    if settings is not None:
        tag = data[settings.start : settings.inner]
        if settings.attrs.get("fullCalcOnLoad") not in ("1", "true"):
            tag = with_attributes(tag, {"fullCalcOnLoad": "1"})
            session.parts[session.outline.part] = splice(data, [(settings.start, settings.inner, tag)])
        return
    place = max(items[name].end for name in _BEFORE_CALC if name in items)
    new = f'<{prefix_of(top.name)}calcPr fullCalcOnLoad="1"/>'.encode()
    session.parts[session.outline.part] = splice(data, [(place, place, new)])


def _has_formulas(session: Session) -> bool:
    """Whether any sheet has a formula."""
    if session.outline.related("calcChain") in session.package or session.formulas_moved:
        return True
    if any(editor.has_formulas() for editor in session.sheets.values()):
        return True
    parts = (sheet.part for sheet in session.outline.sheets if sheet.worksheet and sheet.part not in session.sheets)
    return any(_FORMULA.search(session.part(part)) for part in parts)


def drop_chain(session: Session) -> None:
    """Take out the calculation chain, which no longer names the right cells; Excel makes it anew."""
    part = session.outline.related("calcChain")
    if not part or part not in session.package:
        return
    session.parts[part] = None
    _remove(session, relations_part(session.outline.part), "Type", _CHAIN)
    _remove(session, CONTENT_TYPES, "PartName", f"/{part}")


def _remove(session: Session, part: str, name: str, value: str) -> None:
    """Take the element with some attribute out of a part."""
    data = session.part(part)
    for item in children(data, root(data).inner, data.rfind(b"</")):
        if item.attrs.get(name, "").casefold() == value.casefold():
            session.parts[part] = splice(data, [(item.start, item.end, b"")])
            return
