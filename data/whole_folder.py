"""A folder of files that is replaced as a whole: who reads it gets all of the old files or all of the new.

Replacing takes these steps, and may be stopped between any two of them:

1. lock: one load at a time writes; another waits for it, for ``PATIENCE`` seconds, and then gives up with a sentence.
   What a load adds to is read under the same lock, so of two at once the second adds to what the first has written.
2. mend: what a load that was killed left behind is put right.
3. stage: every file is written and synced in a folder of its own beside the place, with a manifest of checksums, and
   once more in ``copy`` within it: where one of the files is damaged later, the same figures can still be read.
4. set aside: the folder that is there gets another name. 5. rename: the new one gets its name. 6. sync their parent.
   From here the load is acknowledged.
7. clean: the folder that was set aside and the lock go.

Reading takes the files' bytes and holds them against the manifest. Where they do not agree it may be that a load was
writing meanwhile, so it looks again; where they still do not, the folder is damaged.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

MANIFEST: Final = "manifest.json"
COPY: Final = "copy"
PATIENCE: Final = 10.0
LOOKS: Final = 5
_BETWEEN_LOOKS: Final = 0.02
_AGAIN: Final = "build the dataset again"


class StoreError(RuntimeError):
    """The dataset cannot be read or written; the message says which folder and what to do."""


def replace(directory: Path, files: Mapping[str, bytes], known: Collection[str]) -> None:
    """Replace everything in ``directory`` by ``files``; it may hold nothing but files that are ``known``.

    Raises ``StoreError`` where it holds something else, where another load does not finish, and where the disk does
    not take the files; what was there is there afterwards.
    """
    rewrite(directory, lambda: files, known)


def rewrite(directory: Path, make: Callable[[], Mapping[str, bytes]], known: Collection[str]) -> None:
    """As ``replace``, by the files that ``make`` gives.

    It is asked when no other load writes any more, so it may read what is there and add to it. What it raises is
    raised, and changes nothing.
    """
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        with _alone(directory):
            _mend(directory)
            _refuse_foreign(directory, known)
            files = make()
            staged = _staged(directory)
            try:
                _stage(staged, files)
                _swap(staged, directory)
            except BaseException:
                shutil.rmtree(staged, ignore_errors=True)
                raise
            try:
                _sync(directory.parent)
            except OSError as error:
                raise StoreError(
                    f"{directory} is written, but the disk did not confirm it ({error.strerror}): check the disk, and "
                    "load again"
                ) from error
            shutil.rmtree(_aside(directory), ignore_errors=True)
    except OSError as error:
        raise StoreError(
            f"{directory} cannot be written ({error.strerror or error}), and what was there is unchanged: check the "
            "space on the disk and who may write there, and load again"
        ) from error


def read(directory: Path, wanted: Callable[[str], bool], *, copy: bool = False) -> dict[str, bytes]:
    """The files in ``directory`` whose names are ``wanted``, all from one load; with ``copy``, those kept as a copy.

    Raises ``StoreError`` where there is no dataset, and where a file is missing or is not as it was written.
    """
    for look in range(LOOKS):
        place = _present(directory)
        try:
            return _read(place / COPY if copy else place, wanted)
        except StoreError:
            if look == LOOKS - 1:
                raise
            time.sleep(_BETWEEN_LOOKS)
    raise AssertionError("the last look returns or raises")


def holds(directory: Path) -> bool:
    """Whether there is a dataset to read in ``directory``, or one that a load has set aside."""
    # Twice, because a load may put the new one in its place after the first look and clean up before the second.
    return any((place / MANIFEST).is_file() for place in (directory, _aside(directory), directory))


def has_folder(directory: Path) -> bool:
    """Whether there is a folder, whatever is in it, or one that a load has set aside."""
    return any(place.is_dir() for place in (directory, _aside(directory), directory))


def stamp(directory: Path) -> tuple[object, ...]:
    """What changes as soon as a load replaces ``directory``, or a file in it is damaged or mended; cheap to ask for."""
    place = _present(directory)
    return (*_states(place), *_states(place / COPY))


def _states(folder: Path) -> tuple[object, ...]:
    try:
        with os.scandir(folder) as entries:
            states = [(entry.name, entry.stat()) for entry in entries]
    except OSError:  # there is none, or a load is between two steps
        return ()
    return tuple(sorted((name, at.st_mtime_ns, at.st_size, at.st_ino) for name, at in states))


def _present(directory: Path) -> Path:
    """The folder itself, or the one set aside where a load is between two steps or was killed there."""
    aside = _aside(directory)
    return aside if not directory.is_dir() and aside.is_dir() else directory


def _read(place: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    try:
        manifest = json.loads((place / MANIFEST).read_bytes())
        listed = manifest["sha256"].items()
        if manifest["own"] != _own(manifest["sha256"]):
            raise ValueError("a name or a checksum in it has changed")
    except FileNotFoundError:
        raise StoreError(
            f"{place} holds no dataset: run `python -m loaders build` with this folder as output"
        ) from None
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise StoreError(f"{MANIFEST} in {place} is damaged: {_AGAIN}") from error
    files = {}
    for name, checksum in listed:
        if wanted(name):
            try:
                files[name] = (place / name).read_bytes()
            except FileNotFoundError:
                raise StoreError(f"{name} is missing from {place}: {_AGAIN}") from None
            except OSError as error:
                raise StoreError(f"{name} in {place} cannot be read ({error.strerror}): {_AGAIN}") from error
            if hashlib.sha256(files[name]).hexdigest() != checksum:
                raise StoreError(f"{name} in {place} is damaged, it is not as it was written: {_AGAIN}")
    return files


@contextmanager
def _alone(directory: Path) -> Iterator[None]:
    lock = FileLock(directory.with_name(f".{directory.name}.lock"), timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout:
        raise StoreError(f"another load is writing {directory}: wait until it has finished, and load again") from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps a file that is open; it is empty
            Path(lock.lock_file).unlink()
        lock.release()


def _mend(directory: Path) -> None:
    """Put back what a killed load set aside, or clear it away where the new folder is in place."""
    aside, staged = _aside(directory), _staged(directory)
    if aside.is_dir() and not directory.is_dir():
        aside.rename(directory)
    for left in (aside, staged):
        if left.is_dir():
            shutil.rmtree(left)


def _refuse_foreign(directory: Path, known: Collection[str]) -> None:
    if directory.is_file():
        raise StoreError(f"{directory} is a file: name a folder for the dataset")
    if not directory.is_dir():
        return
    copied = directory / COPY
    there = {entry.name for folder in (directory, copied) if folder.is_dir() for entry in folder.iterdir()}
    foreign = sorted(there - {MANIFEST, *known, *([COPY] if copied.is_dir() else [])})
    if foreign:
        raise StoreError(
            f"{directory} holds {foreign[0]}, which is not part of a dataset: name an empty folder or a new one"
        )


def _stage(staged: Path, files: Mapping[str, bytes]) -> None:
    checksums = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    manifest = json.dumps({"sha256": checksums, "own": _own(checksums)}, indent=1).encode()
    for folder in (staged, staged / COPY):
        folder.mkdir()
        for name, content in {**files, MANIFEST: manifest}.items():
            with (folder / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
    _sync(staged / COPY)
    _sync(staged)


def _own(checksums: Mapping[str, str]) -> str:
    """The manifest's checksum of itself, so that a damaged name in it is not a table that was never there."""
    return hashlib.sha256(json.dumps(checksums, sort_keys=True).encode()).hexdigest()


def _swap(staged: Path, directory: Path) -> None:
    aside = _aside(directory)
    if directory.is_dir():
        directory.rename(aside)
    try:
        staged.rename(directory)
    except BaseException:
        if aside.is_dir():
            aside.rename(directory)
        raise


def _aside(directory: Path) -> Path:
    return directory.with_name(f".{directory.name}.old")


def _staged(directory: Path) -> Path:
    return directory.with_name(f".{directory.name}.new")


def _sync(folder: Path) -> None:
    if os.name == "nt":  # Windows cannot open a folder to sync it; its renames are journalled
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
