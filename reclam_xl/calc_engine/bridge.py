"""The one door to UNO, so that the untyped `uno` module is imported late and named in a single place."""

from __future__ import annotations

import importlib
from functools import cache
from types import ModuleType
from typing import Any

from .errors import CalcUnavailable, is_uno_fault

__all__ = [
    "close_all",
    "component_context",
    "constant",
    "enum",
    "file_url",
    "is_uno_fault",
    "local_path",
    "properties",
    "struct",
    "typed_sequence",
]

MISSING = (
    "Le pont Python de LibreOffice est introuvable. Installez le paquet python3-uno, "
    "puis rendez le module « uno » visible de cet environnement Python."
)


@cache
def _uno() -> ModuleType:
    try:
        return importlib.import_module("uno")
    except ImportError as fault:
        raise CalcUnavailable(MISSING) from fault


def component_context() -> Any:
    """The component context of this Python process, from which an office is resolved."""
    return _uno().getComponentContext()


def close_all() -> None:
    """Close the connections to all offices: left open, they may crash Python while it unloads."""
    if not _uno.cache_info().currsize:
        return
    context = component_context()
    factory = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.BridgeFactory", context)
    for connection in factory.getExistingBridges():
        connection.dispose()


def struct(name: str, *values: Any, **fields: Any) -> Any:
    """A new UNO struct, `name` given below `com.sun.star`."""
    made = _uno().createUnoStruct(f"com.sun.star.{name}", *values)
    for field, value in fields.items():
        setattr(made, field, value)
    return made


@cache
def enum(name: str, member: str) -> Any:
    """A member of a UNO enum, `name` given below `com.sun.star`."""
    return _uno().Enum(f"com.sun.star.{name}", member)


@cache
def constant(name: str) -> Any:
    """A UNO constant, `name` given below `com.sun.star`."""
    return _uno().getConstantByName(f"com.sun.star.{name}")


def typed_sequence(kind: str, values: tuple[Any, ...]) -> Any:
    """A sequence whose element type is stated, for the calls that take `any`."""
    return _uno().Any(f"[]com.sun.star.{kind}", values)


def properties(**values: Any) -> tuple[Any, ...]:
    """Named values as the tuple of `PropertyValue` that UNO calls take."""
    return tuple(struct("beans.PropertyValue", Name=name, Value=value) for name, value in values.items())


def file_url(path: str) -> str:
    """The `file:` URL of a local path."""
    found: str = _uno().systemPathToFileUrl(path)
    return found


def local_path(url: str) -> str:
    """The local path of a `file:` URL."""
    found: str = _uno().fileUrlToSystemPath(url)
    return found
