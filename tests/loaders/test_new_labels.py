"""A label that the reference files do not know: loaded under its own name, listed, and given a place to go."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import dataset
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
        f"{advice} data/reference/service_aliases.csv."
    )


def test_a_label_as_long_as_a_page_is_told_in_short(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_bytes(good.changed("Education Capital", "Capital " * 400))
    (found,) = [each for each in dataset.load([paper]).findings if each["check"] == "unknown-label"]
    assert len(found["message"]) < 300
