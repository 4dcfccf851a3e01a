"""Entry rules of cells (Excel's data validation)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from . import bridge
from .addresses import quote_sheet
from .errors import Guarded
from .formulas import to_calc, to_excel
from .names import Name

if TYPE_CHECKING:
    from .range import Range

__all__ = ["DataValidation"]

_TYPES = {
    "none": "ANY",
    "whole_number": "WHOLE",
    "decimal": "DECIMAL",
    "list": "LIST",
    "date": "DATE",
    "time": "TIME",
    "text_length": "TEXT_LEN",
    "custom": "CUSTOM",
}
_OPERATORS = {
    "between": "BETWEEN",
    "not_between": "NOT_BETWEEN",
    "equal_to": "EQUAL",
    "not_equal_to": "NOT_EQUAL",
    "greater_than": "GREATER",
    "less_than": "LESS",
    "greater_than_or_equal": "GREATER_EQUAL",
    "less_than_or_equal": "LESS_EQUAL",
}
_ALERTS = {"STOP": "stop", "WARNING": "warning", "INFO": "information"}
_COMPARED = {"whole_number", "decimal", "date", "time", "text_length"}
_NO_RULE = {"none", "inconsistent", "mixed_criteria"}
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


class DataValidation(Guarded, base_classes.DataValidation):
    """The entry rule of a range."""

    def __init__(self, cells: Range) -> None:
        self.cells = cells

    def _where(self) -> str:
        return self.cells._where()

    def _hint(self) -> str:
        return self.cells._hint()

    @property
    def api(self) -> Any:
        """The UNO validation, a copy: set it back on the cells to change them."""
        return self.cells.native.Validation

    @property
    def type(self) -> str:
        """The kind of rule; ``mixed_criteria`` when only some cells have one, ``inconsistent`` when rules differ."""
        native = self.cells.native
        if native.getPropertyState("Validation").value == "AMBIGUOUS_VALUE":
            return self._mixture(native)
        return self._word(native.Validation)

    @staticmethod
    def _word(rule: Any) -> str:
        return next((word for word, known in _TYPES.items() if known == rule.Type.value), "unknown")

    def _mixture(self, native: Any) -> str:
        groups = native.getUniqueCellFormatRanges()
        words = {self._word(groups.getByIndex(index).Validation) for index in range(groups.getCount())}
        return "mixed_criteria" if "none" in words else "inconsistent"

    def _excel(self, formula: str) -> str | None:
        return to_excel("=" + formula, self.cells.book.function_names) if formula else None

    @property
    def operator(self) -> str | None:
        """How entries are compared, for the kinds of rule that compare."""
        if self.type not in _COMPARED:
            return None
        held = self.api.getOperator().value
        return next((word for word, known in _OPERATORS.items() if known == held), None)

    @property
    def formula1(self) -> str | None:
        """The first operand."""
        return self._excel(self.api.getFormula1()) if self.type in _COMPARED else None

    @property
    def formula2(self) -> str | None:
        """The second operand."""
        return self._excel(self.api.getFormula2()) if self.operator in ("between", "not_between") else None

    @property
    def formula(self) -> str | None:
        """The formula of a ``custom`` rule."""
        return self._excel(self.api.getFormula1()) if self.type == "custom" else None

    @property
    def source(self) -> str | None:
        """The list: values separated by commas, or a formula with ``=``."""
        if self.type != "list":
            return None
        text = self.api.getFormula1()
        if text.startswith('"'):
            return ",".join(match[1].replace('""', '"') for match in _QUOTED.finditer(text))
        return self._excel(text)

    def _held(self, name: str) -> Any:
        return None if self.type in _NO_RULE else getattr(self.api, name)

    @property
    def in_cell_dropdown(self) -> bool | None:
        """Whether the cell offers the list."""
        return bool(self.api.ShowList) if self.type == "list" else None

    @property
    def ignore_blank(self) -> bool | None:
        """Whether a blank cell is always allowed."""
        return None if self.type in _NO_RULE else bool(self._held("IgnoreBlankCells"))

    @property
    def input_title(self) -> str | None:
        """The title of the help shown on the cell."""
        return self._text("InputTitle")

    @property
    def input_message(self) -> str | None:
        """The help shown on the cell."""
        return self._text("InputMessage")

    @property
    def show_input(self) -> bool | None:
        """Whether that help is shown."""
        return None if self.type in _NO_RULE else bool(self._held("ShowInputMessage"))

    @property
    def error_title(self) -> str | None:
        """The title of the message about a wrong entry."""
        return self._text("ErrorTitle")

    @property
    def error_message(self) -> str | None:
        """The message about a wrong entry."""
        return self._text("ErrorMessage")

    @property
    def show_error(self) -> bool | None:
        """Whether that message is shown."""
        return None if self.type in _NO_RULE else bool(self._held("ShowErrorMessage"))

    def _text(self, name: str) -> str | None:
        held = self._held(name)
        return None if held is None else str(held)

    @property
    def alert_style(self) -> str | None:
        """``stop``, ``warning`` or ``information``."""
        held = self._held("ErrorAlertStyle")
        return None if held is None else _ALERTS.get(held.value)

    def _fresh(self, kind: str) -> Any:
        rule = self.api
        if self._word(rule) == "none":
            rule.ShowErrorMessage = True
            rule.IgnoreBlankCells = True
            rule.ErrorAlertStyle = bridge.enum("sheet.ValidationAlertStyle", "STOP")
        rule.Type = bridge.enum("sheet.ValidationType", _TYPES[kind])
        rule.setSourcePosition(self.cells.cell().getCellAddress())
        return rule

    def _put(self, rule: Any) -> None:
        self.cells.native.Validation = rule

    def _calc(self, formula: str) -> str:
        return to_calc(formula, self.cells.book.function_names).removeprefix("=")

    def set_list(self, source: Any, in_cell_dropdown: bool) -> None:
        """Allow the values of a list: given, or in cells."""
        rule = self._fresh("list")
        if isinstance(source, list):
            text = ";".join('"' + value.replace('"', '""') + '"' for value in source)
        elif isinstance(source, Name):
            text = source.native.getName()
        else:
            text = self._calc(f"={quote_sheet(source.sheet.name)}!{source.rect.a1()}")
        rule.setFormula1(text)
        rule.ShowList = 1 if in_cell_dropdown else 0
        self._put(rule)

    def set_rule(self, rule_type: str, operator: str | None, formula1: str, formula2: str | None) -> None:
        """Allow what a comparison, or a formula, allows."""
        rule = self._fresh(rule_type)
        if operator is not None:
            rule.setOperator(bridge.enum("sheet.ConditionOperator", _OPERATORS[operator]))
        rule.setFormula1(self._calc(formula1))
        rule.setFormula2(self._calc(formula2) if formula2 else "")
        self._put(rule)

    def delete(self) -> None:
        """Allow anything."""
        rule = self.api
        rule.Type = bridge.enum("sheet.ValidationType", "ANY")
        rule.setFormula1("")
        self._put(rule)
