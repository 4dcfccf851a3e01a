"""The Tableau de bord sheet: indicators by formulas, and native charts of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reclam_xl.frozen import frozen
from reclam_xl.layout import sheet, styles
from reclam_xl.workbook.build import frame, looks
from reclam_xl.workbook.build.canvas import Page, Style
from reclam_xl.workbook.build.indicators import SECTIONS, YEAR_NAME, Indicator, Section
from reclam_xl.workbook.build.settings import YEARS_LIST

_CAPTION, _FIGURES, _FIGURES_END, _CHARTS = 2, 3, 5, 7
_YEAR_ROW, _FIRST = 4, 6
_CHART_WIDTH, _CHART_HEIGHT, _ROWS_A_CHART, _COLUMNS_A_CHART = 372, 260, 13, 6
_WIDTH = 8.14


@frozen
class Series:
    """One series of a chart: figures column (from 0) of a section, with its colour, or a colour a point."""

    column: int
    colour: str
    points: tuple[str, ...] = ()


@frozen
class Picture:
    """A chart of a section."""

    title: str
    section: str
    options: dict[str, str]
    series: tuple[Series, ...]
    legend: bool = False


_BAR, _COLUMN = {"type": "bar"}, {"type": "column"}
_BLUE, _PALE, _GREY = styles.BRAND, styles.SERIES[1], styles.SERIES[3]
_LIGHT = (_PALE, _GREY)
PICTURES: tuple[Picture, ...] = (
    Picture(
        title="Réclamations par mois",
        section="months",
        options=_COLUMN,
        series=(Series(column=0, colour=_BLUE), Series(column=1, colour=_GREY)),
        legend=True,
    ),
    Picture(
        title="Respect des délais",
        section="delays",
        options=_BAR | {"subtype": "percent_stacked"},
        series=(
            Series(column=0, colour=styles.GOOD),
            Series(column=1, colour=styles.BAD),
            Series(column=2, colour=_GREY),
        ),
        legend=True,
    ),
    Picture(
        title="Décisions",
        section="decisions",
        options=_BAR,
        series=(Series(column=0, colour=_BLUE, points=(styles.GOOD, styles.WARM, styles.BAD, _GREY)),),
    ),
    Picture(
        title="Fiches FS, QS et PA de l’année",
        section="follow_ups",
        options=_BAR | {"subtype": "stacked"},
        series=(Series(column=0, colour=_BLUE), Series(column=1, colour=_PALE)),
        legend=True,
    ),
    Picture(
        title="Actions correctives",
        section="actions",
        options=_BAR,
        series=(Series(column=0, colour=_BLUE, points=(styles.BAD, styles.ACCENT, _PALE, styles.GOOD)),),
    ),
    Picture(
        title="Efficacité des actions vérifiées",
        section="effects",
        options=_BAR,
        series=(Series(column=0, colour=_BLUE, points=(styles.GOOD, styles.WARM, styles.BAD)),),
    ),
)


def draw(page: Page) -> None:
    """Draw the dashboard."""
    about = sheet("dashboard")
    frame.title(page, about.name, about.purpose, column=_CAPTION)
    for column, width in ((1, 2), (_CAPTION, 33), (_CHARTS - 1, 2.5)):
        page.width(column, width)
    page.width(_FIGURES, 9.5, _FIGURES_END)
    page.width(_CHARTS, _WIDTH, _CHARTS + 2 * _COLUMNS_A_CHART)
    _year(page)
    row, tops = _FIRST, {}
    for section in SECTIONS:
        tops[section.key] = row
        row = _section(page, row, section)
    for index, picture in enumerate(PICTURES):
        _chart(page, index, picture, tops)
    frame.view(page, tab=frame.TABS[about.key], freeze=(_YEAR_ROW + 1, 1), select=(_YEAR_ROW, _FIGURES))
    frame.print_set_up(page, tall=1)
    frame.protect(page)


def _year(page: Page) -> None:
    page.height(_YEAR_ROW, 22)
    page.write(_YEAR_ROW, _CAPTION, "Année (à choisir dans la liste)", looks.LABEL)
    style = looks.ENTRY | looks.CENTRED | {"bold": True, "font_size": 12, "num_format": "0"}
    page.formula(_YEAR_ROW, _FIGURES, "YEAR(TODAY())", style, page.book.as_of.year)
    page.book.define(YEAR_NAME, page.reference(_YEAR_ROW, _FIGURES))
    page.worksheet.data_validation(
        _YEAR_ROW - 1,
        _FIGURES - 1,
        _YEAR_ROW - 1,
        _FIGURES - 1,
        {
            "validate": "list",
            "value": f"={YEARS_LIST}",
            "error_type": "warning",
            "input_title": "Année",
            "input_message": "L’année des indicateurs ; au départ, l’année en cours.",
            "error_title": "Année hors liste",
            "error_message": "Choisissez une année dans la liste, ou saisissez-la sur quatre chiffres.",
        },
    )


def _section(page: Page, row: int, section: Section) -> int:
    """Write the lines of a section; return the row where the next one starts."""
    for column in range(_CAPTION, _FIGURES_END + 1):
        page.write(row, column, None, looks.SECTION)
    page.write(row, _CAPTION, section.caption, looks.SECTION)
    for place, caption in enumerate(section.columns, start=_FIGURES):
        page.write(row, place, caption, looks.SECTION | {"align": "right", "font_size": 9, "indent": 1})
    for line, indicator in enumerate(section.lines, start=row + 1):
        _indicator(page, line, indicator)
    return row + len(section.lines) + 2


def _indicator(page: Page, row: int, indicator: Indicator) -> None:
    line: Style = {"bottom": 1, "bottom_color": styles.GRID}
    for column in range(_CAPTION, _FIGURES_END + 1):
        page.write(row, column, None, line)
    page.write(row, _CAPTION, indicator.caption, line)
    style = line | {"align": "right", "indent": 1, "bold": True, "num_format": indicator.look}
    put, empty = (page.array, "–") if indicator.array else (page.formula, 0)
    for place, formula in enumerate(indicator.formulas, start=_FIGURES):
        put(row, place, formula, style, empty if page.book.zero == 0 else "")


def _chart(page: Page, index: int, picture: Picture, tops: Mapping[str, int]) -> None:
    """Insert a chart into its place of the grid, two a line."""
    chart = page.book.workbook.add_chart(picture.options)
    section = next(each for each in SECTIONS if each.key == picture.section)
    top = tops[picture.section]
    first, last = top + 1, top + len(section.lines)
    for series in picture.series:
        place = _FIGURES + series.column
        options: dict[str, Any] = {
            "categories": f"={page.reference(first, _CAPTION, last)}",
            "values": f"={page.reference(first, place, last)}",
            "fill": {"color": f"#{series.colour}"},
            "gap": 55,
        }
        if picture.legend:
            options["name"] = f"={page.reference(top, place)}"
        if series.points:
            options["points"] = [{"fill": {"color": f"#{colour}"}} for colour in series.points]
        if picture.options["type"] == "bar":
            options["data_labels"] = _labels(inside="subtype" in picture.options and series.colour not in _LIGHT)
        chart.add_series(options | ({"overlap": 100} if "subtype" in picture.options else {}))
    _dress(chart, picture)
    row = _FIRST + (index // 2) * _ROWS_A_CHART
    column = _CHARTS + (index % 2) * _COLUMNS_A_CHART
    page.worksheet.insert_chart(row - 1, column - 1, chart, {"object_position": 3})


def _labels(*, inside: bool) -> dict[str, Any]:
    colour = styles.WHITE if inside else styles.INK
    return {"value": True, "num_format": "0;;", "font": {"size": 9, "color": f"#{colour}", "name": styles.FONT}}


def _dress(chart: Any, picture: Picture) -> None:
    """Give a chart the fonts, colours and size of all."""
    font = {"name": styles.FONT, "size": 9, "color": f"#{styles.MUTED}", "bold": False}
    title = {"name": styles.FONT, "size": 11, "bold": True, "color": f"#{styles.BRAND}"}
    faint, none = {"color": f"#{styles.GRID}", "width": 0.75}, {"none": True}
    chart.set_title({"name": picture.title, "name_font": title, "overlay": False})
    chart.set_legend({"position": "bottom", "font": font} if picture.legend else none)
    bars = picture.options["type"] == "bar"
    captions: dict[str, Any] = {"num_font": font, "line": faint, "major_tick_mark": "none", "reverse": bars}
    values: dict[str, Any] = {"num_font": font, "line": none, "min": 0, "num_format": "0", "major_tick_mark": "none"}
    values |= {"visible": not bars, "major_gridlines": {"visible": not bars, "line": faint}}
    chart.set_x_axis(values if bars else captions)
    chart.set_y_axis(captions if bars else values)
    chart.set_chartarea({"border": faint, "fill": {"color": f"#{styles.WHITE}"}})
    chart.set_plotarea({"fill": none})
    chart.set_size({"width": _CHART_WIDTH, "height": _CHART_HEIGHT})
