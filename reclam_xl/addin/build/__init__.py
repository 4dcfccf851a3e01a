"""Builds what Excel loads, the add-in and the macros of a register with buttons, from the text in `macros/`."""

from reclam_xl.addin.build.package import ADDIN_NAME, build_addin

__all__ = ["ADDIN_NAME", "build_addin"]
