"""What each button does: a pure function from a register to a set of changes."""
