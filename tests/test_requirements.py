"""What is imported is listed, nothing listed is known to be unsafe, and the lock holds all of it and nothing else."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.test_imports import MODULES, PACKAGES, imports

ROOT = Path(__file__).resolve().parent.parent
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
OURS = {*PACKAGES, "app", "views"}
LOCKED = dict(re.findall(r"^([a-z0-9][a-z0-9._-]*)==([^ ;]+)[^\\\n]*\\$", LOCK, re.MULTILINE))
# The first version of each without a weakness that a visitor or a paper could use.
FLOORS = {
    "dash": "4.4.1",  # a visitor could end processes of the server
    "gunicorn": "26.1",  # two requests could be read as one
    "pdfminer.six": "20251230",  # a PDF could run code
    "pypdf": "7.1.0",  # a small PDF could fill the memory
    "werkzeug": "3.1.9",  # a small request could fill the memory
}


def _listed() -> dict[str, Requirement]:
    lines = (line.split("#")[0].strip() for line in (ROOT / "requirements.txt").read_text("utf-8").splitlines())
    return {canonicalize_name(each.name): each for each in (Requirement(line) for line in lines if line)}


def _pinned(requirement: Requirement) -> str:
    (pin,) = requirement.specifier
    assert pin.operator == "=="
    return pin.version


def _needed(name: str, seen: set[str]) -> Iterator[str]:
    """``name`` and every package that it needs on this machine."""
    if name not in seen:
        seen.add(name)
        yield name
        for line in distribution(name).requires or ():
            needed = Requirement(line)
            if needed.marker is None or needed.marker.evaluate({"extra": ""}):
                yield from _needed(canonicalize_name(needed.name), seen)


def test_every_package_that_is_imported_is_listed() -> None:
    modules = {name.split(".")[0] for path in MODULES for name in imports((ROOT / path).read_text("utf-8"))}
    others = modules - OURS - set(sys.stdlib_module_names)
    assert {"brotli", "flask", "pandas"} <= others
    known = packages_distributions()
    unlisted = [
        module for module in sorted(others) if not {canonicalize_name(d) for d in known[module]} & set(_listed())
    ]
    assert unlisted == []


@pytest.mark.parametrize("name", FLOORS)
def test_no_version_with_a_known_weakness(name: str) -> None:
    key = canonicalize_name(name)
    for found in (_pinned(_listed()[key]), version(key), LOCKED[key]):
        assert Version(found) >= Version(FLOORS[name])


def test_the_lock_has_the_versions_that_are_listed() -> None:
    assert {name: LOCKED.get(name) for name in _listed()} == {name: _pinned(each) for name, each in _listed().items()}


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11) or sys.platform != "linux", reason="the lock is for Python 3.11 on Linux"
)
def test_the_lock_has_all_that_these_need_and_nothing_else() -> None:
    seen: set[str] = set()
    needed = {name for listed in _listed() for name in _needed(listed, seen)}
    assert set(LOCKED) == needed


def test_every_package_of_the_lock_has_hashes_and_no_host_is_named() -> None:
    entries = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(entries) == len(LOCKED)
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)] == []
    assert "://" not in LOCK
    assert set(re.findall(r"--[a-z-]+", LOCK)) == {"--hash", "--require-hashes"}
