"""Checks over a zipped file (Word, Excel) before any parser opens it: members, their sizes, and what they hold."""

from __future__ import annotations

import io
import zipfile
import zlib

from loaders.errors import LoadError

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
# A small member may be packed well without being a bomb.
RATIO_FROM = 1_000_000
_CHUNK = 1_000_000
# What the zip library raises for a file whose parts or their list are damaged.
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def members(raw: bytes, name: str) -> list[str]:
    """The names of the members; raises ``LoadError`` for a zip that is damaged or has more members than a report."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            infos = archive.infolist()
    except _BROKEN as error:
        raise LoadError(f"{name} is damaged and cannot be opened: save or copy it again") from error
    if len(infos) > MAX_MEMBERS:
        raise LoadError(f"{name} has {len(infos):,} parts, more than any report (the limit is {MAX_MEMBERS:,})")
    return [info.filename for info in infos]


def beginning(raw: bytes, name: str, member: str, size: int) -> bytes:
    """The first ``size`` bytes of ``member``; raises ``LoadError`` where it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive, archive.open(member) as file:
            return file.read(size)
    except _BROKEN as error:
        raise LoadError(f"{name} is damaged ({member} cannot be unpacked): save it again") from error


def check(raw: bytes, name: str) -> dict[str, int]:
    """The size of each member, counted while it is unpacked and not by what the zip says of itself.

    Raises ``LoadError`` for a member outside its folder, one named twice, one locked by a password, one with its own
    definitions (entities that grow), and for more than ``MAX_UNPACKED`` bytes in all.
    """
    names = members(raw, name)
    if len({each.lower() for each in names}) < len(names):
        raise LoadError(f"{name} holds two parts of the same name, so it was not saved by Word or Excel: save it again")
    sizes: dict[str, int] = {}
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for info in archive.infolist():
            if info.filename.startswith(("/", "\\")) or ".." in info.filename.replace("\\", "/").split("/"):
                raise LoadError(f"{name} holds a part outside its own folder ({info.filename!r}) and is not read")
            if info.flag_bits & 1:
                raise LoadError(f"{name} is locked by a password: save it without one")
            try:
                sizes[info.filename] = _unpacked(archive, info, name, sum(sizes.values()))
            except LoadError:
                raise
            except _BROKEN as error:
                raise LoadError(f"{name} is damaged ({info.filename} cannot be unpacked): save it again") from error
    return sizes


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, before: int) -> int:
    size = 0
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            if not size and info.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in chunk[:4096]:
                raise LoadError(f"{name} defines entities of its own in {info.filename} and is not read")
            size += len(chunk)
            if before + size > MAX_UNPACKED:
                raise LoadError(
                    f"{name} unpacks to more than {MAX_UNPACKED // 1_000_000} MB, more than any report needs"
                )
            if size > RATIO_FROM and size > MAX_RATIO * max(info.compress_size, 1):
                raise LoadError(f"{name} unpacks to more than {MAX_RATIO} times its size and is not read")
    return size
