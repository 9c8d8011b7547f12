"""A council's folder of small files: what comes with the product, and what was taught beside a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data import authorities, committees, store
from data.opened import TAUGHT_LEFT_OUT, open_dataset
from loaders import dataset
from tests.loaders.hostile import good

EASTMOOR = "Eastmoor County Council"
HEADS = {file: ",".join(columns) + "\n" for file, columns in authorities.FILES.items()}


@pytest.fixture
def taught(tmp_path: Path) -> Iterator[Path]:
    """The folder of a council that says its name and no more."""
    folder = tmp_path / "authorities" / "eastmoor"
    folder.mkdir(parents=True)
    (folder / "council.csv").write_text(HEADS["council.csv"] + f"name,{EASTMOOR},\n", encoding="utf-8")
    yield folder
    authorities.use(None)


def write(folder: Path, file: str, *rows: str) -> None:
    """Write ``rows`` under the columns of ``file``."""
    (folder / file).write_text(HEADS[file] + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def test_every_file_that_comes_with_the_product_is_as_it_should_be() -> None:
    authorities.check()
    names = {path.name for path in authorities.BUNDLED.glob("*/*")}
    assert names <= set(authorities.FILES)
    assert {folder.name for folder in authorities.BUNDLED.iterdir()} == set(authorities.councils())


def test_what_a_council_says_of_itself(taught: Path) -> None:
    write(taught, "council.csv", f"name,{EASTMOOR},", "positive variance,favourable,Seen in May", "unit,£,Told")
    authorities.use(taught.parent)
    said = authorities.Council(EASTMOOR, "favourable", "£")
    assert authorities.council("EASTMOOR county council") == said
    assert authorities.council(None) == said  # the only one that was taught here
    assert authorities.council("Westmoor County Council") is None
    authorities.use(None)
    assert authorities.council(EASTMOOR) is None


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("moves.csv", "kind,year\n", "line 1: expected the columns kind, financial_year"),
        ("service_aliases.csv", HEADS["service_aliases.csv"] + "line,A,B\n", "row 2: expected 5 cells"),
        ("service_aliases.csv", HEADS["service_aliases.csv"] + "line,,A,B,C,D\n", "row 2: expected 5 cells"),
        ("council.csv", HEADS["council.csv"] + "unit,£,\n", "does not say whose folder it is"),
        ("council.csv", "", "line 1: expected the columns what, value, reason"),
        (
            "council.csv",
            HEADS["council.csv"] + f"name,{EASTMOOR},\nunit,thousands,\n",
            "'thousands'; expected one of £",
        ),
        (
            "council.csv",
            HEADS["council.csv"] + f"name,{EASTMOOR},\npositive variance,Adverse,\n",
            "'Adverse'; expected",
        ),
        ("moves.csv", HEADS["moves.csv"] + "service,2024/25,A,B,C,,D,abc,told\n", "'abc' is no number"),
        ("moves.csv", HEADS["moves.csv"] + "service,2024/25,A,B,C,,D,nan,told\n", "'nan' is no number"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_by_its_line(
    taught: Path, file: str, text: str, told: str
) -> None:
    (taught / file).write_text(text, encoding="utf-8")
    authorities.use(taught.parent)
    with pytest.raises(authorities.TaughtError, match=told):
        authorities.check()


def test_pages_go_on_without_what_cannot_be_read_and_take_it_up_when_mended(taught: Path) -> None:
    output = taught.parents[1] / "dataset"
    paper = taught.parents[1] / "paper.txt"
    paper.write_text(good.TEXT, encoding="utf-8")
    dataset.build([paper], output)
    (taught / "committees.csv").write_text("nonsense\n", encoding="utf-8")
    assert open_dataset(output).notice == TAUGHT_LEFT_OUT
    write(taught, "committees.csv", "Children,2018/19,Education,,,no,yes,The officer")
    mended = open_dataset(output)
    assert mended.notice == ""
    assert committees.committees(EASTMOOR) == ["Children"]


def test_a_version_changes_with_what_is_taught(taught: Path) -> None:
    output = taught.parents[1] / "dataset"
    paper = taught.parents[1] / "paper.txt"
    paper.write_text(good.TEXT, encoding="utf-8")
    dataset.build([paper], output)
    before = open_dataset(output).version
    write(taught, "committees.csv", "Children,2018/19,Education,,,no,yes,The officer")
    assert open_dataset(output).version != before
    assert store.holds_dataset(output)


@pytest.mark.parametrize("name", ["=1+1", "-Saving", "@Home", "Ordinary", "'Quoted", "Naïve – “café”", "\u202eturned"])
def test_a_taught_name_is_read_back_as_it_was_and_is_no_formula(tmp_path: Path, name: str) -> None:
    row = {"kind": "line", "directorate": "", "reported": name, "name": name, "reason": "As printed"}
    path = authorities.teach(tmp_path, EASTMOOR, "service_aliases.csv", [row])
    authorities.teach(tmp_path, EASTMOOR, "service_aliases.csv", [row])
    assert authorities.read(path) == [row]
    assert not any(cell[:1] in "=+-@" for cell in path.read_text(encoding="utf-8").splitlines()[1].split(",")[2:4])
    authorities.use(None)


def test_what_an_editor_leaves_in_the_folder_stops_nothing(taught: Path) -> None:
    output = taught.parents[1] / "dataset"
    paper = taught.parents[1] / "paper.txt"
    paper.write_text(good.TEXT, encoding="utf-8")
    dataset.build([paper], output)
    (taught / ".#headings.csv").symlink_to("/nowhere/at/all")
    (taught / "headings.csv").symlink_to("/nowhere/at/all")
    assert open_dataset(output).notice == ""
    (taught / "council.csv").write_text("", encoding="utf-8")
    assert open_dataset(output).notice == TAUGHT_LEFT_OUT
