"""Puts the add-in where Excel or LibreOffice finds it, takes it away, and says what is missing on a computer."""
