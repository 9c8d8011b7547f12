"""The screens that a meeting can show, and which of them an address asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from charts.headline import moved_sentence
from charts.theme import Screen
from data import queries
from data.analysis import over_and_under
from data.dataset import Dataset, Month
from data.selection import Selection
from views import shared
from views.absent import no_services
from views.chart_keys import Charts
from views.numbers import lines_of
from views.shared import View
from views.words import moved_since

Build = Callable[[Dataset, Month, Selection, Screen], View]


@dataclass(frozen=True)
class Kind:
    """A kind of screen: its name, what makes it, and for one of each care group the figures that it needs.

    ``usual`` kinds are shown where an address names no screens. ``needs`` are columns of ``activity``.
    """

    name: str
    build: Build
    needs: tuple[str, ...] = ()
    usual: bool = True

    @property
    def care(self) -> bool:
        """Whether there is one for each care group."""
        return bool(self.needs)


def key_figures(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> View:
    """The few numbers, with what a presenter says after the headline: which way it moved, and how widely it is felt."""
    view = shared.key_figures(dataset, month, selection, screen)
    position = queries.headline(month, selection)
    moved = moved_since(month, position)
    said = f"That is {moved}. " if moved else ""
    if queries.is_first_report(month):
        said = f"This is the first report of {month.financial_year}. "
    lines, counted = lines_of(month, selection)
    over, under = over_and_under(line.variance_k for line in lines)
    sides = f"Of {counted}, {over} {'is' if over == 1 else 'are'} over budget and {under} under"
    if not lines:
        sides = f"There is {no_services(month)}" if no_services(month) else "No service is part of this choice"
    elif not over and not under:
        sides = f"No {'service or grant' if 'grant' in counted else 'service'} is over or under budget"
    before = moved_sentence(position.variance_k, queries.moved_lines(month, selection))
    return replace(view, lead=f"{said}{f'{before}. ' if before else ''}{sides}")


# In the usual running order; a link may name any of them, in any order.
SCREENS: dict[str, Kind] = {
    Charts.NUMBERS: Kind("The few numbers that matter", key_figures),
    Charts.DIRECTORATES: Kind("Where it is over and under budget", shared.by_directorate),
    Charts.PRESSURES: Kind("Largest pressures and offsets", shared.pressures),
    # Much the same services as the screen before, so it is there for who wants the percent drawn too.
    Charts.SERVICES: Kind("Services furthest from budget, in £ and %", shared.by_service, usual=False),
    Charts.BRIDGE: Kind("From the budget to the forecast", shared.bridge),
    Charts.TRACK: Kind("The forecast from report to report", shared.over_time),
    Charts.PLACEMENTS: Kind("How many people, against budget", shared.placement_numbers, ("count_actual",)),
    Charts.UNIT_COSTS: Kind(
        "What one place costs, against budget", shared.unit_costs, ("unit_cost_budget", "unit_cost_actual")
    ),
    Charts.AVERAGES: Kind(
        "How many on average, against budget", shared.average_numbers, ("count_average",), usual=False
    ),
    Charts.COSTS: Kind("What care costs in the year, against budget", shared.costs, ("cost_actual_k",), usual=False),
    Charts.SPLIT: Kind(
        "More people, or a higher price?", shared.causes, ("count_actual", "unit_cost_actual", "cost_variance_k")
    ),
}


def running_order(
    keys: Sequence[str], dataset: Dataset, month: Month, selection: Selection, screen: Screen
) -> tuple[list[View], list[str]]:
    """The screens asked for, or the usual ones that have something to show; and the names that mean nothing."""
    asked = {key: _asked(key, month, selection) for key in keys}
    unknown = [key for key, found in asked.items() if found is None]
    order = [found for key in keys if (found := asked[key])]
    if order:
        return [build(dataset, month, chosen, screen) for build, chosen in order], unknown
    return [view for _, view in _usual(dataset, month, selection, screen)], unknown


def order_keys(keys: Sequence[str], dataset: Dataset, month: Month, selection: Selection) -> list[str]:
    """The same running order as keys, each once, with the care group that is meant."""
    known = [key for key in keys if _asked(key, month, selection)]
    found = known or [key for key, _ in _usual(dataset, month, selection, "present")]
    group = selection.addresses.of(shared.care_group_of(month, selection))
    return list(dict.fromkeys(f"{key}.{group}" if key in SCREENS and SCREENS[key].care else key for key in found))


@dataclass(frozen=True)
class Offer:
    """A screen that there can be: what it shows, and of which care group; empty where it is of everything chosen."""

    what: str
    group: str = ""

    @property
    def name(self) -> str:
        """What the screen is called among all others."""
        return f"{self.group}: {self.what}" if self.group else self.what


def offered(month: Month, selection: Selection) -> dict[str, Offer]:
    """Every screen that has something to show by its key, those of one care group together."""
    of_budget = [key for key, kind in SCREENS.items() if not kind.care and _of_budget(key, month, selection)]
    found = {key: Offer(SCREENS[key].name) for key in of_budget}
    for group in queries.care_groups(month, selection):
        lines = queries.care_types(month, selection, group)
        found |= {
            f"{key}.{selection.addresses.of(group)}": Offer(kind.name, group)
            for key, kind in SCREENS.items()
            if kind.care and all(any(getattr(line, column) is not None for line in lines) for column in kind.needs)
        }
    return found


def _of_budget(key: str, month: Month, selection: Selection) -> bool:
    """Whether the report has what a screen on the budget is made of; the few numbers say what is not there."""
    if key in (Charts.PRESSURES, Charts.SERVICES):
        return not no_services(month)
    return key == Charts.NUMBERS or not queries.headline(month, selection).absent


def _usual(dataset: Dataset, month: Month, selection: Selection, screen: Screen) -> Iterator[tuple[str, View]]:
    """The usual screens that have something to show; where none has, the first one says what is not there."""
    made = {key: kind.build(dataset, month, selection, screen) for key, kind in SCREENS.items() if kind.usual}
    shown = [(key, view) for key, view in made.items() if view.chart.figure or view.numbers]
    yield from shown or [(Charts.NUMBERS, made[Charts.NUMBERS])]


def _asked(key: str, month: Month, selection: Selection) -> tuple[Build, Selection] | None:
    """What makes the screen called ``key``, and of which selection; None where there is no such screen."""
    name, _, care = key.partition(".")
    if name not in SCREENS:
        return None
    if not care:
        return SCREENS[name].build, selection
    group = selection.addresses.named(care, queries.care_groups(month, selection))
    return (SCREENS[name].build, replace(selection, care_group=group)) if group else None
