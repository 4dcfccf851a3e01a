"""Rows of an old follow-up sheet, told by what matters in a test."""

from __future__ import annotations

import datetime as dt
from typing import Any

from reclam_xl.layout.suivi import SUIVI

HEADERS = [column.header for column in SUIVI.columns]
DAY = dt.date(2012, 1, 5)


def fs(order: int = 1, **given: Any) -> list[Any]:
    """A row of Suivi in the order of the seed."""
    row: dict[str, Any] = {
        "year": 2012,
        "date": DAY,
        "issuer": "DUPONT Jean",
        "number": f"12.1001.{order:03d}",
        "origin": "FS",
        "subject": "Délai trop long",
        "voucher": None,
        "notes": "06/01/2012 : appel",
        "handler": "LE GOFF Anne",
        "due": dt.date(2012, 3, 5),
        "closed": None,
    }
    assert row.keys() >= given.keys()
    return list({**row, **given}.values())
