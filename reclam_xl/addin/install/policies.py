"""What Windows and Office forbid on a computer, and what Excel has set aside: read from the registry, never written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module

from reclam_xl.frozen import frozen

__all__ = ["RULES", "Registry", "Rule", "forbidden", "windows_registry"]

Registry = Callable[[str, str], Mapping[str, object]]
"""The values of a key of a hive (« HKCU », « HKLM »), by name in small letters; empty where there is no such key."""

_OFFICE = r"Software\{}\Office\16.0"
_POLICIES = (r"Policies\Microsoft", r"Policies\Microsoft\Cloud")
_EXCEL = r"{}\Excel\Security"
_CHILD_PROCESSES = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
"""The rule of Defender: no Office application starts another process."""
_ADMIN = "demandez une exception à l’informatique ; en attendant, la commande « reclam-xl » fait le même travail"


@frozen
class Rule:
    """One thing that is forbidden: `values` of `name` in `keys` (hive and key) that forbid it."""

    what: str
    keys: tuple[tuple[str, str], ...]
    name: str
    values: tuple[object, ...] = (1,)
    remedy: str = _ADMIN


def _policy(key: str) -> tuple[tuple[str, str], ...]:
    """Return where an Office policy may stand: of the account or of the computer, from the domain or from the cloud."""
    places = (key.format(_OFFICE.format(each)) for each in _POLICIES)
    return tuple((hive, place) for place in places for hive in ("HKCU", "HKLM"))


def _setting(key: str) -> tuple[tuple[str, str], ...]:
    """Return where a setting of Office may stand: a policy, or the account's own choice."""
    return (*_policy(key), ("HKCU", key.format(_OFFICE.format("Microsoft"))))


RULES = (
    Rule(what="Office : les macros sont désactivées (VBAOff)", keys=_policy(r"{}\Common"), name="vbaoff"),
    Rule(
        what="Excel : tous les compléments sont désactivés",
        keys=_setting(_EXCEL),
        name="disablealladdins",
    ),
    Rule(what="Excel : seuls les compléments signés sont admis", keys=_setting(_EXCEL), name="requireaddinsig"),
    Rule(
        what="Excel : les emplacements approuvés, dont XLSTART, sont désactivés",
        keys=_setting(_EXCEL + r"\Trusted Locations"),
        name="alllocationsdisabled",
    ),
    Rule(
        what="Windows : l’invite de commandes, par laquelle les boutons lancent le programme, est désactivée",
        keys=(("HKCU", r"Software\Policies\Microsoft\Windows\System"),),
        name="disablecmd",
        values=(1, 2),
    ),
    Rule(
        what="Defender : Excel n’a pas le droit de lancer un programme (règle ASR)",
        keys=(
            ("HKLM", r"Software\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"),
            ("HKLM", r"Software\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"),
        ),
        name=_CHILD_PROCESSES,
        values=(1, "1"),
    ),
)
"""What stops the buttons, by the value that says so (Microsoft's administrative templates and Defender's reference)."""

_DISABLED = r"Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"


def forbidden(registry: Registry, addin: str) -> Iterator[tuple[str, str]]:
    """Yield what stops the buttons and how to mend it; `addin` is the name of the add-in's file."""
    for rule in RULES:
        found = (registry(hive, key).get(rule.name) for hive, key in rule.keys)
        if any(value in rule.values for value in found):
            yield rule.what, rule.remedy
    name = addin.casefold().encode("utf-16-le")
    items = (value for value in registry("HKCU", _DISABLED).values() if isinstance(value, bytes))
    if any(name in value.decode("utf-16-le", "replace").casefold().encode("utf-16-le") for value in items):
        yield (
            "Excel a désactivé le module après un incident",
            "Fichier, Options, Compléments, Gérer « Éléments désactivés », Atteindre : réactivez-le",
        )


def windows_registry(hive: str, key: str) -> Mapping[str, object]:
    """Read a key of this computer; what cannot be read is taken for absent."""
    try:
        winreg = import_module("winreg")
    except ImportError:  # another system
        return {}
    roots = {"HKCU": winreg.HKEY_CURRENT_USER, "HKLM": winreg.HKEY_LOCAL_MACHINE}
    try:
        with winreg.OpenKey(roots[hive], key) as opened:
            values = [winreg.EnumValue(opened, index) for index in range(winreg.QueryInfoKey(opened)[1])]
    except OSError:
        return {}
    return {name.lower(): value for name, value, _ in values}
