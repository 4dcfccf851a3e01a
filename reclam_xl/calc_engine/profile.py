"""User profiles of LibreOffice: what a private instance must know before its first start; where the user's own is."""

from __future__ import annotations

import os
import re
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

__all__ = ["add_items", "default_pipe", "make_attachable", "settings_file", "user_profile", "write_settings"]

Setting = tuple[str, str, str]
_PIPE = re.compile(r'oor:name="ooSetupConnectionURL"[^\n]*pipe,name=([^;,<]+)')

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
"""
_TAIL = "</oor:items>\n"

QUIET: tuple[Setting, ...] = (
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false"),
    ("/org.openoffice.Setup/Product", "ooSetupLastVersion", "99.0"),
    ("/org.openoffice.Setup/Office", "LastCompatibilityCheckID", ""),
    ("/org.openoffice.Setup/Product", "WhatsNew", "false"),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
    ("/org.openoffice.Office.Common/Save/Document", "WarnAlienFormat", "false"),
    ("/org.openoffice.Office.Calc/Calculate/Other", "DecimalPlaces", "-1"),
)


def default_pipe() -> str:
    """The pipe under which an office that the user starts can be joined: one for each account."""
    return f"xlwings_calc_{os.getuid() if hasattr(os, 'getuid') else 0}"


def user_profile() -> Path:
    """The profile of a LibreOffice started in the usual way by the present user."""
    base = os.environ.get("XDG_CONFIG_HOME")
    return (Path(base) if base else Path.home() / ".config") / "libreoffice" / "4"


def settings_file(profile: Path) -> Path:
    """The file of a profile that keeps its settings."""
    return profile / "user" / "registrymodifications.xcu"


def language_settings(locale: str) -> tuple[Setting, ...]:
    """Settings that make an instance speak `locale` (a BCP 47 tag such as ``fr`` or ``en-US``)."""
    tag = {"fr": "fr-FR", "en": "en-US"}.get(locale, locale)
    return (
        ("/org.openoffice.Office.Linguistic/General", "UILocale", tag if tag == "en-US" else tag.split("-")[0]),
        ("/org.openoffice.Setup/L10N", "ooLocale", tag if tag == "en-US" else tag.split("-")[0]),
        ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", tag),
    )


def connection_setting(pipe: str) -> Setting:
    """The setting that makes an instance listen on a pipe each time it starts."""
    return ("/org.openoffice.Setup/Office", "ooSetupConnectionURL", f"pipe,name={pipe};urp;")


def _item(setting: Setting) -> str:
    path, name, value = setting
    return (
        f'<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)} oor:op="fuse">'
        f"<value>{escape(value)}</value></prop></item>\n"
    )


def write_settings(profile: Path, settings: tuple[Setting, ...]) -> None:
    """Create or complete the settings of a profile; a setting already there is replaced."""
    file = settings_file(profile)
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True) if file.exists() else [_HEAD]
    marks = [(f"oor:path={quoteattr(path)}", f"oor:name={quoteattr(name)}") for path, name, _ in settings]
    kept = [line for line in lines if line != _TAIL and not any(a in line and b in line for a, b in marks)]
    if kept and kept[-1].rstrip().endswith("</oor:items>"):
        kept[-1] = kept[-1].rstrip().removesuffix("</oor:items>") + "\n"
    fresh = file.with_suffix(".new")
    fresh.write_text("".join(kept) + "".join(map(_item, settings)) + _TAIL, encoding="utf-8")
    fresh.replace(file)


def add_items(profile: Path, items: str, *, mark: str) -> None:
    """Add configuration items, one a line, in place of those that contain `mark`."""
    write_settings(profile, ())
    file = settings_file(profile)
    kept = [line for line in file.read_text(encoding="utf-8").splitlines(keepends=True) if mark not in line]
    file.write_text("".join(kept[:-1]) + items + _TAIL, encoding="utf-8")


def make_attachable(profile: Path | None = None, pipe: str | None = None) -> str:
    """Let the user's LibreOffice be joined from its next start on; returns the name of the pipe.

    A pipe that the user has set is kept and used, unless another is named.
    """
    folder = profile or user_profile()
    file = settings_file(folder)
    found = _PIPE.search(file.read_text(encoding="utf-8")) if file.exists() and pipe is None else None
    if found is not None:
        return found[1]
    name = pipe or default_pipe()
    write_settings(folder, (connection_setting(name),))
    return name
