"""A text that keeps the look of its page: cells by the places of words."""

from __future__ import annotations

from pathlib import Path

from loaders.containers import kinds

PAGE = """\
Table 1: Revenue budget monitoring statement

                                                Original               Revised
                                                  budget   Virements    budget    Variance
Ref     Service                                     £000        £000      £000        £000     RAG
        Adults
A1      Residential care                          12,000           0    12,000        -715   Green
        Safeguarding enquiries and what comes
A2                                                 3,000         -25     2,975         126     Red
        of them
A3      Home care for people who left the            800          10       810           0   Amber
        hospital
A4      Charges to service users                  -1,200           0    -1,200          17     Red

The largest variance is £715k in residential care.
"""


def _cells(tmp_path: Path, text: str) -> list[tuple[str, ...]]:
    path = tmp_path / "paper.txt"
    path.write_text(text, encoding="utf-8")
    return [line.cells for line in kinds.read(path, by_place=True).lines if line.filled]


def test_headings_over_several_lines_and_labels_that_wrap_are_one_row_each(tmp_path: Path) -> None:
    assert _cells(tmp_path, PAGE) == [
        ("Table 1: Revenue budget monitoring statement",),
        ("Ref", "Service", "Original budget £000", "Virements £000", "Revised budget £000", "Variance £000", "RAG"),
        ("", "Adults", "", "", "", "", ""),
        ("A1", "Residential care", "12,000", "0", "12,000", "-715", "Green"),
        ("A2", "Safeguarding enquiries and what comes of them", "3,000", "-25", "2,975", "126", "Red"),
        ("A3", "Home care for people who left the hospital", "800", "10", "810", "0", "Amber"),
        ("A4", "Charges to service users", "-1,200", "0", "-1,200", "17", "Red"),
        ("The largest variance is £715k in residential care.",),
    ]


def test_a_row_keeps_the_number_of_its_line(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(PAGE, encoding="utf-8")
    places = {line.cells[0]: line.place for line in kinds.read(path, by_place=True).lines}
    assert (places["A1"], places["A2"], places["A4"]) == ("line 7", "line 9", "line 13")


def test_a_text_whose_words_only_blanks_part_once_stays_as_it_is(tmp_path: Path) -> None:
    once = "\n".join(" ".join(line.split()) for line in PAGE.splitlines())
    assert all(len(cells) == 1 for cells in _cells(tmp_path, once))


def test_tabs_part_cells_whatever_blanks_do(tmp_path: Path) -> None:
    assert ("a", "b") in _cells(tmp_path, PAGE + "\na\tb\n")


def test_a_band_stands_over_the_columns_that_have_no_words_beside_it(tmp_path: Path) -> None:
    text = """\
                                    Forecast variance
Service             Budget £000      £000         %
Home care                 1,200        48      4.0%
Day centres                 800       -20     -2.5%
Client income              -300        45     15.0%
Total                     1,700        73      4.3%
"""
    (heading, *rows) = _cells(tmp_path, text)
    assert heading == ("Service", "Budget £000", "Forecast variance £000", "Forecast variance %")
    assert rows[2] == ("Client income", "-300", "45", "15.0%")


def test_a_credit_is_a_figure(tmp_path: Path) -> None:
    text = """\
Service             Budget £       Forecast £
Home care         1,200 DR           1,300 DR
Client income       300 CR             255 CR
Day centres         800 DR             820 DR
"""
    assert _cells(tmp_path, text)[2] == ("Client income", "300 CR", "255 CR")
