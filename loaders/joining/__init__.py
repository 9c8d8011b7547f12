"""Names used across all months, two prints of one report, and months published again."""
