"""A demonstration on an imaginary broker's year: what the programme does, on files that it did not write last."""

from reclam_xl.demo.run import DemoResult, run

__all__ = ["DemoResult", "run"]
