"""Checks over a zipped file (Word, Excel) before any parser opens it: members, their sizes, and what they hold."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass
from xml.parsers import expat

from loaders.errors import LoadError

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
# A small member may be packed well without being a bomb.
RATIO_FROM = 1_000_000
_CHUNK = 1_000_000
_STEP = 10_000
# How markup begins: in one byte a character or more, and in the encoding of mainframes.
_BEFORE_MARKUP = b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"
_MARKUP = (b"<", b"\x4c\x6f\xa7\x94")
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


@dataclass
class _Prologue:
    """What stands before the first element of a part that is XML; ``begun`` once that element was seen."""

    parser: expat.XMLParserType
    begun: bool = False
    defines: bool = False


def _prologue(member: str, head: bytes) -> _Prologue | None:
    """A reading of ``member``, which begins with ``head``, up to its first element; None where it is no XML."""
    if not (member.endswith((".xml", ".rels")) or head.lstrip(_BEFORE_MARKUP).startswith(_MARKUP)):
        return None
    found = _Prologue(expat.ParserCreate())

    def begins(*_: object) -> None:
        found.begun = True

    def defines(*_: object) -> None:
        found.defines = True

    found.parser.StartElementHandler = begins
    found.parser.StartDoctypeDeclHandler = defines
    return found


def _hold_prologue(found: _Prologue, chunk: bytes, member: str, name: str) -> None:
    """Read on; raises ``LoadError`` for a part with definitions of its own, in whatever encoding and however late."""
    for at in range(0, len(chunk), _STEP):
        try:
            found.parser.Parse(chunk[at : at + _STEP])
        except (expat.ExpatError, ValueError, LookupError) as error:  # the last two for an encoding unknown to it
            if not (found.begun or found.defines):
                raise LoadError(f"{name} is damaged ({member} is not XML that can be read): save it again") from error
        if found.defines:
            raise LoadError(f"{name} defines entities of its own in {member} and is not read")
        if found.begun:
            return


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, before: int) -> int:
    size = 0
    markup: _Prologue | None = None
    with archive.open(info) as member:
        while chunk := member.read(_CHUNK):
            markup = _prologue(info.filename, chunk) if not size else markup
            if markup is not None:
                _hold_prologue(markup, chunk, info.filename, name)
                markup = None if markup.begun else markup
            size += len(chunk)
            if before + size > MAX_UNPACKED:
                raise LoadError(
                    f"{name} unpacks to more than {MAX_UNPACKED // 1_000_000} MB, more than any report needs"
                )
            if size > RATIO_FROM and size > MAX_RATIO * max(info.compress_size, 1):
                raise LoadError(f"{name} unpacks to more than {MAX_RATIO} times its size and is not read")
    return size
