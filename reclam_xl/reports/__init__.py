"""What findings become for people: annotated copies of the workbooks that were checked."""
