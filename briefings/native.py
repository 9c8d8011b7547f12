"""A drawing as the XML of a chart that Office draws itself, with the workbook that its figures stand in.

XlsxWriter writes both, so a chart is the same in PowerPoint, Word and Excel. It has patterns, error bars and marks for
each point, which the chart writers of python-pptx and openpyxl lack.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any, Final, Literal

import xlsxwriter

from briefings.chart_xml import completed
from briefings.plain import plain, short
from briefings.steady import LONG_AGO
from charts import theme
from charts.columns import Column, Form, Value, shown

SHEET: Final = "Data"
FONT: Final = "Arial"
LABEL_LETTERS: Final = 60  # of the name of a row beside its bar
LABEL_SHARE: Final = 0.34  # of the width of a chart of points, for the names of its rows
QUIET_LINE: Final = {"color": theme.GRID, "width": 0.75}
NO_LINE: Final = {"none": True}


@dataclass(frozen=True)
class Series:
    """One series: the place of its column, and its look in XlsxWriter's own words.

    ``across`` is the column of the values on the other axis where there is one instead of names; ``row`` is said of a
    line that joins two columns (``across`` and the one after it, at ``column`` and the one after it) of one row.
    ``symbols`` are the kinds of its points where they are not all of one.
    """

    column: int
    look: dict[str, Any]
    across: int | None = None
    row: int | None = None
    symbols: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """One chart as Office draws it: typed columns, the first of which names the rows, and the series made from them.

    ``front`` are bars on axes of their own with the same ``span``, drawn over the others. ``form`` is how the figures
    on the axis are written, one each ``step``; without ``ticks`` the axis has none. ``key`` says what the marks mean;
    ``head`` stands above the chart where there are several.
    """

    kind: Literal["bar", "line", "scatter"]
    columns: tuple[Column, ...]
    series: tuple[Series, ...]
    form: Form
    key: str
    span: tuple[float, float]
    front: tuple[Series, ...] = ()
    stacked: bool = False
    gap: int = 60
    overlap: int = 100
    front_gap: int = 60
    ticks: bool = False
    step: float = 0.0
    legend: tuple[int, ...] | None = None
    head: str = ""

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.columns[0].values)


def number_format(form: Form) -> str:
    """``form`` as Excel writes it: ``+£#,##0"k";−£#,##0"k";£0"k"``."""
    digits = "#,##0" + {0: "", None: ".##"}.get(form.places, f".{'0' * (form.places or 0)}")
    before, after = {"£000": ("£", '"k"'), "£": ("£", ""), "percent": ("", '"%"')}.get(form.unit, ("", ""))
    amount = f"{before}{digits}{after}"
    nought = f'"{form.nought}"' if form.nought else amount
    return f"{'+' if form.signed else ''}{amount};−{amount};{nought}"


def label_format(form: Form) -> str:
    """The same for words beside a bar: with a blank between the two, on whichever side the bar stands."""
    plus, minus, nought = number_format(form).split(";")
    return f'" "{plus};{minus}" ";" "{nought}'


def label(words: str) -> dict[str, str]:
    """Words beside a mark. XlsxWriter takes what has a cell behind a ``!`` for a formula, so the two are kept apart."""
    return {"value": f" {short(words, LABEL_LETTERS)} ".replace("!", "!\u2060")}


def cell(value: Value, form: Form) -> float | str | None:
    """A value as it stands in a workbook: words made safe, a figure rounded as it is shown; None is not stated."""
    if value is None:
        return None
    return plain(value) if isinstance(value, str) else shown(value, form)


def fill_sheet(sheet: Any, columns: tuple[Column, ...], head: Any = None) -> None:
    """Columns with their headings from the first cell on; words stay words whatever they begin with."""
    for place, each in enumerate(columns):
        sheet.write_string(0, place, plain(each.heading), head)
        for row, value in enumerate(each.values, start=1):
            held = cell(value, each.form)
            if isinstance(held, str) and held:
                sheet.write_string(row, place, short(held, LABEL_LETTERS) if place == 0 else held)
            elif isinstance(held, int | float):
                sheet.write_number(row, place, held)


def office_chart(drawing: Drawing, points: float) -> tuple[bytes, bytes]:
    """The XML of the chart, its letters ``points`` high, and the workbook that *Edit Data* opens."""
    drawn = _workbook(drawing, points, with_chart=True)
    with zipfile.ZipFile(io.BytesIO(drawn)) as parts:
        xml = parts.read("xl/charts/chart1.xml")
    return completed(xml, [each.symbols for each in drawing.series]), _workbook(drawing, points, with_chart=False)


def _workbook(drawing: Drawing, points: float, *, with_chart: bool) -> bytes:
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": LONG_AGO})
    sheet = book.add_worksheet(SHEET)
    fill_sheet(sheet, drawing.columns)
    if with_chart:
        sheet.insert_chart(0, len(drawing.columns) + 1, chart_of(book, drawing, SHEET, points))
    book.close()
    return made.getvalue()


def chart_of(book: Any, drawing: Drawing, sheet: str, points: float, top: int = 0) -> Any:
    """The chart of ``drawing``, whose columns stand in ``sheet`` of ``book`` with their headings in the row ``top``."""
    kind = {"type": drawing.kind} | ({"subtype": "stacked"} if drawing.stacked else {})
    chart = book.add_chart(kind)
    for series in drawing.series:
        chart.add_series(
            _series(drawing, series, sheet, points, top) | {"gap": drawing.gap, "overlap": drawing.overlap}
        )
    _axes(chart, drawing, points)
    if drawing.front:
        front = book.add_chart({"type": "bar"})
        for series in drawing.front:
            own = {"gap": drawing.front_gap, "overlap": 100, "y2_axis": True}
            front.add_series(_series(drawing, series, sheet, points, top) | own)
        chart.combine(front)
        low, high = drawing.span
        hidden = {"visible": False, "major_gridlines": {"visible": False}}
        front.set_y2_axis({"min": low, "max": high, **hidden})
        front.set_x2_axis({"reverse": True, **hidden})
    chart.set_title({"none": True})
    chart.set_chartarea({"border": NO_LINE, "fill": {"none": True}})
    legend = {"position": "bottom", "font": _font(points)}
    every = len(drawing.series) + len(drawing.front)
    hidden_keys = [place for place in range(every) if place not in (drawing.legend or ())]
    chart.set_legend({"none": True} if drawing.legend is None else legend | {"delete_series": hidden_keys})
    chart.show_blanks_as("gap")
    return chart


def _series(drawing: Drawing, series: Series, sheet: str, points: float, top: int) -> dict[str, Any]:
    look = dict(series.look)
    if "data_labels" in look:
        look["data_labels"] = {"font": _font(points), **look["data_labels"]}
    if series.row is not None:
        row, across = top + series.row + 1, series.across or 0
        places = {
            "categories": [sheet, row, across, row, across + 1],
            "values": [sheet, row, series.column, row, series.column + 1],
            "name": [sheet, row, 0],
        }
        return places | look
    first, last, names = top + 1, top + drawing.rows, series.across or 0
    places = {
        "categories": [sheet, first, names, last, names],
        "values": [sheet, first, series.column, last, series.column],
        "name": [sheet, top, series.column],
    }
    return places | look


def _axes(chart: Any, drawing: Drawing, points: float) -> None:
    """Bars and points: names from top to bottom, values across. Lines: names across, values upwards."""
    low, high = drawing.span
    values = {
        "min": low,
        "max": high,
        "major_unit": drawing.step or None,
        "visible": drawing.ticks,
        "major_gridlines": {"visible": drawing.ticks, "line": QUIET_LINE},
        "num_format": number_format(drawing.form),
        "num_font": _font(points * 0.9, theme.QUIET_INK),
        "line": NO_LINE,
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "label_position": "low",
    }
    names: dict[str, Any] = {
        "label_position": "low",
        "num_font": _font(points),
        "line": {"color": theme.INK, "width": 1},
        "major_tick_mark": "none",
        "minor_tick_mark": "none",
        "major_gridlines": {"visible": False},
    }
    if drawing.kind == "line":
        chart.set_x_axis(names)
        chart.set_y_axis(values)
    elif drawing.kind == "bar":
        chart.set_y_axis(names | {"reverse": True})
        # The axis of a bar chart that is turned around would stand on top: its values keep to the foot.
        chart.set_x_axis(values | {"label_position": "high" if drawing.ticks else "none"})
    else:
        chart.set_x_axis(values | {"label_position": "high"})
        rows = {"reverse": True, "min": 0.5, "max": drawing.rows + 0.5, "visible": False}
        chart.set_y_axis(rows | {"major_gridlines": {"visible": False}})
        chart.set_plotarea({"layout": {"x": LABEL_SHARE, "y": 0.04, "width": 0.96 - LABEL_SHARE, "height": 0.82}})


def _font(points: float, colour: str = theme.INK) -> dict[str, Any]:
    return {"name": FONT, "size": round(points * 2) / 2, "color": colour, "bold": False}
