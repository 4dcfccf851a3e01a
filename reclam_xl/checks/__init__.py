"""Findings: one small function a rule, each with a code, a severity, a message, a repair and an explanation."""

from reclam_xl.checks.catalogue import FAMILIES, RULES, explain, selected
from reclam_xl.checks.finding import Finding, Severity
from reclam_xl.checks.rule import Rule
from reclam_xl.checks.runner import check

__all__ = ["FAMILIES", "RULES", "Finding", "Rule", "Severity", "check", "explain", "selected"]
