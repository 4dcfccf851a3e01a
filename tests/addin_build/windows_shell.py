"""How Windows takes a command line apart: `cmd.exe` first, then the C run-time of the programme that is started.

Written from Microsoft's rules ("cmd", "Parsing C command-line arguments"), not from the code under test.
"""

from __future__ import annotations

import re


def commands(line: str) -> list[str]:
    """Return the commands that `cmd.exe /C` would run one after the other, redirections of errors taken off."""
    shell, _, rest = line.partition(" /C ")
    assert shell == "C:\\Windows\\System32\\cmd.exe"
    assert not rest.startswith('"'), "cmd.exe would take the first and the last quotation mark away"
    assert "%" not in rest, "cmd.exe would put the value of a variable there, quotation marks or not"
    parts, quoted = [""], False
    for character in rest:
        quoted ^= character == '"'
        if character in "&|" and not quoted:
            parts.append("")
        else:
            assert quoted or character not in "<^()", f"{character} means something to cmd.exe"
            parts[-1] += character
    return [re.sub(r' 2> "[^"]*" *$', "", part).strip() for part in parts]


def arguments(command: str) -> list[str]:
    """Return what a programme receives, its own name first."""
    found: list[str] = []
    text, quoted, begun, slashes = "", False, False, 0
    for character in f"{command} ":
        if character == "\\":
            slashes += 1
            continue
        if character == '"':
            # Pairs of backslashes before a quotation mark are halved; one left over makes it a letter.
            text += "\\" * (slashes // 2) + '"' * (slashes % 2)
            quoted ^= slashes % 2 == 0
            begun, slashes = True, 0
            continue
        text, slashes, begun = text + "\\" * slashes, 0, begun or slashes > 0
        if character == " " and not quoted:
            found += [text] * (begun or bool(text))
            text, begun = "", False
        else:
            text += character
    return found
