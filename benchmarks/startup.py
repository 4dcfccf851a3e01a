"""How long a command takes to start, as ratios to `python -c pass`, in one run (goal 6).

    .venv/bin/python benchmarks/startup.py [REGISTRE]

Prints the median of paired runs: bare interpreter, `reclam-xl --help`, `reclam-xl valider` on one register.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 21
HERE = Path(sys.executable).parent


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        given = sys.argv[1:]
        register = given[0] if given else str(Path(folder, "registre.xlsx"))
        tool = str(HERE / "reclam-xl")
        if not given:
            subprocess.run([tool, "nouveau", register, "--agence", "1001"], check=True, stdout=subprocess.DEVNULL)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "python -c 'import python_calamine'": [sys.executable, "-c", "import python_calamine"],
            "reclam-xl --help": [tool, "--help"],
            "reclam-xl valider": [tool, "valider", register],
        }
        for command in commands.values():
            seconds(command)
        rounds = [{name: seconds(command) for name, command in commands.items()} for _ in range(RUNS)]
    bare = "python -c pass"
    for name in commands:
        median = statistics.median(times[name] for times in rounds)
        ratio = statistics.median(times[name] / times[bare] for times in rounds)
        print(f"{name:<40} {median * 1000:7.1f} ms   {ratio:5.2f} ×")


if __name__ == "__main__":
    main()
