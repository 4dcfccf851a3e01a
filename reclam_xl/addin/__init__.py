"""The buttons: what a click in an open workbook starts, and what builds and installs the add-in."""
