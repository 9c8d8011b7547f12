"""Why a cost differs from its budget: more or fewer people, a higher or lower price, both together, and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from charts import rows, theme
from charts.chart import Chart, Table
from charts.theme import SCALES, Scale, Screen
from data.analysis import most_telling, others
from data.care import Split, split_cost_variance
from data.dataset import Row
from data.formatting import money, round_away, signed_thousands

# Direction is told by the side of zero, so the parts are told apart by shade and hatching, not by the two colours.
PARTS = (
    ("volume_k", "number of people", {"color": "#3D3D3D"}),
    ("price_k", "price", {"color": "#9AA3A9"}),
    ("joint_k", "both together", {"color": "#9AA3A9", "pattern": {"shape": "/", "fgcolor": "#3D3D3D", "size": 6}}),
    ("other_k", "other", {"color": theme.PAPER}),
)
CAUSES = (
    ("Number of people", "how many more there are than budgeted, at the budgeted price"),
    ("Price", "how much dearer each is than budgeted, at the budgeted number"),
    ("Both together", "how many more, times how much dearer"),
    ("Other", "what these three leave of the reported variance"),
)
TOGETHER = "All that are split"
INCOMPLETE_SHARE = 0.1  # above this share of the variance, "other" is named in the sentence


def split_chart(lines: Sequence[Row], *, screen: Screen = "desk", subtitle: str = "") -> Chart:
    """The cost variance of each type of care in £000, in four parts that add up to it.

    ``lines``: rows of ``activity`` in the paper's order. A line without both counts and both prices by week or year is
    not split: it stays in the table with its reported variance. Lines that the screen has no room for are added up,
    part by part.
    """
    scale = SCALES[screen]
    lines = [line for line in lines if line.level == "line" and line.cost_variance_k is not None]
    every = [(line, split_cost_variance(line)) for line in lines]
    split = [(line, parts) for line, parts in every if parts]
    left = len(lines) - len(split)
    drawn = _folded(split, scale.rows_in(scale.head + rows.FOOT))
    if len(drawn) < len(split):
        every = [*drawn, *((line, parts) for line, parts in every if parts is None)]
    if len(split) > 1:
        every.append(_added_up(TOGETHER, split))
    averaged = any(line.count_average is not None for line, _ in split)
    return Chart(
        sentence=split_sentence(split),
        subtitle=subtitle,
        figure=_figure(drawn, scale) if drawn else None,
        table=_table(every),
        key=_key(split)
        + (" Numbers are averages over the year, which its cost follows." if averaged else "")
        + (
            f" Not split, because a number or a price by week or year is missing: {left}; see the table."
            if left
            else ""
        ),
        empty="This month’s paper does not print both numbers and prices by week or year, so the cost cannot be split.",
        measures=("cost_variance", "volume_effect", "price_effect", "joint_effect", "other_effect"),
    )


def split_sentence(split: Sequence[tuple[Row, Split]]) -> str:
    """What numbers and price add or save in all, and how much of the variance they leave open."""
    if not split:
        return "The cost variance cannot be split into number and price"
    together, total = _added_up(TOGETHER, split)
    sentence = f"Price {_effect(total.price_k)}, number of people {_effect(total.volume_k)}"
    if abs(total.other_k) > INCOMPLETE_SHARE * abs(together.cost_variance_k) and round_away(total.other_k):
        verb = "add" if total.other_k > 0 else "save"
        sentence += f"; the split is incomplete: other causes {verb} {money(total.other_k)}"
    return sentence


def _key(split: Sequence[tuple[Row, Split]]) -> str:
    """What the marks mean, and what each adds or saves in all."""
    if not split:
        return ""
    _, total = _added_up(TOGETHER, split)
    looks = zip(("Dark", "Grey", "Hatched", "Outlined"), PARTS, strict=True)
    named = " ".join(f"{look}: {name}, {_effect(getattr(total, part))}." for look, (part, name, _) in looks)
    return f"{named} Other is what is left, such as people who came or left during the year."


def _added_up(name: str, split: Sequence[tuple[Row, Split]]) -> tuple[Row, Split]:
    """Several splits as one, part by part: a sum, never a split of averages."""
    row = split[0][0]._replace(
        service_type=name, cost_variance_k=sum(line.cost_variance_k for line, _ in split), locator=""
    )
    return row, Split(**{part: sum(getattr(parts, part) for _, parts in split) for part, _, _ in PARTS})


def _folded(split: Sequence[tuple[Row, Split]], most: int | None) -> list[tuple[Row, Split]]:
    """At most ``most`` lines in the order given, the last of which adds up the others: a sum of splits, no blend."""
    if most is None or len(split) <= most:
        return list(split)
    kept = most_telling([line.cost_variance_k for line, _ in split], most - 1)
    rest = [pair for place, pair in enumerate(split) if place not in kept]
    return [
        *(pair for place, pair in enumerate(split) if place in kept),
        _added_up(others(len(rest)), rest),
    ]


def _effect(value_k: float) -> str:
    if round_away(value_k) == 0:
        return "adds nothing"
    return f"{'adds' if value_k > 0 else 'saves'} {money(value_k)}"


def _figure(split: Sequence[tuple[Row, Split]], scale: Scale) -> dict[str, Any]:
    labels = [line.service_type for line, _ in split]
    heights = rows.mark_heights(len(split), scale)
    columns: list[rows.Column] = [("variance", [signed_thousands(line.cost_variance_k) for line, _ in split], True)]
    facts = [
        [theme.words(line.service_type), signed_thousands(line.cost_variance_k), *_parts_text(parts)]
        for line, parts in split
    ]
    hover = "<b>%{customdata[0]}</b>: %{customdata[1]}" + "".join(
        f"<br>{name}: %{{customdata[{place}]}}" for place, (_, name, _) in enumerate(PARTS, start=2)
    )
    data = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "x": [getattr(parts, part) for _, parts in split],
            "y": heights,
            "width": rows.mark_size(scale),
            "marker": {**look, "line": {"color": theme.EDGE, "width": 1}},
            "customdata": facts,
            "hovertemplate": hover + "<extra></extra>",
        }
        for part, name, look in PARTS
    ]
    across = [
        side(getattr(parts, part) for part, _, _ in PARTS) for _, parts in split for side in (_costs_more, _costs_less)
    ]
    layout = rows.sided_layout(
        labels, columns, scale, sides=("costs less", "costs more"), across=across, barmode="relative"
    )
    return {"data": data, "layout": layout}


def _costs_more(values: Any) -> float:
    return sum(value for value in values if value > 0)


def _costs_less(values: Any) -> float:
    return sum(value for value in values if value < 0)


def _parts_text(parts: Split | None) -> list[str]:
    return ["not split" if parts is None else signed_thousands(getattr(parts, part)) for part, _, _ in PARTS]


def _table(lines: Sequence[tuple[Row, Split | None]]) -> Table:
    return Table(
        columns=("Type of care", "Reported variance", *(cause for cause, _ in CAUSES)),
        rows=tuple(
            (line.service_type, signed_thousands(line.cost_variance_k), *_parts_text(parts)) for line, parts in lines
        ),
        locators=tuple(line.locator for line, _ in lines),
        sums=tuple(_sum(line) for line, _ in lines),
        worked_out=CAUSES,
    )


def _sum(line: Row) -> str:
    """How a row that no paper prints was made."""
    if line.locator:
        return ""
    return "adds up every line that is split" if line.service_type == TOGETHER else "adds up lines without room here"
