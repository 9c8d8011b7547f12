"""Papers in, tidy dataset out. ``build`` is the whole of it; ``python -m loaders`` is its command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loaders.errors import LoadError

if TYPE_CHECKING:
    from loaders.dataset import build

__all__ = ["LoadError", "build"]


def __getattr__(name: str) -> Any:
    """``build``, imported when it is asked for: the process that reads one paper does without pandas."""
    if name != "build":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from loaders.dataset import build

    return build
