"""Conditional formats: rules that compare, formulas, colour scales, data bars, icon sets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .colors import to_calc_color, to_rgb
from .conditional_scales import ICON_SETS, set_bar, threshold
from .conditional_ties import part, tie, untie
from .errors import Guarded, unsupported
from .font import Font
from .formulas import to_calc, to_excel
from .grid import rect_of
from .tongues import from_office, to_office

if TYPE_CHECKING:
    from .range import Range

__all__ = ["ConditionalFormat", "ConditionalFormats"]

_KINDS = {0: "condition", 1: "color_scale", 2: "data_bar", 3: "icon_set"}  # ConditionEntryType
_OPERATORS = {
    "equal_to": 0,
    "less_than": 1,
    "greater_than": 2,
    "less_than_or_equal": 3,
    "greater_than_or_equal": 4,
    "not_equal_to": 5,
    "between": 6,
    "not_between": 7,
}
_CONDITION = 0
_EXPRESSION = 24  # sheet.ConditionFormatOperator.EXPRESSION
_ENTRIES = {"color_scale": "ColorScaleEntries", "data_bar": "DataBarEntries", "icon_set": "IconSetEntries"}
_STYLE = "xlwings_rule_"
_CRASH = "LibreOffice crashes when a program gives it a colour scale or an icon set: put them into a template instead."


class ConditionalFormat(Guarded, base_classes.ConditionalFormat):
    """One rule: an entry of one of Calc's conditional formats."""

    def __init__(self, cells: Range, native: Any, position: int) -> None:
        self.cells = cells
        self.native = native
        self.position = position

    def _where(self) -> str:
        return self.cells._where()

    @property
    def api(self) -> Any:
        """The UNO entry."""
        return self.native.getByIndex(self.position)

    @property
    def type(self) -> str:
        """The kind of rule, in xlwings' words."""
        kind = _KINDS.get(self.api.getType(), "unknown")
        if kind != "condition":
            return kind
        operator = self.api.Operator
        return "custom" if operator == _EXPRESSION else "cell_value" if operator in _OPERATORS.values() else "unknown"

    def _of(self, *kinds: str) -> bool:
        return self.type in kinds

    @property
    def stop_if_true(self) -> bool | None:
        """True for rules that compare: Calc applies the first rule of a cell that holds, and no further one."""
        return True if self._of("cell_value", "custom") else None

    @property
    def operator(self) -> str | None:
        """How cells are compared."""
        if not self._of("cell_value"):
            return None
        return next(word for word, known in _OPERATORS.items() if known == self.api.Operator)

    def _excel(self, formula: str) -> str:
        book = self.cells.book
        return to_excel("=" + from_office(book.document, formula), book.function_names)

    @property
    def formula1(self) -> str | None:
        """The first operand."""
        return self._excel(self.api.Formula1) if self._of("cell_value") else None

    @property
    def formula2(self) -> str | None:
        """The second operand."""
        return self._excel(self.api.Formula2) if self.operator in ("between", "not_between") else None

    @property
    def formula(self) -> str | None:
        """The formula of a ``custom`` rule."""
        return self._excel(self.api.Formula1) if self._of("custom") else None

    def _style(self) -> Any:
        styles = self.cells.book.document.StyleFamilies.getByName("CellStyles")
        name = self.api.StyleName
        return styles.getByName(name) if self._of("cell_value", "custom") and styles.hasByName(name) else None

    def _set_in_style(self, style: Any, name: str) -> bool:
        return style is not None and style.getPropertyState(name).value == "DIRECT_VALUE"

    @property
    def fill_color(self) -> tuple[int, int, int] | None:
        """The colour behind cells that match."""
        style = self._style()
        return to_rgb(style.CellBackColor) if self._set_in_style(style, "CellBackColor") else None

    @property
    def font_color(self) -> tuple[int, int, int] | None:
        """The colour of their text."""
        style = self._style()
        return to_rgb(style.CharColor) if self._set_in_style(style, "CharColor") else None

    @property
    def font_bold(self) -> bool | None:
        """Whether their text is bold; None when the rule does not say."""
        style = self._style()
        return style.CharWeight >= 150 if self._set_in_style(style, "CharWeight") else None

    @property
    def font_italic(self) -> bool | None:
        """Whether their text is italic; None when the rule does not say."""
        style = self._style()
        return style.CharPosture.value != "NONE" if self._set_in_style(style, "CharPosture") else None

    @property
    def colors(self) -> tuple[Any, ...] | None:
        """The colours of a scale, from low to high."""
        if not self._of("color_scale"):
            return None
        return tuple(to_rgb(entry.getColor() & 0xFFFFFF) for entry in self.api.ColorScaleEntries)

    @property
    def bar_color(self) -> tuple[int, int, int] | None:
        """The colour of a data bar."""
        return to_rgb(self.api.Color & 0xFFFFFF) if self._of("data_bar") else None

    @property
    def gradient(self) -> bool | None:
        """Whether a data bar fades."""
        return bool(self.api.UseGradient) if self._of("data_bar") else None

    @property
    def show_value(self) -> bool | None:
        """Whether bars and icons leave the number visible."""
        return bool(self.api.ShowValue) if self._of("data_bar", "icon_set") else None

    @property
    def icon_set(self) -> str | None:
        """The set of icons."""
        if not self._of("icon_set"):
            return None
        held = self.api.Icons
        return next((word for word, known in ICON_SETS.items() if known == held), None)

    @property
    def reverse_order(self) -> bool | None:
        """Whether the icons stand in reverse order."""
        return bool(self.api.Reverse) if self._of("icon_set") else None

    def _thresholds(self) -> list[tuple[str, Any]] | None:
        kind = self.type
        if kind not in _ENTRIES:
            return None
        entries = getattr(self.api, _ENTRIES[kind])
        return [threshold(kind, entry) for entry in (entries[1:] if kind == "icon_set" else entries)]

    @property
    def threshold_types(self) -> tuple[str, ...] | None:
        """What each threshold is measured in."""
        pairs = self._thresholds()
        return None if pairs is None else tuple(kind for kind, _ in pairs)

    @property
    def thresholds(self) -> tuple[Any, ...] | None:
        """The thresholds."""
        pairs = self._thresholds()
        return None if pairs is None else tuple(value for _, value in pairs)

    def set(self, changes: dict[str, Any]) -> None:
        """Change what is given."""
        entry, names = self.api, self.cells.book.function_names
        if "operator" in changes:
            entry.Operator = _OPERATORS[changes["operator"]]
        for key, name in (("formula1", "Formula1"), ("formula2", "Formula2"), ("formula", "Formula1")):
            if key in changes:
                text = _calc(changes[key], names)
                setattr(entry, name, to_office(self.cells.book.document, text) if text else "")
        looks = {key: value for key, value in changes.items() if key.startswith(("fill", "font"))}
        if looks:
            style = self._own_style(entry)
            _dress(style, looks)
            entry.StyleName = style.Name

    def _own_style(self, entry: Any) -> Any:
        document = self.cells.book.document
        styles = document.StyleFamilies.getByName("CellStyles")
        if entry.StyleName.startswith(_STYLE) and styles.hasByName(entry.StyleName):
            return styles.getByName(entry.StyleName)
        number = 1
        while styles.hasByName(f"{_STYLE}{number}"):
            number += 1
        styles.insertByName(f"{_STYLE}{number}", document.createInstance("com.sun.star.style.CellStyle"))
        return styles.getByName(f"{_STYLE}{number}")

    def delete(self) -> None:
        """Remove the rule, from all cells that it is on."""
        if self.native.getCount() == 1:
            untie(self.cells.book.document, self.cells.sheet.sheet, self.native)
        else:
            self.native.removeByIndex(self.position)


def _calc(value: Any, names: Any) -> str:
    """An operand in Calc's notation: a formula after ``=``, else a number or a text."""
    text = "" if value is None else str(value)
    if text.startswith("="):
        return to_calc(text, names).removeprefix("=")
    try:
        float(text)
    except ValueError:
        return text if not text or text.startswith('"') else '"' + text.replace('"', '""') + '"'
    return text


def _dress(style: Any, looks: dict[str, Any]) -> None:
    font = Font(style, lambda: "a style of a conditional format")
    for key, value in looks.items():
        if key == "fill_color":
            style.CellBackColor = to_calc_color(value)
        else:
            setattr(font, key.removeprefix("font_"), value)


class ConditionalFormats(Guarded, base_classes.ConditionalFormats):
    """The rules that touch a range."""

    add_color_scale = unsupported(_CRASH)
    add_icon_set = unsupported(_CRASH)

    def __init__(self, cells: Range) -> None:
        self.cells = cells

    def _where(self) -> str:
        return self.cells._where()

    def _hint(self) -> str:
        return self.cells._hint()

    @property
    def api(self) -> Any:
        """The UNO conditional formats of the sheet."""
        return self.cells.sheet.sheet.ConditionalFormats

    @property
    def parent(self) -> Range:
        """The range."""
        return self.cells

    def _natives(self) -> list[Any]:
        rect = self.cells.rect
        return [
            native
            for native in self.api.getConditionalFormats()
            if any(rect_of(address).intersection(rect) for address in native.Range.getRangeAddresses())
        ]

    def _items(self) -> list[ConditionalFormat]:
        natives = sorted(self._natives(), key=lambda native: -native.ID)
        return [
            ConditionalFormat(self.cells, native, position)
            for native in natives
            for position in range(native.getCount())
        ]

    def __call__(self, key: int) -> ConditionalFormat:
        """The one of a name or of a place (from 1); raises KeyError."""
        items = self._items()
        if not 1 <= key <= len(items):
            raise KeyError(key)
        return items[key - 1]

    def __len__(self) -> int:
        return len(self._items())

    def __iter__(self) -> Iterator[ConditionalFormat]:
        return iter(self._items())

    def __contains__(self, key: object) -> bool:
        return isinstance(key, int) and 1 <= key <= len(self)

    def _new(self, kind: int) -> ConditionalFormat:
        if kind == _CONDITION and not self._natives():
            tie(self.cells.native)
            if tied := self._natives():
                return ConditionalFormat(self.cells, tied[0], 0)
        group = self.cells.book.document.createInstance("com.sun.star.sheet.SheetCellRanges")
        group.addRangeAddress(self.cells.native.RangeAddress, False)
        number = self.api.createByRange(group)
        native = next(native for native in self.api.getConditionalFormats() if number == native.ID)
        native.createEntry(kind, 0)
        return ConditionalFormat(self.cells, native, 0)

    def add_cell_value(self, spec: dict[str, Any]) -> ConditionalFormat:
        """A rule that compares the cell's value."""
        rule = self._new(_CONDITION)
        rule.set(spec)
        return rule

    def add_custom(self, spec: dict[str, Any]) -> ConditionalFormat:
        """A rule that a formula decides."""
        rule = self._new(_CONDITION)
        rule.api.Operator = _EXPRESSION
        rule.set(spec)
        return rule

    def add_data_bar(self, spec: dict[str, Any]) -> ConditionalFormat:
        """Bars as long as the value is great."""
        rule = self._new(2)
        entry = rule.api
        entry.Color = to_calc_color(spec["bar_color"])
        entry.UseGradient = spec["gradient"]
        entry.ShowValue = spec["show_value"]
        for end, kind, value in zip(entry.DataBarEntries, spec["threshold_types"], spec["thresholds"], strict=True):
            set_bar(end, kind, value)
        return rule

    def clear(self) -> None:
        """Take all rules off the range; other cells keep theirs, unless Calc refuses to part them."""
        part(self.cells.native)
        for native in self._natives():
            untie(self.cells.book.document, self.cells.sheet.sheet, native)
