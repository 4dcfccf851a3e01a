"""One editing session over a package: cells set, only the parts meant touched, formulas marked for calculation."""

from __future__ import annotations

import re
from xml.parsers import expat

from reclam_xl.errors import DamagedWorkbook, MissingTable, OperationRefused, SignedWorkbook
from reclam_xl.values import CellValue, address
from reclam_xl.workbook.file.cells import cell, moment_of
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
)
from reclam_xl.workbook.file.outline import CONTENT_TYPES, Outline, relations, relations_part
from reclam_xl.workbook.file.package import Package
from reclam_xl.workbook.file.recalculation import drop_chain, forget_results
from reclam_xl.workbook.file.rows import CellText
from reclam_xl.workbook.file.scan import area
from reclam_xl.workbook.file.sheets import SheetEditor
from reclam_xl.workbook.file.styles import MINIMAL, Styles
from reclam_xl.workbook.file.tables import TableEditor

__all__ = ["Session"]

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_CHECKED = 4 << 20
"""Sheets below this many bytes are proved well formed before they are edited; larger ones, too slow, are not."""
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


class Session:
    """The changes made to one package; `finish` gives its new bytes."""

    def __init__(self, package: Package) -> None:
        """Open a session; raise `SignedWorkbook` when a change would break a signature."""
        self.package = package
        self.outline = Outline.of(package)
        if self.outline.signed:
            raise SignedWorkbook(package.path)
        self.parts: dict[str, bytes | None] = {}
        self.sheets: dict[str, SheetEditor] = {}
        self._tables: dict[str, TableEditor] = {}
        self._tables_of: dict[str, list[str]] = {}
        self._styles: Styles | None = None
        self.formulas_moved = False

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
        if part not in self.sheets:
            data = self.part(part)
            try:
                if len(data) < _CHECKED:
                    expat.ParserCreate().Parse(data, True)
                self.sheets[part] = SheetEditor(data)
            except (expat.ExpatError, ValueError) as fault:
                raise DamagedWorkbook(self.package.path, f"{part}: {fault}") from fault
        return self.sheets[part]

    def tables(self, sheet: str) -> list[TableEditor]:
        """Return the editors of the Excel tables of a sheet."""
        part = self.sheet_part(sheet)
        if part not in self._tables_of:
            targets = [item.target for item in relations(self.package, part) if item.kind == "table"]
            self._tables_of[part] = [target for target in targets if target in self.package]
        for target in self._tables_of[part]:
            if target not in self._tables:
                try:
                    self._tables[target] = TableEditor(self.part(target))
                except ValueError as fault:
                    raise DamagedWorkbook(self.package.path, f"{target}: {fault}") from fault
        return [self._tables[target] for target in self._tables_of[part]]

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
        self._dissolve(editor, row, column)
        value = self._as_header(sheet, row, column, value)
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
        self.formulas_moved = True

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
        self.formulas_moved = True
        if tag.get("t") == "shared" and text:
            self._promote(editor, row, column, tag["si"], text)

    def _dissolve(self, editor: SheetEditor, row: int, column: int) -> None:
        """Leave an array its values alone when a cell of it is written: Excel would write over that cell."""
        if not editor.has_arrays:
            return
        for other_row, other_column, other in list(editor.formula_cells()):
            tag, _ = _formula(editor, other)
            place = area(tag.get("ref", "")) if tag is not None and tag.get("t") == "array" else None
            if place is not None and place.covers(row, column) and (other_row, other_column) != (row, column):
                editor.put(other_row, other_column, editor.without_formula(other))
                self.formulas_moved = True

    def _as_header(self, sheet: str, row: int, column: int, value: CellValue) -> CellValue:
        """Return a value as the header of a table's column, renamed with it, where it stands in one.

        Raises `OperationRefused` when formulas call the column by its name.
        """
        for table in self.tables(sheet):
            if table.header_rows and table.area.first_row == row and table.area.covers(row, column):
                old = table.header(column)
                if value != old and self._is_called(old):
                    raise OperationRefused(f"formulas refer to the column {old!r}")
                return table.rename(column, "" if value is None else str(value))
        return value

    def _is_called(self, header: str) -> bool:
        """Whether some formula refers to a column by its name."""
        name = escape_text(re.sub(r"(['#\[\]@])", r"'\1", header))
        parts = [sheet.part for sheet in self.outline.sheets if sheet.worksheet]
        parts += [self.outline.part, *self._tables]
        return any(b"[" + name + b"]" in self.part(part) for part in parts)

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
        forget_results(self)
        for part, editor in self.sheets.items():
            if (text := editor.render()) != editor.data:
                self.parts[part] = text
        self.sheets.clear()

    def finish(self) -> bytes:
        """Return the bytes of the package with the session's changes."""
        self.settle()
        for part, table in self._tables.items():
            if (text := table.render()) != table.data:
                self.parts[part] = text
        if self._styles is not None:
            self._put_styles(self._styles)
        if self.formulas_moved:
            drop_chain(self)
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
