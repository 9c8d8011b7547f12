"""Papers damaged in many ways: each ends in a load or in one plain error, and every line is accounted for."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders import checks, report
from loaders.account import lines_of
from loaders.containers import text
from loaders.errors import LoadError
from loaders.joining import names
from tests.loaders.golden import FIXTURES

PAPERS = [path.read_text(encoding="utf-8").split("\n") for path in sorted((FIXTURES / "reports").glob("*2032*.txt"))]
SCRAPS = [
    "-",
    "£k",
    "1,2",
    "%",
    "\t",
    "\n",
    "(",
    "Total",
    "↑",
    "--",
    "Net Total",
    "9" * 22,
    "Service",
    "Forecast ",
    "0",
    "\0",
]

_places = st.floats(0, 1, exclude_max=True)
_damage = st.lists(
    st.one_of(
        st.tuples(st.just("lose"), _places, _places),
        st.tuples(st.just("swap"), _places, _places),
        st.tuples(st.just("cut"), _places, _places),
        st.tuples(st.sampled_from(SCRAPS), _places, _places),
    ),
    min_size=1,
    max_size=12,
)


def _damaged(lines: list[str], damage: list[tuple[str, float, float]]) -> str:
    lines = list(lines)
    for kind, first, second in damage:
        one, two = int(first * len(lines)), int(second * len(lines))
        if kind == "lose":
            lines[one] = ""
        elif kind == "swap":
            lines[one], lines[two] = lines[two], lines[one]
        elif kind == "cut":
            lines[one] = lines[one][: int(second * len(lines[one]))]
        else:
            at = int(second * len(lines[one]))
            lines[one] = lines[one][:at] + kind + lines[one][at + 1 :]
    return "\n".join(lines)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(PAPERS), _damage)
def test_a_damaged_paper(tmp_path: Path, lines: list[str], damage: list[tuple[str, float, float]]) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(_damaged(lines, damage), encoding="utf-8")
    try:
        document = text.read(path)
        found = names.apply(report.read(document))
    except LoadError:
        return
    checks.run(found, [found])
    for table in found.found:
        assert table.row_lines + table.furniture + table.unread == lines_of(document, table)


def test_damage_is_damage(tmp_path: Path) -> None:
    """The property above would hold of papers that never load; these do."""
    for lines in PAPERS:
        path = tmp_path / "paper.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        assert report.read(text.read(path)).tables["finance"]
    with pytest.raises(LoadError):
        text.read(tmp_path / "absent.txt")
