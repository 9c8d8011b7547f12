"""What is typed for a council, a month and a committee: understood in words, or refused with what can be typed."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest

from briefings.asking import committee_meant, month_meant, part_meant
from data.dataset import Dataset
from data.parts import NOT_STATED, Part

CALDERSTOKE, MARLSHIRE = (Part(f"{name} Council", NOT_STATED) for name in ("Calderstoke", "Marlshire"))


@pytest.fixture
def two_councils(dataset: Dataset) -> Dataset:
    beside = replace(dataset, part=MARLSHIRE, address="marlshire-council.not-stated", beside=())
    return replace(dataset, part=CALDERSTOKE, address="calderstoke-council.not-stated", beside=(beside,))


@pytest.mark.parametrize("words", ["Marlshire Council", "marlshire", "marlshire-council.not-stated"])
def test_a_council_is_meant_by_its_name_or_its_address(two_councils: Dataset, words: str) -> None:
    assert part_meant(words, two_councils).part == MARLSHIRE


@pytest.mark.parametrize("words", ["elsewhere", "not-stated"])
def test_what_can_be_typed_for_a_part_is_listed(two_councils: Dataset, words: str) -> None:
    with pytest.raises(click.ClickException) as refused:
        part_meant(words, two_councils)
    assert "calderstoke-council.not-stated (Calderstoke Council)" in refused.value.message
    assert "marlshire-council.not-stated (Marlshire Council)" in refused.value.message


@pytest.mark.parametrize("words", ["2020-01", "January 2020", "jan 2020"])
def test_a_month_is_meant_by_its_name(dataset: Dataset, words: str) -> None:
    assert month_meant(words, dataset).key == "2020-01"


def test_a_month_that_is_not_there_is_refused_with_those_that_are(dataset: Dataset) -> None:
    with pytest.raises(click.ClickException, match=r"No report of May 1999 is loaded\. There are .*2020-01 \(January"):
        month_meant("May 1999", dataset)


def test_a_committee_is_known_or_refused_with_those_that_are(dataset: Dataset) -> None:
    authority = dataset.latest.authority
    assert committee_meant("Adults Committee", dataset, authority) == "adults"
    with pytest.raises(click.ClickException, match=r"No committee “wrong” is known\. Those known are Adults, "):
        committee_meant("wrong", dataset, authority)
