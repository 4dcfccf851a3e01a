"""The layout's validations and highlights put back on the rows of a table, whoever made the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reclam_xl.changes import RulesChange
from reclam_xl.frozen import frozen, replace
from reclam_xl.layout import TABLES
from reclam_xl.layout.rules import HighlightRule, Operator, Validation, ValidationKind, highlights, validations
from reclam_xl.layout.styles import TONES
from reclam_xl.register.contents import Area
from reclam_xl.workbook.file.formulas import shifted
from reclam_xl.workbook.file.markup import (
    Element,
    children,
    escape_attribute,
    escape_text,
    splice,
    text_of,
    with_attributes,
)
from reclam_xl.workbook.file.scan import areas, corner, references_of
from reclam_xl.workbook.file.session import Session
from reclam_xl.workbook.file.sheets import SheetEditor

__all__ = ["first_place", "put_rules"]

_BEFORE = (
    "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
)  # fmt: skip
"""The elements of a sheet that come after its rows and before its data validations, in their order."""
_SPACES = re.compile(r"\s+")


def put_rules(session: Session, change: RulesChange) -> None:
    """Put a table's validations and highlights back; rules of others on other cells, and their colours, stay."""
    editor = session.sheet(change.sheet)
    table, names = TABLES[change.table], session.outline.names
    first, last = change.first_row, change.last_row
    rules = validations(table, columns=change.columns, first_row=first, names=names)
    wanted = [(rule, _strip(change.columns[rule.key], first, last)) for rule in rules]
    if wanted:
        _put_validations(editor, wanted)
    marks = highlights(table, columns=change.columns, first_row=first, names=names)
    if marks:
        places = change.columns.values()
        whole = Area(first_row=first, first_column=min(places), last_row=last, last_column=max(places))
        _put_highlights(session, editor, marks, whole)


def _strip(column: int, first: int, last: int) -> Area:
    """Return the cells of a column between two rows."""
    return Area(first_row=first, first_column=column, last_row=last, last_column=column)


def _put_validations(editor: SheetEditor, wanted: list[tuple[Validation, Area]]) -> None:
    """Give cells their validations, and take them out of those that they had."""
    taken = [place for _, place in wanted]
    mark = editor.prefix.encode()
    new = b"".join(_validation(mark, rule, place) for rule, place in wanted)
    listing = editor.element("dataValidations")
    kept: list[bytes] = []
    if listing is not None and not listing.empty:
        kept = [
            text
            for item in children(editor.data, listing.inner, listing.close)
            if (text := _cut_out(editor.data, item, taken))
        ]
    _cut_out_of_extensions(editor, taken)
    count = len(kept) + len(wanted)
    name = mark + b"dataValidations"
    opening = b"<" + name + b">" if listing is None else editor.data[listing.start : listing.inner].replace(b"/>", b">")
    text = with_attributes(opening, {"count": str(count)}) + b"".join(kept) + new + b"</" + name + b">"
    start, end = (_place(editor),) * 2 if listing is None else (listing.start, listing.end)
    editor.replace(start, end, text)


def _place(editor: SheetEditor) -> int:
    """Return where the validations or highlights of a sheet that has none go."""
    return max([item.end for item in editor.tail if item.local in _BEFORE], default=editor.text.after)


def first_place(editor: SheetEditor) -> int:
    """Return where a conditional format goes to come before all others."""
    standing = [item.start for item in editor.tail if item.local == "conditionalFormatting"]
    return min(standing, default=_place(editor))


def _cut_out(data: bytes, item: Element, taken: Iterable[Area]) -> bytes:
    """Return a validation's text without some cells, `b""` when none is left; its formulas keep their meaning."""
    text = data[item.start : item.end]
    before = list(areas(" ".join(references_of(data, item))))
    after = before
    for hole in taken:
        after = [piece for place in after for piece in _without(place, hole)]
    if after == before:
        return text
    if not after:
        return b""
    rows = min(place.first_row for place in after) - min(place.first_row for place in before)
    columns = min(place.first_column for place in after) - min(place.first_column for place in before)
    edits = [_refer(data, item, " ".join(map(corner, after)))]
    for formula in _formulas(data, item):
        moved = shifted(text_of(data[formula.inner : formula.close]), rows, columns)
        edits.append((formula.inner, formula.close, escape_text(moved)))
    return splice(text, [(start - item.start, end - item.start, new) for start, end, new in edits])


def _formulas(data: bytes, item: Element) -> Iterator[Element]:
    """Yield the elements that hold a rule's formulas."""
    for child in children(data, item.inner, item.close) if not item.empty else ():
        if child.local in ("formula1", "formula2"):
            inner = list(children(data, child.inner, child.close))
            yield from inner or [child]


def _refer(data: bytes, item: Element, references: str) -> tuple[int, int, bytes]:
    """Return the edit that makes a rule cover other cells."""
    if "sqref" in item.attrs:
        return item.start, item.inner, with_attributes(data[item.start : item.inner], {"sqref": references})
    holder = next(child for child in children(data, item.inner, item.close) if child.local == "sqref")
    return holder.inner, holder.close, references.encode()


def _without(place: Area, hole: Area) -> Iterator[Area]:
    """Yield what is left of an area when another is taken out of it."""
    top, bottom = max(place.first_row, hole.first_row), min(place.last_row, hole.last_row)
    left, right = max(place.first_column, hole.first_column), min(place.last_column, hole.last_column)
    if top > bottom or left > right:
        yield place
        return
    if place.first_row < top:
        yield replace(place, last_row=top - 1)
    middle = replace(place, first_row=top, last_row=bottom)
    if place.first_column < left:
        yield replace(middle, last_column=left - 1)
    if right < place.last_column:
        yield replace(middle, first_column=right + 1)
    if bottom < place.last_row:
        yield replace(place, first_row=bottom + 1)


def _cut_out_of_extensions(editor: SheetEditor, taken: list[Area]) -> None:
    """Take cells out of the validations of Excel 2010's extension; emptied lists go, with their extension."""
    data = editor.data
    for extensions in (item for item in editor.tail if item.local == "extLst" and not item.empty):
        for extension in children(data, extensions.inner, extensions.close):
            for listing in children(data, extension.inner, extension.close) if not extension.empty else ():
                if listing.local != "dataValidations" or listing.empty:
                    continue
                items = list(children(data, listing.inner, listing.close))
                texts = [(item, _cut_out(data, item, taken)) for item in items]
                left = sum(bool(text) for _, text in texts)
                if not left:
                    editor.replace(extension.start, extension.end, b"")
                    continue
                for item, text in texts:
                    if text != data[item.start : item.end]:
                        editor.replace(item.start, item.end, text)
                if left != len(items):
                    tag = with_attributes(data[listing.start : listing.inner], {"count": str(left)})
                    editor.replace(listing.start, listing.inner, tag)


def _validation(mark: bytes, rule: Validation, place: Area) -> bytes:
    """Return the XML of a validation."""
    plain = rule.kind is ValidationKind.ANY
    shown = {
        "type": "" if plain else rule.kind.value,
        "errorStyle": "" if rule.error_style.value == "stop" else rule.error_style.value,
        "operator": _operator(rule),
        "allowBlank": "1" if rule.allow_blank else "",
        "showInputMessage": "1" if rule.prompt else "",
        "showErrorMessage": "" if plain else "1",
        "errorTitle": rule.error_title,
        "error": rule.error,
        "promptTitle": rule.prompt_title,
        "prompt": rule.prompt,
        "sqref": corner(place),
    }
    name = mark + b"dataValidation"
    tag = (
        b"<"
        + name
        + b"".join(
            b" " + key.encode() + b'="' + escape_attribute(value) + b'"' for key, value in shown.items() if value
        )
    )
    first = '"' + ",".join(rule.values) + '"' if rule.values else rule.formula1
    body = b"".join(
        b"<" + mark + key + b">" + escape_text(formula) + b"</" + mark + key + b">"
        for key, formula in ((b"formula1", first), (b"formula2", rule.formula2))
        if formula
    )
    return tag + (b">" + body + b"</" + name + b">" if body else b"/>")


def _operator(rule: Validation) -> str:
    """Return the operator of a validation as the file states it (`between` goes without saying)."""
    compared = rule.kind in (ValidationKind.DATE, ValidationKind.WHOLE, ValidationKind.DECIMAL)
    return rule.operator.value if compared and rule.operator is not Operator.BETWEEN else ""


@frozen(kw_only=False)
class _Formats:
    """The conditional formats of a sheet once ours are taken out: edits, and the highest priority left."""

    edits: list[tuple[int, int, bytes]]
    priority: int


def _put_highlights(session: Session, editor: SheetEditor, marks: tuple[HighlightRule, ...], whole: Area) -> None:
    """Give rows their highlights, in the place of what is left of them."""
    found = _without_ours(editor, marks, whole)
    for edit in found.edits:
        editor.replace(*edit)
    mark = editor.prefix.encode()
    rules = b"".join(
        b"<" + mark + f'cfRule type="expression" dxfId="{session.styles.dxf(TONES[rule.tone])}" '.encode()
        + f'priority="{found.priority + index}" stopIfTrue="1">'.encode()
        + b"<" + mark + b"formula>" + escape_text(rule.formula) + b"</" + mark + b"formula></" + mark + b"cfRule>"
        for index, rule in enumerate(marks, 1)
    )  # fmt: skip
    name = mark + b"conditionalFormatting"
    text = b"<" + name + f' sqref="{corner(whole)}">'.encode() + rules + b"</" + name + b">"
    place = _place(editor)
    editor.replace_first(place, text)


def _without_ours(editor: SheetEditor, marks: tuple[HighlightRule, ...], whole: Area) -> _Formats:
    """Return how to take our highlights, whole or in pieces, out of a sheet."""
    data, ours = editor.data, {_normal(rule.formula) for rule in marks}
    edits: list[tuple[int, int, bytes]] = []
    priority = 0
    for item in editor.tail:
        if item.local != "conditionalFormatting" or item.empty:
            continue
        places = list(areas(item.attrs.get("sqref", "")))
        rows = whole.first_row - min((place.first_row for place in places), default=whole.first_row)
        rules = [rule for rule in children(data, item.inner, item.close) if rule.local == "cfRule"]
        gone = [rule for rule in rules if _is_ours(data, rule, rows, ours)]
        priority = max([priority, *(int(rule.attrs.get("priority", 0)) for rule in rules if rule not in gone)])
        if len(gone) == len(rules):
            edits.append((item.start, item.end, b""))
        else:
            edits += [(rule.start, rule.end, b"") for rule in gone]
    return _Formats(edits, priority)


def _is_ours(data: bytes, rule: Element, rows: int, ours: set[str]) -> bool:
    """Whether a conditional format is one of our highlights, wherever its rows were pasted."""
    texts = [text_of(data[child.inner : child.close]) for child in children(data, rule.inner, rule.close)]
    return rule.attrs.get("type") == "expression" and len(texts) == 1 and _normal(shifted(texts[0], rows)) in ours


def _normal(formula: str) -> str:
    """Return a formula in which blanks and case do not matter."""
    return _SPACES.sub("", formula).casefold()
