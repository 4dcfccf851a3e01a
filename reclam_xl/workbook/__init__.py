"""Where registers live: files on disk, open workbooks, and the workbooks that we create."""
