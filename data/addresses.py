"""How a name stands in an address: short, readable, and never the same for two names of one dataset."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from data.formatting import slug

EVERYTHING: Final = "all"  # how a choice of no committee or directorate stands in a control; an address leaves it out
_LETTERS: Final = 6  # of a mark
_LONGEST: Final = 150  # letters of a plain form: what is asked for in an address is cut at 200


@dataclass(frozen=True)
class Addresses:
    """``shared`` are the plain forms (``foo-bar``) that several names have, such as ``Foo-Bar`` and ``Foo Bar``."""

    shared: frozenset[str] = frozenset()

    def of(self, name: str) -> str:
        """``Adults & Safeguarding`` is ``adults-safeguarding``; a name whose plain form is shared has a mark behind it.

        So has a name without letters, one that would mean everything, and one too long for an address.
        """
        plain = slug(name)
        return _marked(plain, name) if name and self._taken(plain) else plain

    def named(self, wanted: str, names: Iterable[str]) -> str | None:
        """The one of ``names`` that stands as ``wanted`` in an address; None where there is none, or no one alone.

        A link that was sent before a second name was loaded has the plain form, one that was sent while there were two
        has the mark: both go on leading to the name that they were made of, wherever only one can be meant.
        """
        different = list(dict.fromkeys(names))
        plain = [name for name in different if slug(name) == wanted and wanted != EVERYTHING]
        if len(plain) == 1:
            return plain[0]
        return next((name for name in different if _marked(slug(name), name) == wanted), None)

    def _taken(self, plain: str) -> bool:
        return plain in ("", EVERYTHING) or plain in self.shared or len(plain) > _LONGEST


PLAIN: Final = Addresses()


def addresses(*kinds: Collection[str]) -> Addresses:
    """Addresses of names of several kinds, such as directorates and services; only names of one kind are mixed up."""
    counts = (Counter(slug(name) for name in set(names)) for names in kinds)
    return Addresses(frozenset(plain for each in counts for plain, count in each.items() if count > 1))


def line_text(place: str, name: str) -> str:
    """A line over the months as one name: two lines of one name stand in different places."""
    return f"{place} – {name}"


def _marked(plain: str, name: str) -> str:
    """The mark follows from the name alone, so that the address stays what it is whatever else is loaded."""
    return f"{plain[:_LONGEST]}-{hashlib.sha256(name.encode()).hexdigest()[:_LETTERS]}".lstrip("-")
