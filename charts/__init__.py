"""Pure functions from a tidy frame to a chart: its figure, its sentence and its table, all from the same numbers."""
