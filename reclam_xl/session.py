"""Who is at work: the only place that asks the system for the user's name."""

from __future__ import annotations


def session_user() -> str:
    """Return the name of the user of this session, `""` when the system does not tell."""
    import getpass  # noqa: PLC0415 - reading and checking need no user

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
