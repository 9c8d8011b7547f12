"""What the process that reads a paper may do: so much memory, so much time, no network, no writing but in its folder.

The kernel keeps the limits of memory, processor time and file size on Linux and most other Unix systems; Windows has
none of these, so there only the wall time that ``loaders.sandbox.limited_process`` keeps ends a process that runs wild.
Network, other programs and writing are refused by Python's own audit hook, which sees everything that Python code does.
It does not see what a compiled library does by itself: it stops a reader that follows a link in a paper, not an
attacker who has taken the reader over. A council that reads papers of strangers runs the load in a container without a
network.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

MEMORY: Final = 1_000_000_000
PROCESSOR_SECONDS: Final = 20
FILE_BYTES: Final = 64_000_000
FILES: Final = 64

_NEVER: Final = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "ftplib.",
    "http.",
    "smtplib.",
    "urllib.",
    "webbrowser.",
)
# Of each call that changes a file: which arguments are paths, and which are the folders that these start from.
_CHANGES: Final[dict[str, tuple[tuple[int, ...], tuple[int, ...]]]] = {
    "os.chmod": ((0,), (2,)),
    "os.chown": ((0,), (3,)),
    "os.link": ((0, 1), (2, 3)),
    "os.mkdir": ((0,), (2,)),
    "os.remove": ((0,), (1,)),
    "os.rename": ((0, 1), (2, 3)),
    "os.rmdir": ((0,), (1,)),
    "os.symlink": ((1,), (2,)),
    "os.truncate": ((0,), ()),
    "os.utime": ((0,), (3,)),
}
_NO_FOLDER: Final = -1
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit_process() -> None:
    """Set the limits that the platform has; the process cannot raise them again."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, most in (
        ("RLIMIT_AS", MEMORY),
        ("RLIMIT_CPU", PROCESSOR_SECONDS),
        ("RLIMIT_FSIZE", FILE_BYTES),
        ("RLIMIT_NOFILE", FILES),
        ("RLIMIT_CORE", 0),
    ):
        # A platform may lack a limit, or hold a lower one already.
        with suppress(AttributeError, ValueError, OSError):
            # One above, because at the upper limit of time the kernel kills without saying why.
            resource.setrlimit(getattr(resource, name), (most, most + 1))


def guard(folder: Path) -> None:
    """From here on, refuse the network, other programs, and every change to a file outside ``folder``."""
    own = os.path.realpath(folder) + os.sep

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITES and not isinstance(path, int):
                _refuse_outside(own, path)
        elif event in _CHANGES:
            paths, folders = _CHANGES[event]
            for path in (arguments[index] for index in paths):
                _refuse_outside(own, path)
            if any(arguments[index] != _NO_FOLDER for index in folders):
                raise PermissionError(f"reading a paper does not need {event} in another folder")
        elif event.startswith(_NEVER):
            raise PermissionError(f"reading a paper does not need {event}")

    sys.addaudithook(watch)


def _refuse_outside(own: str, path: Any) -> None:
    place = os.path.realpath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else ""
    if not place.startswith(own) and place != os.devnull:
        raise PermissionError(f"reading a paper does not need to change {place or path}")
