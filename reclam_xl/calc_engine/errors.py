"""Faults of the engine, and the guard that turns every UNO exception into one that says what was attempted, and where.

xlwings.XlwingsError
└── CalcError            an operation on a target failed
    ├── CalcGone         the office (or the workbook) is no longer there
    └── CalcUnavailable  no office can be started or joined here
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from xlwings import XlwingsError

__all__ = ["CalcError", "CalcGone", "CalcUnavailable", "Guarded", "is_uno_fault", "unsupported", "unsupported_property"]


class CalcError(XlwingsError):
    """An operation failed in LibreOffice; carries `operation`, `target` and `reason`."""

    def __init__(self, reason: str, *, operation: str = "", target: str = "") -> None:
        self.operation = operation
        self.target = target
        self.reason = reason
        place = f" on {target}" if target else ""
        super().__init__(f"{operation} failed{place}: {reason}" if operation else reason)


class CalcGone(CalcError):
    """The connection to LibreOffice broke, or the workbook was closed, in the middle of an operation."""


class CalcUnavailable(CalcError):
    """LibreOffice, or its Python bridge, is missing or did not answer; the message is French, for the user."""


def is_uno_fault(fault: BaseException) -> bool:
    """Whether an exception came from the office, or from the bridge to it, and not from Python code."""
    return any(kind.__name__.startswith("com.sun.star.") for kind in type(fault).__mro__)


def translate(fault: BaseException, *, operation: str, target: str, hint: str = "") -> CalcError:
    """The engine's exception for a UNO exception."""
    kind = type(fault).__name__.rpartition(".")[2]
    text = " ".join(str(getattr(fault, "Message", "") or fault).split())
    if "URP" in text or ("ridge" in text and "dispos" in text):
        return CalcGone("LibreOffice is no longer running", operation=operation, target=target)
    if kind == "DisposedException":
        return CalcGone("the workbook is no longer open", operation=operation, target=target)
    reason = hint or (f"{kind}: {text}" if text else kind)
    return CalcError(reason, operation=operation, target=target)


def _guard(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def call(self: Guarded, *args: Any, **kwargs: Any) -> Any:
        try:
            return method(self, *args, **kwargs)
        except CalcError:
            raise
        except Exception as fault:
            raised = self._translated(name, fault)
            if raised is fault:
                raise
            raise raised from fault

    return call


class Guarded:
    """Base of the engine's classes: each public method and property is wrapped when the class is made."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name, member in list(vars(cls).items()):
            if name.startswith("_") and name not in ("__call__", "__len__", "__iter__", "__contains__", "__getitem__"):
                continue
            if isinstance(member, property):
                setattr(cls, name, _guarded_property(cls.__name__, name, member))
            elif callable(member) and not isinstance(member, (type, staticmethod, classmethod)):
                setattr(cls, name, _guard(f"{cls.__name__}.{name}", member))

    def _where(self) -> str:
        """What the object stands for, without asking the office (which may be gone)."""
        return ""

    def _hint(self) -> str:
        """A better reason than LibreOffice gives, when one can be had."""
        return ""

    def _gone(self) -> str:
        """Why nothing works any more (the office ended, the workbook was closed); '' when all is there."""
        held = (value for value in vars(self).values() if isinstance(value, Guarded))
        return next(filter(None, (value._gone() for value in held)), "")

    def _translated(self, name: str, fault: Exception) -> Exception:
        if not is_uno_fault(fault):
            return fault
        raised = translate(fault, operation=name, target=self._where())
        if type(raised) is CalcError and (reason := self._gone()):
            return CalcGone(reason, operation=name, target=self._where())
        if type(raised) is CalcError and (hint := self._safe_hint()):
            return CalcError(hint, operation=name, target=self._where())
        return raised

    def _safe_hint(self) -> str:
        try:
            return self._hint()
        except Exception:
            return ""


def _guarded_property(owner: str, name: str, member: property) -> property:
    return property(
        member.fget and _guard(f"{owner}.{name} (read)", member.fget),
        member.fset and _guard(f"{owner}.{name} (write)", member.fset),
        doc=member.__doc__,
    )


def unsupported(reason: str) -> Callable[..., Any]:
    """A method of xlwings' interface that Calc cannot honour; `reason` is one sentence."""

    def refuse(self: object, *args: object, **kwargs: object) -> Any:
        raise NotImplementedError(reason)

    refuse.__doc__ = reason
    return refuse


def unsupported_property(reason: str) -> Any:
    """A property of xlwings' interface that Calc cannot honour; `reason` is one sentence."""
    refuse = unsupported(reason)
    return property(refuse, refuse, doc=reason)
