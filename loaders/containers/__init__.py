"""One reader a kind of file; all give the same lines and cells, each with its place."""
