"""No two names of a dataset have one address, and a link goes on leading to the name that it was made of."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import committees, queries
from data.address_parts import LONGEST
from data.addresses import EVERYTHING, addresses
from data.committees import Remit
from data.dataset import Dataset
from data.selection import Selection, read_selection
from data.trends import find_line, lines
from tests.builders import activity_row, dataset, finance_row
from views import leads
from views.screens import offered, running_order

# Few letters, so that names meet.
NAMES = st.text("aB -&.’é", min_size=1, max_size=5) | st.sampled_from(
    ["All", "all", "+", "–", "long " * 60, "long " * 60 + "er"]
)


@given(st.sets(NAMES, min_size=1, max_size=8))
def test_every_name_has_an_address_of_its_own_and_comes_back_from_it(names: set[str]) -> None:
    of = addresses(names).of
    keys = {name: of(name) for name in names}
    assert len(set(keys.values())) == len(names)
    assert not {"", EVERYTHING} & set(keys.values())
    assert max(map(len, keys.values())) < LONGEST
    for name, key in keys.items():
        assert addresses(names).named(key, sorted(names)) == name


@given(st.sets(NAMES, min_size=2, max_size=8))
def test_a_link_outlives_names_that_come_and_go(names: set[str]) -> None:
    first, *_ = ordered = sorted(names)
    alone, among = addresses([first]), addresses(names)
    assert alone.named(among.of(first), [first]) == first
    found = among.named(alone.of(first), ordered)
    assert found in (first, None)  # where two can be meant, neither is


def test_plain_names_stay_as_they_are() -> None:
    known = addresses(["Adults & Safeguarding", "Foo-Bar"], ["Foo Bar"])
    assert known.of("Adults & Safeguarding") == "adults-safeguarding"
    assert known.of("Foo-Bar") == "foo-bar"
    assert known.of("") == ""


def _opens(found: Dataset, address: str) -> Selection:
    selection, notes = read_selection(urlsplit(address).query, found)
    assert notes == []
    return selection


def _services(found: Dataset, selection: Selection) -> dict[str, float]:
    """What each service's link opens, in £000."""
    views = leads.down(found.latest, selection)
    named = [name for name, line in queries.named_services(found.latest, selection) if line.level == "service"]
    assert len(set(named)) == len(named)
    opened = {name: _opens(found, views[name]) for name in named}
    return {name: queries.service_line(found.latest, chosen).forecast_variance_k for name, chosen in opened.items()}


@pytest.mark.parametrize(
    ("one", "other", "named"),
    [
        ({"service": "Foo-Bar"}, {"service": "Foo Bar"}, ["Foo-Bar", "Foo Bar"]),
        ({"service": "+"}, {"service": "–"}, ["+", "–"]),
        ({"directorate": "A-B"}, {"directorate": "A B"}, ["Care (A-B)", "Care (A B)"]),
        ({"directorate": "All"}, {"directorate": "People"}, ["Care (All)", "Care (People)"]),
        ({"service_group": "G-1"}, {"service_group": "G 1"}, ["Care (G-1)", "Care (G 1)"]),
        ({"service_group": "G"}, {"service_group": None}, ["Care (G)", "Care"]),
        ({"locator": "line 11"}, {"locator": "line 12"}, ["Care (line 11)", "Care (line 12)"]),
    ],
)
def test_each_line_leads_to_itself(one: dict[str, Any], other: dict[str, Any], named: list[str]) -> None:
    usual = {"service": "Care", "budget_k": 9}
    rows = [finance_row(**(usual | {"variance_k": number} | each)) for number, each in ((1, one), (2, other))]
    found = dataset(finance=rows)
    assert _services(found, read_selection("", found)[0]) == dict(zip(named, (1, 2), strict=True))
    # The directorates and groups of the two as well.
    whole = read_selection("", found)[0]
    for directorate in {row["directorate"] for row in rows}:
        assert _opens(found, whole.address("/", directorate=directorate)).directorate == directorate
    for row in rows:
        chosen = _opens(found, whole.address("/", directorate=row["directorate"], group=row.get("service_group") or ""))
        assert chosen.group == (row.get("service_group") or "")


def test_each_care_group_leads_to_itself_on_pages_and_in_a_meeting() -> None:
    found = dataset(activity=[activity_row("Beds", count_budget=1, count_actual=number) for number in (1, 2)])
    month = found.latest
    named = [line._replace(care_group=name) for line, name in zip(month.activity, ("A-B", "A B"), strict=True)]
    found = Dataset((replace(month, tables={**month.tables, "activity": tuple(named)}),), found.version)
    whole = read_selection("", found)[0]
    for group in ("A-B", "A B"):
        assert _opens(found, whole.address("/", care_group=group)).care_group == group
    keys = [key for key in offered(found.latest, whole) if key.startswith("placement-numbers.")]
    assert len(keys) == 2
    views, unknown = running_order(keys, found, found.latest, whole, "present")
    assert unknown == []
    assert [view.chart.table.rows[0][2] for view in views] == ["1", "2"]


def test_each_line_over_the_months_leads_to_itself() -> None:
    rows = [finance_row("C", 1, 1, directorate="A B"), finance_row("B C", 1, 2, directorate="A")]
    found = dataset(finance=rows)
    whole = read_selection("", found)[0]
    known = lines(found, whole, "service", "today")
    assert len({line.key for line in known}) == 2
    assert [find_line(found, whole, line.key, known) for line in known] == known


def test_each_committee_leads_to_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    remits = tuple(
        Remit(name, "2019/20", directorate, "", "", shared=False, included=True, source="")
        for name, directorate in (("A-B", "Adults & Safeguarding"), ("A B", "Education"))
    )
    monkeypatch.setattr(committees, "remits", lambda: remits)
    found = dataset(finance=[finance_row("Carers", 1, 1), finance_row("Schools", 1, 2, directorate="Education")])
    whole = read_selection("", found)[0]
    opened = [_opens(found, whole.address("/", committee=name)) for name in ("A-B", "A B")]
    assert [queries.service_variance(found.latest, each)[0].name for each in opened] == ["Carers", "Schools"]


def test_the_track_of_a_line_is_its_own() -> None:
    rows = [finance_row("Other", 9, n, service_group=group, locator=f"line {n}") for n, group in ((1, "A"), (2, "B"))]
    found = dataset(finance=rows)
    tracks = [queries.service_track(found, line) for line in found.latest.finance]
    assert [[(point.variance_k, point.locator) for point in track] for track in tracks] == [
        [(1, "line 1")],
        [(2, "line 2")],
    ]
