"""Calendars, delays, profiles, numbering and status: the rules of the plan, with their explanations."""
