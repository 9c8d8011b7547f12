"""The screens that officers can choose from: each has something to show."""

from __future__ import annotations

from dataclasses import replace

from data.dataset import Dataset
from data.selection import Selection
from views.screens import SCREENS, key_figures, offered


def test_every_screen_that_is_offered_has_something_to_show(dataset: Dataset) -> None:
    seen = 0
    for month in dataset.months:
        selection = Selection(month.key)
        for key, offer in offered(month, selection).items():
            build = SCREENS[key.partition(".")[0]].build
            view = build(dataset, month, replace(selection, care_group=offer.group), "present")
            assert view.chart.figure or view.numbers, (month.key, offer.name)
            seen += 1
    assert seen > 50


def test_a_measure_that_a_table_does_not_print_is_not_offered(dataset: Dataset) -> None:
    names = offered(dataset.by_key["2020-01"], Selection("2020-01"))
    assert "average-numbers.children-in-care" in names
    assert "average-numbers.older-people" not in names


def test_the_first_screen_says_how_many_lines_are_over_and_under(dataset: Dataset) -> None:
    def lead(month: str, committee: str = "") -> str:
        return key_figures(dataset, dataset.by_key[month], Selection(month, committee=committee), "present").lead

    assert lead("2020-01") == (
        "That is £98k better than in December. Before £10.5m carried as a deficit on the schools grant, the position "
        "is £14.7m over budget; after it, £4.2m over budget. "
        "Of 73 services and 1 grant, 32 are over budget and 17 under"
    )
    assert lead("2018-05", "Adults").endswith("2018/19. No service is over or under budget")
