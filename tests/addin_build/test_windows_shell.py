"""The reader of command lines that the tests of the add-in use, on Microsoft's own examples."""

from __future__ import annotations

import pytest
from windows_shell import arguments, commands


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ('"a b c" d e', ["a b c", "d", "e"]),
        (r'"ab\"c" "\\" d', ['ab"c', "\\", "d"]),
        (r'a\\\b d"e f"g h', [r"a\\\b", "de fg", "h"]),
        (r"a\\\"b c d", [r"a\"b", "c", "d"]),
        (r'a\\\\"b c" d e', [r"a\\b c", "d", "e"]),
    ],
)
def test_arguments_are_those_of_the_c_run_time(command: str, expected: list[str]) -> None:
    assert arguments(command) == expected


def test_a_sign_between_quotation_marks_ends_no_command() -> None:
    assert commands('C:\\Windows\\System32\\cmd.exe /C D: & "a&b" "c|d" 2> "log & x" ') == ["D:", '"a&b" "c|d"']


@pytest.mark.parametrize("rest", ['"a" b', "a %b%", "a ^& b", "a < b"])
def test_what_the_shell_would_change_is_refused(rest: str) -> None:
    with pytest.raises(AssertionError):
        commands(f"C:\\Windows\\System32\\cmd.exe /C {rest}")
