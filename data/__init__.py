"""The tidy dataset: its schema, its store, and every question that a page asks of it."""
