"""The numbers of a chart as they are sent hold every word and every address of the table that they stand for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from layouts.compact_table import Addresses, compact_table, html_table
from tests.layouts.reading import Cell, below, cell_of, prop

WORDS = st.text(min_size=1) | st.sampled_from(["line 20", "LINE 20", "Adults & Safeguarding", "Straße", "İ", "ﬁ 1"])
ADDRESSES = st.builds("{}?at={}".format, st.sampled_from(["/sources", "/"]), WORDS | st.just("line-20"))


@given(st.lists(st.tuples(WORDS, ADDRESSES), min_size=1))
def test_every_link_leads_where_it_was_sent(links: list[tuple[str, str]]) -> None:
    addresses = Addresses()
    rows = [["first", [addresses.link(*each)]] for each in links]
    (table,) = below(html_table(compact_table("caption", ("a", "b"), rows, addresses)["props"]), "Tbody")
    drawn = [cell_of(prop(row, "children")[1]) for row in below(table, "Tr")]
    assert drawn == [Cell(words, (address,)) for words, address in links]


def test_only_words_of_which_every_browser_makes_the_same_address_leave_it_out() -> None:
    assert Addresses().link("Line 20", "/sources?at=line-20") == ["Line 20", 0]
    assert Addresses().link("Straße", "/sources?at=Straße") == ["Straße", 0, "Straße"]
    assert Addresses().link("\u212a", "/sources?at=k") == ["\u212a", 0, "k"]  # the sign for kelvin


def test_what_was_worked_out_is_told_from_what_is_printed() -> None:
    sent = compact_table("caption", ("a", "b", "c"), [["name", "+£5k", {"made": "two lines"}]], Addresses())
    name, figure, made = prop(below(html_table(sent["props"]), "Tbody")[0], "children")[0]["props"]["children"]
    assert (name["type"], prop(name, "scope")) == ("Th", "row")
    assert (figure["type"], prop(figure, "className"), prop(made, "className")) == ("Td", "n", "made")
    assert cell_of(made).words == "two lines"
