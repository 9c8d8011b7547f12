"""Every page without a script, and its numbers as files."""
