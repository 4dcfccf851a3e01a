"""Frozen records whose class costs nothing at import: `dataclasses` would make every command wait for 50 ms."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any, dataclass_transform

if TYPE_CHECKING:
    from dataclasses import replace  # mypy checks its changes field by field

__all__ = ["frozen", "replace"]


@dataclass_transform(kw_only_default=True, frozen_default=True)
def frozen(cls: Any = None, /, *, kw_only: bool = True) -> Any:
    """Make of an annotated class a frozen one, with slots, made by keyword, equal where its fields are.

    A default is shared by all records, so its type must not let anybody change it. A class that wants cached
    properties says `__slots__ = ("__dict__",)`.
    """
    if cls is None:
        return lambda cls: frozen(cls, kw_only=kw_only)
    own = tuple(vars(cls).get("__annotations__", ()))
    fields: tuple[str, ...] = (*getattr(cls, "_fields", ()), *own)
    defaults = getattr(cls, "_defaults", {}) | {name: vars(cls)[name] for name in own if name in vars(cls)}
    kept = {name: value for name, value in vars(cls).items() if name not in (*own, "__dict__", "__weakref__")}
    kept |= {"__slots__": (*own, *vars(cls).get("__slots__", ())), "__qualname__": cls.__qualname__}
    made = type(cls)(cls.__name__, cls.__bases__, _METHODS | kept)
    made._fields, made._defaults, made._values = fields, defaults, attrgetter(*fields)
    made.__init__ = _late_init(made, "*, " if kw_only else "")
    return made


def _late_init(made: Any, marker: str) -> Callable[..., None]:
    """Return an `__init__` that compiles the real one, as fast as if written by hand, at the first record made."""

    def __init__(self: Any, *values: Any, **named: Any) -> None:
        scope: dict[str, Any] = {f"_{name}": getattr(made, name).__set__ for name in made._fields}
        scope["_defaults"] = made._defaults
        parameters = (f"{name}=_defaults[{name!r}]" if name in made._defaults else name for name in made._fields)
        lines = (f" _{name}(self, {name})\n" for name in made._fields)
        exec(f"def __init__(self, {marker}{', '.join(parameters)}):\n{''.join(lines)}", scope)
        made.__init__ = scope["__init__"]
        made.__init__(self, *values, **named)

    return __init__


def _changed(self: Any, name: str, value: object = None) -> None:
    raise AttributeError(f"a {type(self).__name__} is frozen: {name!r} cannot change")


def _equal(self: Any, other: Any) -> bool:
    return bool(self._values(self) == other._values(other)) if type(other) is type(self) else NotImplemented


def _state(self: Any) -> dict[str, Any]:
    return {name: getattr(self, name) for name in self._fields}


def _revive(self: Any, state: dict[str, Any]) -> None:
    for name, value in state.items():
        object.__setattr__(self, name, value)


def _shown(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in _state(self).items())})"


_METHODS: dict[str, Any] = {
    "__setattr__": _changed,
    "__delattr__": _changed,
    "__eq__": _equal,
    "__hash__": lambda self: hash(self._values(self)),
    "__repr__": _shown,
    "__getstate__": _state,
    "__setstate__": _revive,
}

if not TYPE_CHECKING:

    def replace(record, /, **changes):
        """Return a record like another one but for some fields."""
        return type(record)(**_state(record) | changes)
