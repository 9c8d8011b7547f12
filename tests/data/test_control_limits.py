"""Process limits: the arithmetic by hand, each rule alone, and what no change of unit or sign may alter."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.control_limits import Limits, Rule, Sample, control_limits, special_causes

values_of_a_year = st.lists(st.integers(0, 2000), min_size=13, max_size=40)


def samples(values: list[float], skip: int = 0) -> list[Sample]:
    """One a month from January 2018; with ``skip``, that many months are missing after the seventh."""
    places = [place + (skip if place >= 7 else 0) for place in range(len(values))]
    return [Sample(date(2018 + at // 12, at % 12 + 1, 28), value) for at, value in zip(places, values, strict=True)]


def limits(values: list[float], skip: int = 0) -> Limits:
    found = control_limits(samples(values, skip))
    assert found is not None
    return found


def places(values: list[float], rule: Rule, mean: float = 0, reach: float = 30) -> list[int]:
    return [place for place, rules in enumerate(special_causes(values, mean, reach)) if rule in rules]


def test_the_limits_are_the_mean_and_2_66_mean_moving_ranges() -> None:
    found = limits([10, 20] * 6 + [15])
    assert found.mean == 15
    assert found.upper - found.mean == pytest.approx(2.66 * (11 * 10 + 5) / 12)
    assert found.mean - found.lower == pytest.approx(found.upper - found.mean)


@pytest.mark.parametrize("count", [0, 1, 12])
def test_fewer_than_thirteen_points_have_no_limits(count: int) -> None:
    assert control_limits(samples(list(range(count)))) is None


def test_months_that_are_not_neighbours_have_no_limits() -> None:
    far = [Sample(date(2000 + place, 5, 31), place) for place in range(13)]
    assert control_limits(far) is None


def test_a_gap_takes_no_moving_range_and_ends_a_run() -> None:
    steps = [float(value) for value in [0] * 7 + [100] * 7]
    assert limits(steps, skip=6).upper == limits(steps, skip=6).mean
    assert limits(steps, skip=1).upper > limits(steps, skip=1).mean
    rising = [1, 5, 2, 6, 1, 2, 3, 4, 5, 6, 1, 5, 2, 6]
    assert any("trend" in rules for rules in limits(rising, skip=1).special)
    assert not any("trend" in rules for rules in limits(rising, skip=6).special)


def test_a_point_on_a_limit_is_within_and_one_beyond_is_outside() -> None:
    assert places([0, 30, -30, 31, -31, 0], "outside") == [3, 4]


def test_seven_on_one_side_are_a_shift_and_six_are_not() -> None:
    assert places([-1, 1, 1, 1, 1, 1, 1, -1], "shift") == []
    assert places([-1, 1, 1, 1, 1, 1, 1, 1, -1], "shift") == [1, 2, 3, 4, 5, 6, 7]
    assert places([-1] * 8, "shift") == list(range(8))


def test_a_point_on_the_mean_is_on_neither_side() -> None:
    assert places([1, 1, 1, 0, 1, 1, 1], "shift") == []


def test_six_rising_or_falling_are_a_trend_and_five_are_not() -> None:
    assert places([1, 2, 3, 4, 5, 4, 5], "trend") == []
    assert places([2, 1, 2, 3, 4, 5, 6, 5], "trend") == [1, 2, 3, 4, 5, 6]
    assert places([6, 5, 4, 3, 2, 1], "trend") == list(range(6))
    assert places([1, 2, 3, 3, 4, 5, 6], "trend") == []


def test_two_of_three_near_the_same_limit_stand_out() -> None:
    assert places([0, 25, 0, 25, 0], "near") == [1, 3]
    assert places([0, 25, 0, 0, 25], "near") == []
    assert places([0, 25, 0, -25, 0], "near") == []
    assert places([0, 20, 20, 20, 0], "near") == []


@given(st.floats(0.1, 1000), st.integers(13, 30))
def test_what_never_changes_has_no_special_cause(value: float, count: int) -> None:
    found = limits([value] * count)
    assert found.upper == pytest.approx(value)
    assert set(found.special) == {()}


@given(values_of_a_year)
def test_the_mean_lies_between_the_limits_and_every_point_is_judged(values: list[float]) -> None:
    found = limits(values)
    assert found.lower <= found.mean <= found.upper
    assert min(values) <= found.mean <= max(values)
    assert len(found.special) == len(values)


@given(values_of_a_year)
def test_only_points_outside_the_limits_are_called_so(values: list[float]) -> None:
    found = limits(values)
    for value, rules in zip(values, found.special, strict=True):
        if "outside" in rules:
            assert not found.lower <= value <= found.upper
        else:
            assert found.lower - 1e-6 <= value <= found.upper + 1e-6


@given(values_of_a_year, st.sampled_from([1, 2, 4, 1024]), st.integers(-500, 500))
def test_another_unit_moves_the_limits_and_no_verdict(values: list[float], times: int, add: int) -> None:
    found, moved = limits(values), limits([value * times + add for value in values])
    assert moved.upper == pytest.approx(found.upper * times + add, abs=1e-6)
    assert moved.lower == pytest.approx(found.lower * times + add, abs=1e-6)
    assert moved.special == found.special


@given(values_of_a_year)
def test_upside_down_and_backwards_give_the_same_verdicts(values: list[float]) -> None:
    found = limits(values)
    assert limits([-value for value in values]).special == found.special
    assert limits(values[::-1]).special == found.special[::-1]


def test_months_two_apart_are_neighbours_and_three_apart_are_not() -> None:
    values = [0.0] * 7 + [100.0] * 7
    assert limits(values, skip=1).upper == pytest.approx(50 + 2.66 * 100 / 13)
    assert limits(values, skip=2).upper == 50
