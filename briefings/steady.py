"""The same selection and figures give the same bytes: nothing in a file says when its parts were put together."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Final

# What is stamped on parts whose time means nothing, such as a workbook inside a chart.
LONG_AGO: Final = datetime(2000, 1, 1)
_FIRST: Final = (1980, 1, 1, 0, 0, 0)


def steady(packed: bytes, change: Callable[[str, bytes], bytes] = lambda _, content: content) -> bytes:
    """A packed file with its parts in the order given, each from the first day that a packed file can name.

    ``change`` is given each part's name and content, and gives the content that is kept.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            kept = zipfile.ZipInfo(part.filename, _FIRST)
            kept.compress_type = zipfile.ZIP_DEFLATED
            kept.external_attr = 0o600 << 16
            new.writestr(kept, change(part.filename, old.read(part)))
    return made.getvalue()
