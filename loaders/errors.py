"""The one exception that a load ends in when an input cannot be used."""

from __future__ import annotations


class LoadError(RuntimeError):
    """An input cannot be loaded; the message is one sentence naming the file, what was expected and what to do."""
