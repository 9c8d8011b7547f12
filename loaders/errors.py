"""The one exception that a load ends in when an input cannot be used."""

from __future__ import annotations


class LoadError(RuntimeError):
    """An input cannot be loaded; the message is one sentence naming the file, what was expected and what to do.

    It is one line, whatever the name of the file or the words of a library have in them.
    """

    def __init__(self, message: str) -> None:
        # A byte of a file's name that is no letter is marked; other characters that do not print part words.
        marked = ("\ufffd" if "\ud800" <= each <= "\udfff" else each if each.isprintable() else " " for each in message)
        super().__init__(" ".join("".join(marked).split()))
