"""Reads a table by what its headings mean, and proves the reading by the table's own arithmetic."""
