"""The words of a paper about a line: whole, in their order, and not all at once."""

from hypothesis import given
from hypothesis import strategies as st

from data.summaries import AT_ONCE, opening
from layouts.pages.commentary import commentary_words
from tests.layouts.reading import below, cell_of

LONG = "Costs rose. " * 60 + "Reasons are: • more children • higher prices • fewer carers."


def test_a_short_commentary_is_whole() -> None:
    assert opening("Costs rose.") == ("Costs rose.", "")
    (paragraph,) = commentary_words("Costs rose.")
    assert paragraph.children == "Costs rose."


def test_a_long_one_begins_with_whole_sentences_and_its_points_are_a_list() -> None:
    beginning, _ = opening(LONG)
    assert beginning.endswith("rose.")
    assert len(beginning) <= AT_ONCE
    (folded,) = below(commentary_words(LONG), "Details")
    assert [cell_of(point).words for point in below(folded, "Li")] == [
        "more children",
        "higher prices",
        "fewer carers.",
    ]


@given(st.text("ab .•", max_size=2000))
def test_nothing_is_lost_or_moved(text: str) -> None:
    written = " ".join(text.split())
    beginning, rest = opening(written)
    assert " ".join(part for part in (beginning, rest) if part) == written
    said = "".join(cell_of(part).words for part in commentary_words(written))
    assert "".join(said.replace("Read the rest of the commentary", "").split()) == "".join(
        written.replace("•", "").split()
    )
