"""Why a cost differs from its budget: more or fewer people, a higher or lower price, both together, and the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from charts import rows, theme
from charts.chart import Chart, Table, across, places_of
from charts.columns import VARIANCE, WORDS, Value
from charts.theme import MEETING, SCALES, Scale, Screen
from data.analysis import most_telling, others
from data.care import TOTALS, Split, named, printed_total, split_cost_variance, told_of
from data.formatting import listing, money, round_away, signed_thousands, variance_words
from data.rows import CareLine

# Direction is told by the side of zero, so the parts are told apart by shade and pattern, not by the two colours.
PARTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("volume_k", "number of people", {"color": "#3D3D3D"}),
    ("price_k", "price", {"color": "#9AA3A9"}),
    ("joint_k", "both together", {"color": "#9AA3A9", "pattern": {"shape": "/", "fgcolor": "#3D3D3D", "size": 6}}),
    ("other_k", "other", {"color": theme.PAPER}),
    ("not_split_k", "not split", {"color": theme.PAPER, "pattern": {"shape": ".", "fgcolor": "#3D3D3D", "size": 6}}),
)
LOOKS = ("Dark", "Grey", "Hatched", "Outlined", "Dotted")
CAUSES = (
    ("Number of people", "how many more there are than budgeted, at the budgeted price"),
    ("Price", "how much dearer each is than budgeted, at the budgeted number"),
    ("Both together", "how many more, times how much dearer"),
    ("Other", "what these three leave of the reported variance"),
    ("Not split", "the reported variance of lines without a number or a price by week or year, such as income"),
)
CARE, GAP = "Type of care", "Reported variance"
TOGETHER = "Every line, added up"
TITLE_LETTERS = 52  # in a line of a meeting's title
DOUBT = "; some of it is in doubt"
NOTHING_SPLIT = "the cost variance cannot be split into number and price"
SMALL_SHARE = 0.1  # of the variance: a further part below it, and below the two named, is left out of the sentence


@dataclass(frozen=True)
class Step:
    """One row: a variance in £000 and its parts; ``how`` says how a row was made that has no ``locator``."""

    name: str
    variance_k: float
    parts: Split
    locator: str
    how: str = ""
    is_split: bool = True


def split_chart(
    lines: Sequence[CareLine], *, screen: Screen = "desk", subtitle: str = "", doubts: Collection[str] = ()
) -> Chart:
    """The cost variance of each line of a care group in £000, in parts that add up to it, and of the whole.

    ``lines``: rows of ``activity`` in the paper's order. A line without both counts and both prices by week or year,
    such as income, is not split and stands with its reported variance. The last row is the care group's total as
    printed, or every line added up where none is; what the lines leave of a printed total is a row. Lines that the
    screen has no room for are added up, part by part. The sentence
    says so where it rests on lines at one of the places in ``doubts``, and the key names them.
    """
    scale = SCALES[screen]
    costed = [line for line in lines if line.level not in TOTALS and line.cost_variance_k is not None]
    steps, total = _steps(costed, printed_total(lines))
    split = [line for line, step in zip(costed, steps, strict=False) if step.is_split]
    torn = _in_doubt([*steps, total], doubts)
    moved = [step for step in steps if any(_amounts(step))]
    sentence = split_sentence(costed[0].care_group, total) + (DOUBT if torn else "") if split else ""
    # Of a meeting's room a row is left to each further line of the sentence: the total at the end must be seen.
    further = max(-(-len(sentence) // TITLE_LETTERS) - 2, 1)
    drawn = [*_folded(moved, scale.rows_in(scale.head + rows.FOOT + further * scale.row)), total]
    folded = len(drawn) <= len(moved)
    if scale.named_first:
        drawn = [total, *moved]
    table = _table((drawn if folded else [*steps, total]) if steps else [], drawn if split else [])
    averaged = any(line.count_average is not None for line in split)
    return Chart(
        sentence=sentence or told_of(lines, NOTHING_SPLIT),
        subtitle=subtitle,
        figure=_figure(table, scale) if split else None,
        table=table,
        key=_key(total, torn, averaged, screen) if split else "",
        empty="This month’s paper does not print both numbers and prices by week or year, so the cost cannot be split.",
        measures=("cost_variance", "volume_effect", "price_effect", "joint_effect", "other_effect", "not_split_effect"),
    )


def split_sentence(group: str, total: Step) -> str:
    """What a care group is over or under, and what numbers, price and every part that is not small add to it.

    It says so where parts are larger than the variance that they add up to, and where the split is incomplete: number,
    price and both together leave more than a tenth of the variance to other causes and to lines that are not split.
    """
    parts = total.parts
    size = abs(total.variance_k)
    named_too = min(abs(parts.price_k), abs(parts.volume_k))
    said = [f"price {_effect(parts.price_k)}", f"number of people {_effect(parts.volume_k)}"]
    rest = (("other causes", parts.other_k), ("lines not split", parts.not_split_k))
    left = sum(abs(round_away(value_k)) for _, value_k in rest)
    is_incomplete = left > SMALL_SHARE * size
    further = (("both together", parts.joint_k), *(() if is_incomplete else rest))
    said += [
        _together(name, value_k)
        for name, value_k in further
        if round_away(value_k) and abs(value_k) > min(named_too, SMALL_SHARE * size)
    ]
    unexplained = [_together(name, value_k) for name, value_k in rest if abs(value_k) > SMALL_SHARE * left]
    incomplete = f"; the split is incomplete, as {listing(unexplained)}" if is_incomplete else ""
    cancel = any(abs(round_away(part)) > abs(round_away(size)) for part in _amounts(total))
    once = ", once larger amounts cancel out" if cancel else ""
    return f"{group}, {variance_words(total.variance_k)}{once}: {', '.join(said)}{incomplete}"


def _together(name: str, value_k: float) -> str:
    return f"{name} {'add' if value_k > 0 else 'save'} {money(value_k)}"


def _in_doubt(steps: Sequence[Step], doubts: Collection[str]) -> list[str]:
    """The rows that the sum rests on although the paper contradicts itself there."""
    return [step.name for step in steps if step.locator in doubts and round_away(step.variance_k)]


def _steps(costed: Sequence[CareLine], printed: CareLine | None) -> tuple[list[Step], Step]:
    """Every line, what they leave of the printed total, and the total, whose parts add up those of all others."""
    steps = [_step(line) for line in costed]
    added = sum(step.variance_k for step in steps)
    left = round_away(_variance(printed) - added, 3) if printed else 0.0
    if left:
        name = "Rounding in the paper" if abs(left) <= (len(steps) + 1) / 2 else "Not on any line"
        steps.append(Step(name, left, Split(not_split_k=left), "", "the printed total less every line", is_split=False))
    parts = _added_up(steps)
    if printed:
        return steps, Step(named(printed), _variance(printed), parts, printed.locator)
    return steps, Step(TOGETHER, added, parts, "", "adds up every line")


def _variance(line: CareLine) -> float:
    """The cost variance of a line that states one."""
    return line.cost_variance_k or 0.0


def _step(line: CareLine) -> Step:
    split = split_cost_variance(line) if line.level == "line" else None
    parts = split or Split(not_split_k=_variance(line))
    return Step(line.service_type, _variance(line), parts, line.locator, is_split=split is not None)


def _added_up(steps: Iterable[Step]) -> Split:
    """Several splits as one, part by part: a sum, never a split of averages."""
    amounts = zip(*map(_amounts, steps), strict=True)
    return Split(*map(sum, amounts))


def _amounts(step: Step) -> list[float]:
    return [getattr(step.parts, part) for part, _, _ in PARTS]


def _key(total: Step, torn: list[str], averaged: bool, screen: Screen) -> str:
    """What the marks mean, and what each adds or saves in all; a meeting has no room for more."""
    looks = zip(LOOKS, PARTS, _amounts(total), strict=True)
    told = [f"{look}: {name}, {_effect(amount)}." for look, (_, name, _), amount in looks]
    if screen not in MEETING:
        told.append("Other is what is left, such as people who came or left during the year.")
        told.append("Not split are lines without a number or a price by week or year, such as income.")
        if averaged:
            told.append("Numbers are averages over the year, which its cost follows.")
    if torn:
        told.append(f"In doubt, for the paper contradicts itself: {listing(torn)}.")
    return " ".join(told)


def _folded(steps: Sequence[Step], most: int | None) -> list[Step]:
    """The lines in the order given, so few that with the total they are ``most``: the last adds up all others."""
    if most is None or len(steps) < most:
        return list(steps)
    kept = most_telling([step.variance_k for step in steps], most - 2)
    rest = [step for place, step in enumerate(steps) if place not in kept]
    added = sum(step.variance_k for step in rest)
    return [
        *(step for place, step in enumerate(steps) if place in kept),
        Step(others(len(rest)), added, _added_up(rest), "", "adds up lines without room here"),
    ]


def _effect(value_k: float) -> str:
    if round_away(value_k) == 0:
        return "adds nothing"
    return f"{'adds' if value_k > 0 else 'saves'} {money(value_k)}"


def _figure(table: Table, scale: Scale) -> dict[str, Any]:
    labels, variances = table.words(CARE), table.figures(GAP)
    heights = rows.mark_heights(len(labels), scale)
    columns: list[rows.Column] = [("variance", [signed_thousands(each) for each in variances], True)]
    causes = [[each or 0.0 for each in table.figures(cause)] for cause, _ in CAUSES]  # none where a line is not split
    facts = [
        [theme.words(name), signed_thousands(variance), *said]
        for name, variance, *said in zip(labels, variances, *(table.texts(cause) for cause, _ in CAUSES), strict=True)
    ]
    hover = "<b>%{customdata[0]}</b>: %{customdata[1]}" + "".join(
        f"<br>{name}: %{{customdata[{place}]}}" for place, (_, name, _) in enumerate(PARTS, start=2)
    )
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": amounts,
            "y": heights,
            "width": rows.mark_size(scale),
            "marker": {**look, "line": {"color": theme.EDGE, "width": 1}},
            "customdata": facts,
            "hovertemplate": hover + "<extra></extra>",
        }
        for amounts, (_, name, look) in zip(causes, PARTS, strict=True)
    ]
    across = [side(parts) for parts in zip(*causes, strict=True) for side in (_costs_more, _costs_less)]
    layout = rows.sided_layout(
        labels, columns, scale, sides=("costs less", "costs more"), across=across, barmode="relative"
    )
    return {"data": data, "layout": layout}


def _costs_more(values: Sequence[float]) -> float:
    return sum(value for value in values if value > 0)


def _costs_less(values: Sequence[float]) -> float:
    return sum(value for value in values if value < 0)


def _parts_of(step: Step) -> list[Value]:
    amounts = _amounts(step)
    return [*amounts] if step.is_split else [*["not split"] * (len(PARTS) - 1), amounts[-1]]


def _table(steps: Sequence[Step], drawn: Sequence[Step]) -> Table:
    return Table(
        across(
            [(CARE, WORDS), (GAP, VARIANCE), *((cause, VARIANCE) for cause, _ in CAUSES)],
            [(step.name, step.variance_k, *_parts_of(step)) for step in steps],
        ),
        locators=tuple(step.locator for step in steps),
        sums=tuple(step.how for step in steps),
        worked_out=CAUSES,
        drawn=places_of(drawn, steps),
    )
