"""One editing session over a package: cells set, only the parts meant touched, formulas marked for calculation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reclam_xl.errors import DamagedWorkbook, MissingTable, SignedWorkbook
from reclam_xl.values import CellValue, address
from reclam_xl.workbook.file.cells import cell, moment_of
from reclam_xl.workbook.file.dependents import Workings, dependents
from reclam_xl.workbook.file.formulas import shifted
from reclam_xl.workbook.file.markup import (
    attributes,
    children,
    escape_text,
    prefix_of,
    root,
    splice,
    text_of,
    to_utf8,
    with_attributes,
)
from reclam_xl.workbook.file.outline import CONTENT_TYPES, Outline, relations, relations_part
from reclam_xl.workbook.file.package import Package
from reclam_xl.workbook.file.scan import SheetText, area, formulas_of
from reclam_xl.workbook.file.sheets import CellText, SheetEditor
from reclam_xl.workbook.file.styles import MINIMAL, Styles
from reclam_xl.workbook.file.tables import TableEditor

__all__ = ["Session"]

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")
_BEFORE_CALC = ("sheets", "functionGroups", "externalReferences", "definedNames")


class Session:
    """The changes made to one package; `finish` gives its new bytes."""

    def __init__(self, package: Package) -> None:
        """Open a session; raise `SignedWorkbook` when a change would break a signature."""
        self.package = package
        self.outline = Outline.of(package)
        if self.outline.signed:
            raise SignedWorkbook(package.path)
        self.parts: dict[str, bytes | None] = {}
        self._sheets: dict[str, SheetEditor] = {}
        self._tables: dict[str, TableEditor] = {}
        self._styles: Styles | None = None
        self._formulas_moved = False

    def part(self, name: str) -> bytes:
        """Return a part in UTF-8, as the session has it (`b""` when it is missing)."""
        content = self.parts.get(name)
        if content is not None:
            return content
        try:
            return to_utf8(self.package.read(name, verify=True))
        except ValueError as fault:
            raise DamagedWorkbook(self.package.path, f"{name}: {fault}") from fault

    def sheet_part(self, name: str) -> str:
        """Return the part of a worksheet; `MissingTable` when no worksheet has that name."""
        for sheet in self.outline.sheets:
            if sheet.worksheet and sheet.name.casefold() == name.casefold():
                return sheet.part
        raise MissingTable(name)

    def sheet(self, name: str) -> SheetEditor:
        """Return the editor of a worksheet."""
        part = self.sheet_part(name)
        if part not in self._sheets:
            data = self.part(part)
            try:
                self._sheets[part] = SheetEditor(data)
            except ValueError as fault:
                raise DamagedWorkbook(self.package.path, f"{part}: {fault}") from fault
        return self._sheets[part]

    def tables(self, sheet: str) -> list[TableEditor]:
        """Return the editors of the Excel tables of a sheet."""
        found = []
        for relation in relations(self.package, self.sheet_part(sheet)):
            if relation.kind == "table" and relation.target in self.package:
                if relation.target not in self._tables:
                    try:
                        self._tables[relation.target] = TableEditor(self.part(relation.target))
                    except ValueError as fault:
                        raise DamagedWorkbook(self.package.path, f"{relation.target}: {fault}") from fault
                found.append(self._tables[relation.target])
        return found

    def table(self, sheet: str, name: str) -> TableEditor | None:
        """Return the editor of an Excel table of a sheet, `None` when the sheet has none of that name."""
        return next((table for table in self.tables(sheet) if table.name.casefold() == name.casefold()), None)

    @property
    def styles(self) -> Styles:
        """The styles of the workbook, the plainest ones when it has none."""
        if self._styles is None:
            self._styles = Styles(self.part(self.outline.related("styles")) or MINIMAL)
        return self._styles

    def set(self, sheet: str, row: int, column: int, value: CellValue, *, style: int | None = None) -> None:
        """Set a cell's value; its format stays, but for a number format that would misread the value."""
        editor = self.sheet(sheet)
        before = editor.cell(row, column)
        if before is not None and before.content:
            self._free(editor, row, column, before)
        index = editor.style_of(row, column) if style is None else style
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        moment = moment_of(value)
        if moment is not None or (number and index):
            index = self.styles.suited(index, moment, number=number)
        text = cell(editor.prefix, address(row, column), index, value, date1904=self.outline.date1904)
        editor.put(row, column, text)
        self._unmerge(editor, row, column, value)

    def set_formula(self, sheet: str, row: int, column: int, formula: str, style: int) -> None:
        """Put a formula, without result, into a cell that has none."""
        editor = self.sheet(sheet)
        mark = editor.prefix.encode()
        tag = b"<" + mark + f'c r="{address(row, column)}"'.encode() + (f' s="{style}"'.encode() if style else b"")
        body = b"<" + mark + b"f>" + escape_text(formula) + b"</" + mark + b"f>"
        editor.put(row, column, tag + b">" + body + b"</" + mark + b"c>")
        self._formulas_moved = True

    def formula_of(self, editor: SheetEditor, row: int, column: int) -> str:
        """Return the formula of a cell as the file holds it, followers of shared ones worked out; `""` for none."""
        found = editor.cell(row, column)
        tag, text = _formula(editor, found)
        if tag is None:
            return ""
        if text or tag.get("t") != "shared":
            return text if tag.get("t", "normal") in ("normal", "shared") else ""
        for other_row, other_column, other in editor.formula_cells():
            master, master_text = _formula(editor, other)
            if master is not None and master.get("si") == tag.get("si") and master.get("t") == "shared" and master_text:
                return shifted(master_text, row - other_row, column - other_column)
        return ""

    def _free(self, editor: SheetEditor, row: int, column: int, before: CellText) -> None:
        """See to the formula that a cell is about to lose."""
        tag, text = _formula(editor, before)
        if tag is None:
            return
        self._formulas_moved = True
        if tag.get("t") == "shared" and text:
            self._promote(editor, row, column, tag["si"], text)

    def _promote(self, editor: SheetEditor, row: int, column: int, key: str, text: str) -> None:
        """Give the followers of a shared formula formulas of their own, now that its master goes."""
        mark = editor.prefix.encode()
        body = re.compile(rb"<" + mark + rb"f(?:\s[^>]*?)?(?:/>|>.*?</" + mark + rb"f\s*>)", re.DOTALL)
        for other_row, other_column, other in list(editor.formula_cells()):
            tag, own = _formula(editor, other)
            if (other_row, other_column) == (row, column) or tag is None or own:
                continue
            if tag.get("t") == "shared" and tag.get("si") == key:
                moved = shifted(text, other_row - row, other_column - column)
                new = b"<" + mark + b"f>" + escape_text(moved) + b"</" + mark + b"f>"
                editor.put(other_row, other_column, body.sub(lambda _, new=new: new, other.text, count=1))  # type: ignore[misc]

    def _unmerge(self, editor: SheetEditor, row: int, column: int, value: CellValue) -> None:
        """Undo the merge that would hide a value: only its first cell shows."""
        merges = editor.element("mergeCells")
        if merges is None or merges.empty or value is None:
            return
        for item in children(editor.data, merges.inner, merges.close):
            place = area(item.attrs.get("ref", ""))
            if place is None or not place.covers(row, column):
                continue
            if (row, column) != (place.first_row, place.first_column):
                editor.unmerge(item)

    def settle(self) -> None:
        """Write the sheets down as they now are; editing goes on from there."""
        self._forget_results()
        for part, editor in self._sheets.items():
            if (text := editor.render()) != editor.data:
                self.parts[part] = text
        self._sheets.clear()

    def _forget_results(self) -> None:
        """Take out the stored results of the formulas that depend on what has changed."""
        names = {sheet.part: sheet.name for sheet in self.outline.sheets if sheet.worksheet}
        changed = {
            (names[part].casefold(), row, column)
            for part, editor in self._sheets.items()
            for row, column in editor.changed_cells()
        }
        if not changed:
            return
        self._recalculate()
        formulas: dict[tuple[str, str], list[tuple[int, int]]] = {}
        for part, text in self._concerned(names):
            sheet = names[part].casefold()
            for place, formula in formulas_of(text):
                formulas.setdefault((sheet, formula), []).append(place)
        if not formulas:
            return
        tables = {
            table.name.casefold(): (name.casefold(), table.area)
            for name in names.values()
            for table in self.tables(name)
        }
        defined = {name.casefold(): text for name, text in self.outline.names.items()}
        for sheet, row, column in dependents(changed, Workings(formulas=formulas, tables=tables, names=defined)):
            self.sheet(sheet).forget_result(row, column)

    def _concerned(self, names: Mapping[str, str]) -> Iterator[tuple[str, SheetText]]:
        """Yield the sheets whose formulas may depend on the sheets that are open, near or far, as they were."""
        waiting = {part: self.part(part) for part in names if part not in self._sheets}
        waiting = {part: data for part, data in waiting.items() if _FORMULA.search(data)}
        common = [name.encode() for name in (*self.outline.names, "INDIRECT", "OFFSET")]
        reached = list(self._sheets)
        while reached:
            part = reached.pop()
            editor = self._sheets.get(part)
            try:
                yield part, SheetText.of(self.part(part)) if editor is None else editor.text
            except ValueError:
                continue
            marks = [*common, *(table.name.encode() for table in self.tables(names[part]))]
            marks += [escape_text(names[part]), escape_text(names[part].replace("'", "''"))]
            near = [other for other, data in waiting.items() if any(mark in data for mark in marks)]
            reached += near
            for other in near:
                del waiting[other]

    def finish(self) -> bytes:
        """Return the bytes of the package with the session's changes."""
        self.settle()
        for part, table in self._tables.items():
            if (text := table.render()) != table.data:
                self.parts[part] = text
        if self._styles is not None:
            self._put_styles(self._styles)
        if self._formulas_moved:
            self._drop_chain()
        return self.package.rewritten(self.parts)

    def _put_styles(self, styles: Styles) -> None:
        """Put the styles part back where it has changed, adding it to a workbook that had none."""
        part, text = self.outline.related("styles"), styles.render()
        if text == styles.data:
            return
        if not part:
            part = f"{self.outline.part.rpartition('/')[0]}/styles.xml".removeprefix("/")
            self.add_relation(self.outline.part, "styles", "styles.xml")
            self.add_type(part, _STYLES_TYPE)
        self.parts[part] = text

    def _recalculate(self) -> None:
        """Have every formula calculated when the workbook is opened, where it has any."""
        data = self.part(self.outline.part)
        if not self._has_formulas() or self.outline.part in self.parts:
            return
        top = root(data)
        items = {item.local: item for item in children(data, top.inner, data.rfind(b"</"))}
        settings = items.get("calcPr")
        if settings is not None:
            tag = data[settings.start : settings.inner]
            if settings.attrs.get("fullCalcOnLoad") not in ("1", "true"):
                tag = with_attributes(tag, {"fullCalcOnLoad": "1"})
                self.parts[self.outline.part] = splice(data, [(settings.start, settings.inner, tag)])
            return
        place = max(items[name].end for name in _BEFORE_CALC if name in items)
        new = f'<{prefix_of(top.name)}calcPr fullCalcOnLoad="1"/>'.encode()
        self.parts[self.outline.part] = splice(data, [(place, place, new)])

    def _has_formulas(self) -> bool:
        """Whether any sheet has a formula."""
        if self.outline.related("calcChain") in self.package or self._formulas_moved:
            return True
        if any(editor.has_formulas() for editor in self._sheets.values()):
            return True
        parts = (sheet.part for sheet in self.outline.sheets if sheet.worksheet and sheet.part not in self._sheets)
        return any(_FORMULA.search(self.part(part)) for part in parts)

    def _drop_chain(self) -> None:
        """Take out the calculation chain, which no longer names the right cells; Excel makes it anew."""
        part = self.outline.related("calcChain")
        if not part or part not in self.package:
            return
        self.parts[part] = None
        self._remove(relations_part(self.outline.part), "Type", f"{_RELATION}calcChain")
        self._remove(CONTENT_TYPES, "PartName", f"/{part}")

    def _remove(self, part: str, name: str, value: str) -> None:
        """Take the element with some attribute out of a part."""
        data = self.part(part)
        for item in children(data, root(data).inner, data.rfind(b"</")):
            if item.attrs.get(name, "").casefold() == value.casefold():
                self.parts[part] = splice(data, [(item.start, item.end, b"")])
                return

    def add_relation(self, part: str, kind: str, target: str) -> str:
        """Add a relationship to a part and return its id."""
        name = relations_part(part)
        data = self.part(name) or (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
            b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        )
        known = {item.attrs.get("Id") for item in children(data, root(data).inner, data.rfind(b"</"))}
        key = next(f"rId{number}" for number in range(1, 100_000) if f"rId{number}" not in known)
        text = f'<Relationship Id="{key}" Type="{_RELATION}{kind}" Target="{target}"/>'.encode()
        self._append(name, data, text)
        return key

    def add_type(self, part: str, content_type: str) -> None:
        """Declare the content type of a new part."""
        text = f'<Override PartName="/{part}" ContentType="{content_type}"/>'.encode()
        self._append(CONTENT_TYPES, self.part(CONTENT_TYPES), text)

    def _append(self, part: str, data: bytes, text: bytes) -> None:
        """Put an element last in a part, with the prefix that its root has."""
        prefix = prefix_of(root(data).name).encode()
        close = data.rfind(b"</")
        self.parts[part] = splice(data, [(close, close, b"<" + prefix + text[1:])])


def _formula(editor: SheetEditor, found: CellText | None) -> tuple[dict[str, str] | None, str]:
    """Return the attributes and the text of a cell's formula, `None` when it has none."""
    if found is None or not found.content:
        return None, ""
    mark = editor.prefix.encode()
    match = re.search(rb"<" + mark + rb"f((?:\s[^>]*?)?)(?:/>|>(.*?)</" + mark + rb"f\s*>)", found.content, re.DOTALL)
    return (None, "") if match is None else (attributes(match[1]), text_of(match[2] or b""))
