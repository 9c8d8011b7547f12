"""Words above the sides of zero: beside it, unless they would run into the words to their right."""

import pytest

from charts import rows
from charts.theme import SCALES, SCREENS, Screen


@pytest.mark.parametrize("screen", SCREENS)
def test_words_that_would_run_into_others_stand_at_the_edges(screen: Screen) -> None:
    left, right = rows.side_notes("under budget", "over budget", SCALES[screen], (-100.0, 10.0), end=0.6)
    assert (left["xref"], left["x"], left["xanchor"]) == ("paper", 0, "left")
    assert (right["xref"], right["x"], right["xanchor"]) == ("paper", 0.6, "right")
    assert (left["text"], right["text"]) == ("◂ under", "over ▸")


def test_words_stand_beside_zero_where_there_is_room() -> None:
    left, right = rows.side_notes("under budget", "over budget", SCALES["desk"], (-10.0, 100.0))
    assert (left["xref"], right["xref"]) == ("x", "x")
    assert (left["text"], right["text"]) == ("under budget", "over budget")
