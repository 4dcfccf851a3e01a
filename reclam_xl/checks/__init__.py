"""Findings: one small function a rule, each with a code, a severity, a message, a repair and an explanation."""
