"""One module a page: a function from a selection to components."""
