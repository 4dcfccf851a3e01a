"""How long a command takes to start, as ratios to `python -c pass`, in one run (goal 6).

    .venv/bin/python benchmarks/startup.py [REGISTRE]

Prints the median of paired runs: bare interpreter, `reclam-xl --help`, `reclam-xl valider` on one register. Twice: in
this environment, and installed plainly in a fresh one, as users have it. (Where the sources are installed in place,
the bare interpreter is itself slower, since it loads the finder of those sources: ratios look better than they are.)
"""

from __future__ import annotations

import compileall
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

RUNS = 21
ROOT = Path(__file__).resolve().parent.parent
BARE = "python -c pass"
NEEDED = "python-calamine"
"""The only library that these commands use."""


def seconds(command: list[str]) -> float:
    """Seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def installed(folder: Path) -> Path:
    """Install the sources in a fresh environment, not in place; return its Python."""
    venv.create(folder / "plain", with_pip=True)
    python = next(path for name in ("bin/python", "Scripts/python.exe") if (path := folder / "plain" / name).exists())
    sources = shutil.copytree(ROOT, folder / "sources", ignore=shutil.ignore_patterns(".*", "build", "*.egg-info"))
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*install, str(sources), NEEDED], check=True)
    return python


def measure(python: Path, register: str) -> None:
    """Print what each command takes in the environment of a Python."""
    tool = str(python.parent / "reclam-xl")
    commands = {
        BARE: [str(python), "-c", "pass"],
        "import python_calamine": [str(python), "-c", "import python_calamine"],
        "reclam-xl --help": [tool, "--help"],
        "reclam-xl valider": [tool, "valider", register],
    }
    for command in commands.values():
        seconds(command)
    rounds = [{name: seconds(command) for name, command in commands.items()} for _ in range(RUNS)]
    for name in commands:
        median = statistics.median(times[name] for times in rounds)
        ratio = statistics.median(times[name] / times[BARE] for times in rounds)
        print(f"  {name:<40} {median * 1000:7.1f} ms   {ratio:5.2f} ×")


def main() -> None:
    """Measure here, then in a plain installation."""
    here = Path(sys.executable)
    compileall.compile_dir(ROOT / "reclam_xl", quiet=2)
    with tempfile.TemporaryDirectory() as scratch:
        register = sys.argv[1] if sys.argv[1:] else str(Path(scratch, "registre.xlsx"))
        if not sys.argv[1:]:
            create = [str(here.parent / "reclam-xl"), "nouveau", register, "--agence", "1001"]
            subprocess.run(create, check=True, stdout=subprocess.DEVNULL)
        print("This environment:")
        measure(here, register)
        print("Plain installation (goals: --help 5, valider 7):")
        measure(installed(Path(scratch)), register)


if __name__ == "__main__":
    main()
