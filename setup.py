"""Renders the guide into the package while it is built; everything else is declared in setup.cfg."""

import runpy
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent


class BuildWithGuide(build_py):
    """The usual build, and the pages that the button « Aide » opens."""

    def run(self):
        """Build, then write the guide where the package goes: in the sources themselves for an editable install."""
        super().run()
        package = ROOT / "reclam_xl" if self.editable_mode else Path(self.build_lib) / "reclam_xl"
        runpy.run_path(str(ROOT / "scripts" / "guide-html"))["render"](package / "guide")


setup(cmdclass={"build_py": BuildWithGuide})
