"""Puts the guide and the text of the macros into the package while it is built; the rest is declared in setup.cfg."""

import runpy
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithData(build_py):
    """The usual build, the pages that the button « Aide » opens, and the macros that `complement` puts together."""

    def run(self):
        """Build, then write the guide where the package goes: in the sources themselves for an editable install."""
        super().run()
        package = ROOT / "reclam_xl" if self.editable_mode else Path(self.build_lib) / "reclam_xl"
        runpy.run_path(str(ROOT / "scripts" / "guide-html"))["render"](package / "guide")
        if not self.editable_mode:
            shutil.copytree(ROOT / "macros", package / "addin" / "build" / "macros", dirs_exist_ok=True)


setup(cmdclass={"build_py": BuildWithData})
