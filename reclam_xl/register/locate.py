"""The layout's tables found in any workbook: by the name of the Excel table, else by the wording of a header row."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping

from reclam_xl.french import quoted, typeset
from reclam_xl.frozen import frozen
from reclam_xl.layout import RECORD_TABLES, TABLES, Table, sheet_of
from reclam_xl.layout.parametres import SETTINGS
from reclam_xl.register.contents import ExcelTable, SheetContents, WorkbookContents
from reclam_xl.register.headers import HeaderMatch, hints, match_headers, nearest_header
from reclam_xl.register.model import FoundTable
from reclam_xl.register.rows import record_rows
from reclam_xl.register.texts import matching_key
from reclam_xl.values import CellValue

__all__ = ["Located", "locate", "nearest_headers"]

_HEADER_ROWS = 40
"""A header stands in the first rows of its sheet, under titles."""
_LONGEST_HEADER = 300
_RIVAL_SHARE = 0.6
"""A place that scores less than this share of the one chosen is not worth telling."""
_NO_YEAR = 9999
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@frozen
class Place:
    """A header row that a table could have: `headers` are its cells, `excel` the Excel table around it, if any."""

    sheet: SheetContents
    row: int
    headers: Mapping[int, str]
    match: HeaderMatch
    excel: ExcelTable | None = None


@frozen
class Located:
    """What was found: tables by key, the rows of their records by key, and the places left aside."""

    tables: Mapping[str, FoundTable]
    rows: Mapping[str, list[int]]
    rivals: tuple[FoundTable, ...] = ()


def locate(contents: WorkbookContents) -> Located:
    """Return where the layout's tables stand in a workbook.

    A table is first looked for by the name of its Excel table. Otherwise the first rows of every sheet are compared
    with the layout's headers; of several places, the best is taken and the others are rivals.
    """
    places = {place.match.table.key: place for place in _named(contents)}
    claimed = {(place.sheet.name, place.row) for place in places.values() if not _shares_its_row(place.match.table)}
    settled = {(place.sheet.name, place.row, key) for key, place in places.items()}
    # What bears the name of a table of ours is not a register besides, whatever its headers recall.
    settled |= {(place.sheet.name, place.row, table.key) for place in places.values() for table in RECORD_TABLES}
    worded = list(_worded(contents, claimed, hints, settled))
    if not any(place.match.table in RECORD_TABLES for place in (*places.values(), *worded)):
        worded += _worded(contents, claimed, _any_record_table, settled)
    candidates: dict[str, list[Place]] = {}
    for place in worded:
        candidates.setdefault(place.match.table.key, []).append(place)
    rivals: list[Place] = []
    for key, found in candidates.items():
        ranked = sorted(found, key=_preference)
        chosen = places.setdefault(key, ranked[0])
        rivals += [place for place in ranked if place is not chosen and _rivals(place, chosen)]
    return _with_rows(places, rivals)


def _with_rows(places: Mapping[str, Place], rivals: list[Place]) -> Located:
    tables, rows = {}, {}
    for key, place in places.items():
        tables[key], rows[key] = _found(place, places)
    others = [_found(place, {})[0] for place in rivals if not _repeats(place, tables[place.match.table.key])]
    return Located(tables=tables, rows=rows, rivals=tuple(others))


def _repeats(place: Place, table: FoundTable) -> bool:
    """Whether a place is the header of a table repeated among its rows, as for a new printed page."""
    return place.sheet.name == table.sheet and place.row in table.aside


def _rivals(place: Place, chosen: Place) -> bool:
    return place.match.table in RECORD_TABLES and place.match.score >= _RIVAL_SHARE * chosen.match.score


def _headers(sheet: SheetContents, row: int, first: int = 1, last: int = 0) -> dict[int, str]:
    """Return the texts of a header row by place; a blank one takes what a cell merged downwards shows above it."""
    cells = sheet.rows[row - 1]
    last = last or len(cells)
    headers = {place: text for place, value in enumerate(cells[first - 1 : last], first) if (text := _header(value))}
    for area in sheet.merged:
        if area.first_row < row <= area.last_row and first <= area.first_column <= last:
            above = _header(sheet.value(area.first_row, area.first_column))
            if above and area.first_column not in headers:
                headers[area.first_column] = above
    return headers


def _header(value: CellValue) -> str:
    return value if isinstance(value, str) and len(value) <= _LONGEST_HEADER and value.strip() else ""


def _named(contents: WorkbookContents) -> Iterator[Place]:
    """Yield the places of the Excel tables that bear the names of ours."""
    by_name = {table.name.casefold(): table for table in TABLES.values()}
    for sheet in contents.sheets:
        for excel in sheet.tables:
            table = by_name.get(excel.name.casefold())
            area = excel.area
            if table is None or area.first_row > len(sheet.rows):
                continue
            headers = _headers(sheet, area.first_row, area.first_column, area.last_column)
            match = match_headers(table, headers)
            if match.columns:
                yield Place(sheet=sheet, row=area.first_row, headers=headers, match=match, excel=excel)


def _any_record_table(texts: Collection[str]) -> set[str]:
    """Return every table of the register for a row that could be a header none of whose words is ours."""
    return {table.key for table in RECORD_TABLES} if len(texts) > 2 else set()


def _worded(
    contents: WorkbookContents,
    claimed: set[tuple[str, int]],
    guess: Callable[[Collection[str]], set[str]],
    settled: set[tuple[str, int, str]],
) -> Iterator[Place]:
    """Yield the header rows that look like those of the tables guessed, each record row under its best table only.

    `claimed` rows are passed by, and of others the tables that are `settled` there.
    """
    for sheet in contents.sheets:
        for row in range(1, min(_HEADER_ROWS, len(sheet.rows)) + 1):
            if (sheet.name, row) in claimed or not any(sheet.rows[row - 1]):
                continue
            headers = _headers(sheet, row)
            if len(headers) > 1:
                keys = {key for key in guess(headers.values()) if (sheet.name, row, key) not in settled}
                yield from _places(sheet, row, headers, keys)


def _places(sheet: SheetContents, row: int, headers: dict[int, str], keys: Collection[str]) -> Iterator[Place]:
    matches = [match_headers(TABLES[key], headers) for key in sorted(keys)]
    plausible = [match for match in matches if match.plausible]
    if not plausible:
        return
    best = max(plausible, key=lambda match: match.rank)
    for match in plausible if _shares_its_row(best.table) else [best]:
        excel = _excel_around(sheet, row, match)
        covered = {place: text for place, text in headers.items() if excel is None or excel.area.covers(row, place)}
        yield Place(sheet=sheet, row=row, headers=covered, match=match, excel=excel)


def _shares_its_row(table: Table) -> bool:
    """Whether other tables stand beside this one: those of Paramètres do."""
    return table in sheet_of(SETTINGS).tables


def _excel_around(sheet: SheetContents, row: int, match: HeaderMatch) -> ExcelTable | None:
    """Return the Excel table whose header row holds every column that was matched."""
    for excel in sheet.tables:
        if excel.area.first_row == row and all(excel.area.covers(row, place) for place in match.columns.values()):
            return excel
    return None


def _preference(place: Place) -> tuple[float, bool, bool, bool, int, int]:
    """What sorts the places of one table, the best first: wording, sheet's name, visible, filled, year, rows.

    Wording tells no more between places that have all the columns: one may only have columns of its own besides. A
    sheet that names no year is the one in use.
    """
    table = place.match.table
    whole = all(column.key in place.match.columns for column in table.columns if column.entered)
    year = _YEAR.search(place.sheet.name)
    return (
        -math.inf if whole else -round(place.match.score),
        matching_key(place.sheet.name) != matching_key(sheet_of(table).name),
        place.sheet.hidden,
        len(place.sheet.rows) <= place.row,
        -int(year[0]) if year else -_NO_YEAR,
        -len(place.sheet.rows),
    )


def _found(place: Place, others: Mapping[str, Place]) -> tuple[FoundTable, list[int]]:
    """Return the table as found at a place, and the rows of its records."""
    table, columns, excel = place.match.table, place.match.columns, place.excel
    stop = min(
        (other.row - 1 for other in others.values() if _stands_under(other, place)), default=len(place.sheet.rows)
    )
    if excel and _shares_its_row(table):
        stop = min(stop, excel.area.last_row)  # the cells below are locked: what stands there is an explanation
    records, aside = record_rows(
        place.sheet,
        table,
        columns,
        header_row=place.row,
        stop=stop,
        end_row=excel.area.last_row if excel else 0,
    )
    last_row = records[-1] if records else place.row
    found = FoundTable(
        table=table,
        sheet=place.sheet.name,
        header_row=place.row,
        last_row=last_row,
        end_row=excel.area.last_row if excel else last_row,
        columns=columns,
        headers=place.headers,
        extra=_extra(place),
        missing=tuple(column.key for column in table.columns if column.key not in columns),
        excel_name=excel.name if excel else "",
        aside=tuple(aside),
    )
    return found, records


def _stands_under(other: Place, place: Place) -> bool:
    """Whether another table of the same sheet starts below, in columns that this one uses."""
    if other.sheet is not place.sheet or other.row <= place.row:
        return False
    places, others = place.match.columns.values(), other.match.columns.values()
    return min(others) <= max(places) and min(places) <= max(others)


def _extra(place: Place) -> dict[int, str]:
    """Return the headers that nothing matches, with the nearest of ours that is not found elsewhere."""
    used = set(place.match.columns.values())
    return {
        at: nearest_header(place.match, text)
        for at, text in place.headers.items()
        if at not in used and place.match.table in RECORD_TABLES
    }


def nearest_headers(contents: WorkbookContents) -> str:
    """Return, in French, which rows come closest to the header of one of our tables, sheet by sheet."""
    said = []
    for sheet in contents.sheets:
        best: tuple[float, int, list[str]] = (0.0, 0, [])
        for row in range(1, min(_HEADER_ROWS, len(sheet.rows)) + 1):
            headers = _headers(sheet, row)
            for table in RECORD_TABLES if headers else ():
                match = match_headers(table, headers)
                if match.score > best[0]:
                    best = match.score, row, [headers[place] for place in sorted(match.columns.values())]
        if best[2]:
            said.append(f"{sheet.name}, ligne {best[1]} : {', '.join(map(quoted, best[2]))}")
    return typeset(" ; ".join(said))
