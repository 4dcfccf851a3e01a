"""The process that a click in Calc starts: the engine's runner, with xlwings loaded light before it."""

from __future__ import annotations

import os
import sys

from reclam_xl.addin.light import light_xlwings

__all__ = ["main"]


def main() -> int:
    """Run one request of the Basic module."""
    light_xlwings()
    from reclam_xl.calc_engine.run import main as run_request  # noqa: PLC0415 - after the light import

    return run_request()


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # the bridge to the office may crash while Python unloads it
