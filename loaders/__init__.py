"""Papers in, tidy dataset out. ``build`` is the whole of it; ``python -m loaders`` is its command line."""

from loaders.dataset import build
from loaders.errors import LoadError

__all__ = ["LoadError", "build"]
