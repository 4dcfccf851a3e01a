"""The user's name comes from one place, and its absence is no fault."""

from __future__ import annotations

import getpass

import pytest

from reclam_xl.session import session_user


def test_the_system_tells_who_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "camille")
    assert session_user() == "camille"


@pytest.mark.parametrize("fault", [OSError, KeyError, ImportError])
def test_a_session_without_a_name_is_anonymous(monkeypatch: pytest.MonkeyPatch, fault: type[Exception]) -> None:
    def refuse() -> str:
        raise fault

    monkeypatch.setattr(getpass, "getuser", refuse)
    assert session_user() == ""
