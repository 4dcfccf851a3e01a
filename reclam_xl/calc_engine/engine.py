"""What xlwings calls an engine: its name, its applications, and the cleaning of values on their way in and out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .app import Apps, apps
from .values import clean_read, prepare

__all__ = ["Engine"]


class Engine:
    """The engine ``calc``."""

    name = "calc"
    type = "desktop"

    def __init__(self) -> None:
        apps.engine = self

    @property
    def apps(self) -> Apps:
        """The offices that this program started or joined."""
        return apps

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Mapping[str, Any]) -> Any:
        """One value on its way to a cell."""
        return prepare(value)

    @staticmethod
    def clean_value_data(
        data: list[list[Any]],
        datetime_builder: Callable[..., Any],
        empty_as: Any,
        number_builder: Callable[[float], Any] | None,
        err_to_str: bool,
    ) -> list[list[Any]]:
        """A block of raw values as the caller asked for them."""
        return clean_read(data, datetime_builder, empty_as, number_builder, err_to_str)
