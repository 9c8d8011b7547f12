"""Good files of each kind with bytes flipped, cut out and put in: each ends in a report or in a sentence."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from loaders import checks
from loaders.account import lines_of
from loaders.errors import LoadError
from loaders.joining import names
from loaders.sandbox import limited_process
from tests.loaders.hostile import good
from tests.loaders.hostile.outcome import UNFORESEEN, read_here

# As many of each kind as a run of all tests can spare; a night's run may ask for more.
MUTATIONS = {".txt": 60, ".csv": 60, ".html": 40, ".docx": 40, ".xlsx": 40, ".pdf": 25}
SCRAPS = [b"\0", b"\xff", b"-", b",", b"9" * 40, b"\t", b"\r", b'"', b"<", b"]]>", b"endstream", b"%", b" " * 99]


def mutated(raw: bytes, chance: random.Random) -> bytes:
    """``raw`` after an accident or a few; one is enough for most PDFs, whose pages are packed."""
    content = bytearray(raw)
    for _ in range(1 if raw.startswith(b"%PDF") else chance.randint(1, 5)):
        at, to = sorted(chance.randrange(len(content)) for _ in range(2))
        accident = chance.randrange(5)
        if accident == 0:
            content[at] ^= 1 << chance.randrange(8)
        elif accident == 1:
            del content[at : min(to, at + 200)]
        elif accident == 2:
            content[at:at] = chance.choice(SCRAPS)
        elif accident == 3:
            content[at:at] = content[at : min(to, at + 500)]
        else:
            start = chance.randrange(len(content))
            content[at : at + 50] = content[start : start + 50]
    return bytes(content)


def mutated_part(raw: bytes, chance: random.Random) -> bytes:
    """A zip of which one part had accidents, or changed places with another."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    one, other = chance.choice(list(parts)), chance.choice(list(parts))
    if chance.randrange(8) == 0:
        parts[one], parts[other] = parts[other], parts[one]
    else:
        parts[one] = mutated(parts[one], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def outcome(path: Path) -> str:
    """``read`` or the sentence; every line of a table that was read is accounted for."""
    try:
        reading = read_here(path, lines=True)
    except LoadError as error:
        return str(error)
    report = names.apply(reading.report)
    checks.run(report, [report])
    assert reading.document is not None
    for found in report.found:
        assert found.row_lines + found.furniture + found.unread == lines_of(reading.document, found)
    return "read"


@pytest.mark.parametrize("ending", MUTATIONS)
def test_accidents(ending: str, tmp_path: Path) -> None:
    seed = good.written(ending)
    zipped = seed.startswith(b"PK")
    path = tmp_path / f"paper{ending}"
    ends = set()
    for number in range(MUTATIONS[ending]):
        chance = random.Random(f"{ending} {number}")
        path.write_bytes((mutated_part if zipped and number % 4 else mutated)(seed, chance))
        end = outcome(path)
        assert UNFORESEEN not in end, f"{ending} {number}: {end}"
        assert end == "read" or path.name in end
        ends.add(end == "read")
    assert ends == {True, False}, "no accident did any harm, or all of them the same"


def test_accidents_apart(tmp_path: Path) -> None:
    """The same in the process that has limits, where a reader may even crash."""
    seed = good.written(".pdf")
    path = tmp_path / "paper.pdf"
    for number in range(3):
        path.write_bytes(mutated(seed, random.Random(number)))
        said = ""
        try:
            limited_process.read(path)
        except LoadError as error:
            said = str(error)
        assert UNFORESEEN not in said
