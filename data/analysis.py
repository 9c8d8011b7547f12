"""Arithmetic on figures as reported. Pure functions; money in £000 unless a name says otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from data.formatting import round_away

MATERIAL_SHARE = 0.02  # of the budget; the papers explain a line above this share or amount, whichever is greater
MATERIAL_AMOUNT_K = 100.0
UNEXPLAINED = "material-unexplained"  # the check that finds a line beyond both without a commentary


@dataclass(frozen=True)
class VarianceLine:
    """One line of a variance chart, in £000; ``folded`` counts the lines that it adds up, none for a printed line.

    ``parts`` are the printed lines that a line adds up, where it is not printed itself. ``printed_pct`` is the percent
    of budget as the paper prints it, ``note`` the number of its commentary. ``moved`` says what becomes of a cost that
    the line only moves elsewhere; it is empty for a line that spends or saves. ``unexplained`` is said of a line that
    the papers' own rule asks to be explained and no commentary does.
    """

    name: str
    level: str
    budget_k: float | None
    actual_k: float | None
    variance_k: float | None
    previous_k: float | None
    locator: str
    folded: int = 0
    parts: tuple[VarianceLine, ...] = ()
    printed_pct: float | None = None
    original_budget_k: float | None = None
    note: str = ""
    moved: str = ""
    unexplained: bool = False

    @property
    def variance_pct(self) -> float | None:
        """Percent of budget, only where the budget is spending of more than £100k: a share of less misleads."""
        if self.variance_k is None or self.budget_k is None or self.budget_k <= MATERIAL_AMOUNT_K:
            return None
        return self.variance_k / self.budget_k * 100

    @property
    def is_material(self) -> bool:
        """Whether the papers' rule asks for a commentary on the line."""
        return is_material(self.variance_k, self.budget_k)


def is_material(variance_k: float | None, budget_k: float | None) -> bool:
    """Whether a variance in £000 is to be explained: over 2 % of budget or £100k, whichever is greater.

    The papers state the rule above their commentary on the forecast outturn position.
    """
    return abs(variance_k or 0) > max(abs(budget_k or 0) * MATERIAL_SHARE, MATERIAL_AMOUNT_K)


def add_up(values: Iterable[float | None]) -> float | None:
    """The sum of what is stated; None where nothing is."""
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None


def add_up_whole(values: Iterable[float | None]) -> float | None:
    """The sum of figures that are all stated; None where one is missing, for it would look like a movement."""
    known = list(values)
    return None if None in known else add_up(known)


def added_up(name: str, lines: Sequence[VarianceLine], folded: int = 0) -> VarianceLine:
    """Several lines as one line called ``name``, which no paper prints."""
    return VarianceLine(
        name=name,
        level=lines[0].level,
        budget_k=add_up(line.budget_k for line in lines),
        actual_k=add_up(line.actual_k for line in lines),
        variance_k=add_up(line.variance_k for line in lines),
        previous_k=add_up_whole(line.previous_k for line in lines if line.variance_k is not None),
        locator="",
        folded=folded,
        parts=tuple(part for line in lines for part in line.parts or (line,)),
        original_budget_k=add_up(line.original_budget_k for line in lines),
        moved=lines[0].moved if len({line.moved for line in lines}) == 1 else "",
    )


def most_telling(sizes: Sequence[float | None], most: int | None) -> set[int]:
    """Places of at most ``most`` of ``sizes``: the highest and the lowest, then those furthest from zero; None is all.

    Whatever a sentence says of the extremes is then still on a chart that has no room for every line.
    """
    if most is None or len(sizes) <= most:
        return set(range(len(sizes)))
    known = [size or 0.0 for size in sizes]
    places = sorted(range(len(known)), key=lambda place: -abs(known[place]))
    extremes = [known.index(max(known)), known.index(min(known))]
    return set(list(dict.fromkeys(extremes + places))[:most])


def extremes_first(sizes: Sequence[float | None]) -> list[int]:
    """Places of all ``sizes``: the highest and the lowest, then the others as they stand."""
    known = [place for place, size in enumerate(sizes) if size is not None]
    ends = [end(known, key=lambda place: sizes[place] or 0.0) for end in (max, min)] if known else []
    return list(dict.fromkeys([*ends, *range(len(sizes))]))


def fold(lines: Sequence[VarianceLine], keep: Callable[[VarianceLine], bool], which: str = "") -> list[VarianceLine]:
    """The lines that ``keep`` says, then one line that adds up the rest, so that the parts still add up.

    ``which`` says in its name what the rest have in common, so that two sums of as many lines are not taken for one.
    """
    kept = [line for line in lines if keep(line)]
    rest = [line for line in lines if not keep(line)]
    if not rest:
        return kept
    count = sum(line.folded or 1 for line in rest)
    return [*kept, added_up(others(count, which), rest, folded=count)]


def others(count: int, which: str = "") -> str:
    """What lines that are added up are called together: ``65 others besides these 10``."""
    name = "1 other" if count == 1 else f"{count} others"
    return f"{name} {which}" if which else name


def fold_to(lines: Sequence[VarianceLine], most: int | None) -> list[VarianceLine]:
    """At most ``most`` lines: the most telling as printed, and one that adds up all others."""
    if most is None or len(lines) <= most:
        return list(lines)
    printed = [line for line in lines if not line.folded]
    kept = {id(printed[place]) for place in most_telling([line.variance_k for line in printed], most - 1)}
    return fold(lines, lambda line: id(line) in kept, "not drawn singly")


def ranked(lines: Sequence[VarianceLine], order: str) -> list[VarianceLine]:
    """Largest overspend first, largest underspend last, not stated at the end; or left in the paper's order."""
    if order == "paper":
        return list(lines)
    return sorted(lines, key=lambda line: (line.variance_k is None, -(line.variance_k or 0)))


def pressures_and_offsets(lines: Sequence[VarianceLine], each: int = 5) -> list[VarianceLine]:
    """The ``each`` largest overspends and underspends, largest first, and one line that adds up all others.

    A line that only moves a cost elsewhere is neither: it stands there beside them.
    """
    in_order = ranked(lines, "size")
    own = [line for line in in_order if not line.moved]
    over = [line for line in own if round_away(line.variance_k or 0) > 0][:each]
    under = [line for line in own if round_away(line.variance_k or 0) < 0][-each:]
    moved = [line for line in in_order if line.moved and round_away(line.variance_k or 0) != 0]
    chosen = {id(line) for line in over + under + moved}
    return fold(in_order, lambda line: id(line) in chosen, f"besides these {len(chosen)}" if chosen else "")


def over_and_under(variances_k: Iterable[float | None]) -> tuple[int, int]:
    """How many lines are over and how many under budget; one that rounds to nothing is neither."""
    rounded = [round_away(value or 0) for value in variances_k]
    return sum(value > 0 for value in rounded), sum(value < 0 for value in rounded)
