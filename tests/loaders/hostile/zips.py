"""Zipped files (Word, Excel) with parts changed, added or dropped."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping, Sequence

BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
ABROAD = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)


def edited(
    raw: bytes,
    change: Mapping[str, tuple[str, str]] | None = None,
    add: Sequence[tuple[str, bytes]] = (),
    drop: Sequence[str] = (),
) -> bytes:
    """The zip in ``raw`` with one text replaced in each part of ``change``, and with parts added and dropped."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if change and name in change:
                before, after = change[name]
                assert before.encode() in content, name
                content = content.replace(before.encode(), after.encode(), 1)
            if name not in drop:
                new.writestr(name, content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name that is there twice is what some tests are about
            for name, content in add:
                new.writestr(name, content)
    assert len(out.getvalue()) > 0
    return out.getvalue()


def locked(raw: bytes) -> bytes:
    """The zip with every part marked as encrypted."""
    found = bytearray(raw)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = found.find(mark)
        while place >= 0:
            found[place + at] |= 1
            place = found.find(mark, place + 4)
    return bytes(found)


def parts(raw: bytes) -> list[str]:
    """The names of the parts."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return archive.namelist()
