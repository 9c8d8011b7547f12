"""What is taught in the terminal stands in files, and the next load uses it without a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from data import authorities
from data.committees import committees
from loaders import dataset
from loaders.__main__ import main

HEAD = "Eastmoor County Council,,,,\nFinance monitoring report,,,,\n{month} 2024,,,,\n"
BODY = """Line of work,Cash envelope{unit},Latest look{unit},Gap{unit},Whim
Adults,,,,
Home care,1000,1100,{sign}100,x
Day care,500,450,{minus}50,y
Total Adults,1500,1550,{sign}50,
Children,,,,
Fostering,800,900,{sign}100,x
Total Children,800,900,{sign}100,
Grand total,2300,2450,{sign}150,
"""
FIGURES = {"Home care": (1000, 100), "Day care": (500, -50), "Fostering": (800, 100)}


@pytest.fixture
def taught(tmp_path: Path) -> Iterator[Path]:
    """Where a council's teaching is to stand."""
    yield tmp_path / "authorities"
    authorities.use(None)


def paper(folder: Path, month: str = "September", unit: str = " £000", sign: str = "", minus: str = "-") -> Path:
    """A month of a council whose headings nobody else has."""
    path = folder / f"{month}.csv"
    path.write_text(HEAD.format(month=month) + BODY.format(unit=unit, sign=sign, minus=minus), encoding="utf-8")
    return path


def teach(folder: Path, file: Path, *answers: str) -> Result:
    """Run the dialogue with ``answers`` typed in."""
    said = "".join(f"{each}\n" for each in answers)
    return CliRunner().invoke(main, ["teach", str(file), "--dataset", str(folder / "dataset")], input=said)


def services(path: Path, output: Path) -> dict[str, tuple[float, float]]:
    """Budget and variance of each service of ``path``."""
    rows = dataset.build([path], output, afresh=True).reports[0].tables["finance"]
    return {row["service"]: (row["budget_k"], row["forecast_variance_k"]) for row in rows if row["level"] == "service"}


ALL = ("1", "1", "2", "3", "3", "0", "y", "Adults Committee", "")


def test_headings_that_nobody_knows_are_taught_once(tmp_path: Path, taught: Path) -> None:
    result = teach(tmp_path, paper(tmp_path), *ALL)
    assert result.exit_code == 0, result.output
    assert "6 rows are read now" in result.output
    for month in ("September", "October"):
        assert services(paper(tmp_path, month), tmp_path / "dataset") == FIGURES
    assert committees("Eastmoor County Council") == ["Adults"]
    loaded = dataset.build([paper(tmp_path)], tmp_path / "dataset")
    assert {each["check"] for each in loaded.findings} & {"unread-column", "names-as-printed", "unknown-label"} == set()


def test_what_was_kept_tells_a_new_name(tmp_path: Path, taught: Path) -> None:
    teach(tmp_path, paper(tmp_path), *ALL)
    later = paper(tmp_path, "October")
    later.write_text(later.read_text(encoding="utf-8").replace("Home care", "Home care service"), encoding="utf-8")
    (found,) = [
        each
        for each in dataset.build([later], tmp_path / "dataset").findings
        if each["check"] == "unknown-label" and each["row"] == "Home care service"
    ]
    assert "authorities/eastmoor-county-council/service_aliases.csv" in found["message"]
    answers = ("y", "y", "")
    assert "Kept in" in teach(tmp_path, later, *answers).output
    assert services(later, tmp_path / "dataset") == FIGURES


def test_enter_leaves_everything_open_and_nothing_is_written(tmp_path: Path, taught: Path) -> None:
    result = teach(tmp_path, paper(tmp_path), "")
    assert "Still open" in result.output
    assert not taught.exists()


def test_an_answer_that_is_none_is_asked_again(tmp_path: Path, taught: Path) -> None:
    result = teach(tmp_path, paper(tmp_path), "99", "none", *ALL)
    assert result.output.count("A number from 0 to") == 2
    assert "6 rows are read now" in result.output


def test_the_unit_that_nothing_prints_is_taught(tmp_path: Path, taught: Path) -> None:
    file = paper(tmp_path, unit="")
    result = teach(tmp_path, file, "1", "1", "2", "3", "3", "0", "2", "y", "", "")
    assert "in which unit its money is" in result.output
    said = authorities.council("Eastmoor County Council")
    assert said is not None
    assert said.unit == "£000"
    assert services(file, tmp_path / "dataset") == FIGURES


def test_a_sign_that_nothing_proves_is_taught_and_figures_that_prove_another_go_before_it(
    tmp_path: Path, taught: Path
) -> None:
    authorities.teach(
        taught,
        "Eastmoor County Council",
        "council.csv",
        [{"what": authorities.VARIANCE, "value": authorities.FAVOURABLE, "reason": "Told"}],
    )
    unproved = "Service,Budget £000,Variance £000\nHome care,1000,100\nDay care,500,-50\nFostering,800,100\n"
    file = tmp_path / "plain.csv"
    file.write_text(HEAD.format(month="May").replace(",,,,", ",,") + unproved, encoding="utf-8")
    assert services(file, tmp_path / "dataset")["Home care"] == (1000, -100)
    file.write_text(
        file.read_text(encoding="utf-8")
        .replace("Budget £000,", "Budget £000,Forecast £000,")
        .replace("1000,", "1000,1100,")
        .replace("500,", "500,450,")
        .replace("800,", "800,900,"),
        encoding="utf-8",
    )
    assert services(file, tmp_path / "dataset")["Home care"] == (1000, 100)


@pytest.mark.parametrize(
    ("table", "column", "told"),
    [
        ("finance", "forecast_varience_k", "no column 'forecast_varience_k'"),
        ("finances", "budget_k", "no table 'finances'"),
    ],
)
def test_a_column_that_is_none_is_refused_by_name(
    tmp_path: Path, taught: Path, table: str, column: str, told: str
) -> None:
    row = {"table": table, "heading": "Gap", "column": column, "reason": "Told"}
    authorities.teach(taught, "Eastmoor County Council", "headings.csv", [row])
    with pytest.raises(authorities.TaughtError, match=told):
        dataset.build([paper(tmp_path)], tmp_path / "dataset")
