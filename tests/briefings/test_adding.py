"""What is added to a briefing stands behind what is in it."""

from __future__ import annotations

import re

from data.dataset import Dataset
from data.selection import read_selection
from layouts.pages.briefing import briefing


def page(dataset: Dataset, more: str) -> tuple[str, list[str]]:
    """All of the page of a briefing, and the keys of the sections that its first file is asked for with."""
    selection, _ = read_selection(f"?month=2020-01&more={more}", dataset)
    sent = repr(briefing(dataset, dataset.by_key["2020-01"], selection, "desk", []))
    found = re.search(r"/briefing-file\?[^']*?sections=([^&']*)", sent)
    return sent, found[1].split(",") if found else []


def test_a_card_is_added_to_the_usual_sections(dataset: Dataset) -> None:
    _, keys = page(dataset, "unit-costs.physical-disabilities")
    assert keys[:3] == ["numbers", "changes", "pressures"]
    assert keys[-1] == "unit-costs.physical-disabilities"
    assert keys.count("unit-costs.physical-disabilities") == 1


def test_what_is_in_a_briefing_already_is_said_and_not_added(dataset: Dataset) -> None:
    sent, keys = page(dataset, "bridge")
    assert "From the budget to the forecast is in the briefing already." in sent
    assert keys == []  # the usual ones
