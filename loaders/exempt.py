"""Words by which a paper says that it is not for the public."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.containers.text import Line
from loaders.tables import Note

# Schedule 12A of the Local Government Act 1972 lists what may be kept from the public.
_MARK = re.compile(r"not for publication|schedule 12a\b|^\W*exempt (?:information|report|appendix)\b", re.IGNORECASE)


def marked_exempt(lines: Sequence[Line]) -> Iterator[Note]:
    """One note where a paper carries such words: whether its figures may be shown is the council's decision."""
    for line in lines:
        mark = _MARK.search(line.text)
        if mark:
            yield Note(
                "reports",
                None,
                "marked-exempt",
                "error",
                f"The paper says “{mark.group().strip()}”: ask the proper officer before any of its figures are shown.",
                line.place,
                mark.group().strip(),
            )
            return
