"""A label that the reference files do not know: loaded under its own name, listed, and given a place to go."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import dataset
from tests.loaders.golden import FIXTURES
from tests.loaders.hostile import good


@pytest.mark.parametrize(
    ("label", "advice"),
    [
        ("Education Capitals", "The closest is “Education Capital”: if that is the same, say so in"),
        ("Kite Flying", "No name there is like it: if it is to stay, add it to"),
    ],
)
def test_a_new_label(tmp_path: Path, label: str, advice: str) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_bytes(good.changed("Education Capital", label))
    loaded = dataset.load([paper])
    (row,) = [row for row in loaded.reports[0].tables["finance"] if row["service_reported"] == label]
    assert (row["service"], row["budget_k"]) == (label, 300)
    (found,) = [each for each in loaded.findings if each["check"] == "unknown-label"]
    assert found["message"] == (
        f"“{label}” is not among the names of services, so it is loaded under its own name. "
        f"{advice} authorities/COUNCIL/service_aliases.csv."
    )


def test_a_label_as_long_as_may_be_is_told_in_short(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_bytes(good.changed("Education Capital", "Capital " * 60))
    (found,) = [each for each in dataset.load([paper]).findings if each["check"] == "unknown-label"]
    assert len(found["message"]) < 300


AUTISM = (FIXTURES / "activity" / "new_group_in_cells.txt").read_text(encoding="utf-8")


def test_a_care_group_that_is_not_known_is_loaded_under_its_own_name_and_told_of_once(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(good.TEXT + "\n" + AUTISM, encoding="utf-8")
    loaded = dataset.load([paper])
    rows = [row for row in loaded.reports[0].tables["activity"] if row["care_group"] == "Autism Service"]
    assert [(row["service_type"], row["cost_variance_k"]) for row in rows] == [
        ("Residential", 73),
        ("Supported living", 79),
        ("Net Total", 152),
    ]
    (found,) = [each for each in loaded.findings if each["check"] == "unknown-care-group"]
    assert (found["row"], found["locator"]) == ("Autism Service", rows[0]["locator"])
    assert found["message"].endswith("Say which budget line pays for it in authorities/COUNCIL/care_groups.csv.")
