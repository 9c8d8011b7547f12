"""The dataset that the pages read, taken up anew as soon as a load has replaced it.

Whoever asks is told what is on the disk at that moment. So all workers of a server change to new figures with the
same load, without being started again, and an answer that was begun with one version ends with it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from data import authorities, store
from data.dataset import Dataset, index
from data.store import StoreError

COPY_SHOWN: Final = (
    "The stored figures are damaged. You see the same figures from their spare copy. "
    "Please tell whoever looks after this dashboard that the reports must be loaded again."
)
KEPT_SHOWN: Final = (
    "The stored figures can no longer be read. You see the figures as they were read before. "
    "Please tell whoever looks after this dashboard that the reports must be loaded again."
)
TAUGHT_LEFT_OUT: Final = (
    "What this council taught the dashboard about its own names cannot be read, so committees may be missing. "
    "Please tell whoever looks after this dashboard; its log says which file and line."
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Opened:
    """What was found in ``folder`` when its files were as ``stamp`` says; no dataset where none could be read."""

    find: Callable[[], Path]
    folder: Path
    stamp: tuple[object, ...]
    dataset: Dataset | None
    fault: str = ""


_opened: list[_Opened] = []
_taking_up = threading.Lock()


def open_dataset(directory: Path) -> Dataset:
    """Read and index the dataset in ``directory`` and make it the one that the pages read.

    Raises ``StoreError`` where there is none or it is damaged beyond its copy; the pages then keep the one they had.
    """
    found = _take_up(lambda: directory, None)
    if found.dataset is None:
        raise StoreError(found.fault)
    _opened[:] = [found]
    return found.dataset


def follow(find: Callable[[], Path]) -> None:
    """Have the pages read the dataset in the folder that ``find`` names, whichever that is when they are asked for.

    Nothing is raised where there is none to read: ``opened`` says so, until there is.
    """
    _opened[:] = [_take_up(find, None)]


def opened() -> Dataset:
    """The dataset that the pages read, as it is now: whole, and never changed in place.

    Ask once for an answer, so that all of it is of one version. Raises ``StoreError`` where none can be read.
    """
    now = _opened[0]
    if _has_changed(now):
        with _taking_up:  # of several requests the first one reads, and the others wait for what it finds
            now = _opened[0]
            if _has_changed(now):
                now = _take_up(now.find, now)
                _opened[:] = [now]
    if now.dataset is None:
        raise StoreError(now.fault)
    return now.dataset


def folder() -> Path:
    """Where the dataset that the pages read is stored."""
    return _opened[0].find()


def _has_changed(now: _Opened) -> bool:
    folder = now.find()
    return folder != now.folder or _stamp(folder) != now.stamp


def _stamp(folder: Path) -> tuple[object, ...]:
    return (*store.stamp(folder), *authorities.stamp(folder))


def _take_up(find: Callable[[], Path], before: _Opened | None) -> _Opened:
    """What can be read now; where nothing can, what was read ``before`` from the same folder, with a notice."""
    folder = find()
    stamp = _stamp(folder)  # taken first: a load meanwhile changes it, and the next request looks again
    taught = _take_up_taught(folder)
    try:
        tables, damage = store.read_intact(folder)
        dataset = index(tables)
    except Exception as error:  # whatever is wrong with a dataset, the site must go on and say so
        fault = str(error) if isinstance(error, StoreError) else f"{folder} holds no dataset that the pages can show"
        logger.error("%s", fault, exc_info=None if isinstance(error, StoreError) else error)
        kept = before.dataset if before and before.folder == folder else None
        return _Opened(find, folder, stamp, kept and kept.with_notice(KEPT_SHOWN), fault)
    if taught:
        dataset = dataset.with_notice(TAUGHT_LEFT_OUT)
    if damage:
        logger.error("%s. Until then its copy is shown.", damage)
        dataset = dataset.with_notice(COPY_SHOWN)
    return _Opened(find, folder, stamp, dataset)


def _take_up_taught(folder: Path) -> str:
    """Use what the council taught beside its dataset; the fault, if there is one, and then none of it is used."""
    authorities.use(authorities.beside(folder))
    try:
        authorities.check()
    except authorities.TaughtError as error:
        logger.error("%s. Until then nothing of it is used.", error)
        authorities.use(None)
        return str(error)
    return ""
