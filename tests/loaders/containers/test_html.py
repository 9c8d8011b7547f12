"""Web pages: paragraphs, cells that span others, layout tables, hidden and struck-out text, encodings."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import LoadError
from loaders.containers import html
from loaders.containers.text import Document


def _read(content: str | bytes, folder: Path) -> Document:
    path = folder / "paper.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return html.read(path)


def _filled(document: Document) -> list[tuple[str, ...]]:
    return [line.cells for line in document.lines if line.filled]


def test_paragraphs_headings_lists_and_breaks_are_lines(tmp_path: Path) -> None:
    page = "<html><body><h1>A <b>bold</b>\n title</h1><p>one<br>two</p><ul><li>three</li></ul>loose <i>words</i></body>"
    assert _filled(_read(page, tmp_path)) == [("A bold title",), ("one",), ("two",), ("three",), ("loose words",)]


def test_cells_over_columns_and_rows_count_once(tmp_path: Path) -> None:
    page = (
        "<table><thead><tr><th rowspan=2>Service</th><th colspan=2>Variance</th></tr><tr><th>£</th><th>%</th></tr>"
        "</thead><tbody><tr><td>Parks</td><td rowspan='2'>1</td><td>2</td></tr>"
        "<tr><td>Ponds</td><td>4</td></tr></table>"
    )
    found = _read(page, tmp_path)
    assert _filled(found) == [("Service", "Variance", ""), ("", "£", "%"), ("Parks", "1", "2"), ("Ponds", "", "4")]
    assert [line.place for line in found.lines if line.filled] == [f"table 1, row {number}" for number in (1, 2, 3, 4)]


def test_lines_of_the_source_within_a_cell_do_not_part_it_but_breaks_do(tmp_path: Path) -> None:
    page = "<table><tr><td>\n  Early\n  Years </td><td>12<br>345</td><td><p>Actual</p><p>May</p></td></tr></table>"
    assert _filled(_read(page, tmp_path)) == [("Early Years", "12 / 345", "Actual May")]


def test_a_raised_digit_is_a_mark(tmp_path: Path) -> None:
    page = "<table><tr><td>90<sup>24</sup></td><td>12<sup>th</sup></td></tr></table>"
    assert _filled(_read(page, tmp_path)) == [("90 ²⁴", "12th")]


def test_a_table_within_a_layout_table_stands_by_itself(tmp_path: Path) -> None:
    page = "<table><tr><td>menu</td><td>before<table><tr><td>a</td><td>b</td></tr></table>after</td></tr></table>"
    assert _filled(_read(page, tmp_path)) == [("menu", "beforeafter"), ("a", "b")]


def test_scripts_and_styles_are_silent(tmp_path: Path) -> None:
    page = "<style>p{}</style><script>alert('<p>no</p>')</script><p>yes</p><!-- <p>no</p> --><template>no</template>"
    assert _filled(_read(page, tmp_path)) == [("yes",)]


@pytest.mark.parametrize(
    ("text", "check"),
    [
        ("<p hidden>no</p>", "hidden-text"),
        ("<p style='display: none'>no</p>", "hidden-text"),
        ("<p>yes <del>no</del></p>", "tracked-deletion"),
        ("<p>yes <s>no</s></p>", "tracked-deletion"),
        ("<table><tr hidden><td>no</td></tr></table>", "hidden-text"),
    ],
)
def test_what_does_not_show_is_not_read_and_is_noted(tmp_path: Path, text: str, check: str) -> None:
    found = _read(f"<p>yes</p>{text}", tmp_path)
    assert {word for line in _filled(found) for cell in line for word in cell.split()} == {"yes"}
    assert [(remark.check, remark.severity) for remark in found.remarks] == [(check, "warning")]


@pytest.mark.parametrize(
    "raw",
    [
        "<meta charset=utf-8><p>£1 – café</p>".encode(),
        "<p>£1 – café</p>".encode("cp1252"),
        '<meta http-equiv=Content-Type content="text/html; charset=iso-8859-1"><p>£1 – café</p>'.encode("cp1252"),
        "<p>£1 – café</p>".encode("utf-16"),
        b"\xef\xbb\xbf" + "<?xml version='1.0' encoding='utf-8'?><p>£1 – café</p>".encode(),
        b"<p>&pound;1 &ndash; caf&eacute;</p>",
    ],
    ids=["utf-8", "cp1252", "said to be Latin 1", "utf-16", "declared", "entities"],
)
def test_encodings(tmp_path: Path, raw: bytes) -> None:
    assert _filled(_read(raw, tmp_path)) == [("£1 – café",)]


@pytest.mark.parametrize("page", ["<html></html>", "<script>x</script>", "<p> </p>"])
def test_a_page_without_text_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(LoadError, match=r"paper\.html (holds no text|cannot be read)"):
        _read(page, tmp_path)


def test_columns_cells_and_depth_have_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(LoadError, match="more than 500 columns"):
        _read("<table><tr><td colspan=9999999>x</td></tr></table>", tmp_path)
    with pytest.raises(LoadError, match="blocks within blocks"):
        _read("<div>" * 200 + "x", tmp_path)
    monkeypatch.setattr(html, "MAX_CELLS", 2)
    with pytest.raises(LoadError, match="more cells than any report"):
        _read("<table><tr><td>1<td>2<td>3</table>", tmp_path)


def test_a_page_that_is_cut_or_badly_closed_is_read_as_a_browser_shows_it(tmp_path: Path) -> None:
    assert _filled(_read("<p>one<p>two<table><tr><td>a<td>b<tr><td>c", tmp_path)) == [
        ("one",),
        ("two",),
        ("a", "b"),
        ("c",),
    ]


SEEN = "<table><tr><td><span {}>Budget: </span>1,200</td></tr></table>"


@pytest.mark.parametrize(
    ("style", "span"),
    [
        (".label{display:none}", 'class="label"'),
        ("td > span.label , i { color:red; DISPLAY : none !important }", 'class="big label"'),
        ("/* of a phone */ table td span{visibility:hidden}", ""),
        ("#label{position:absolute;left:-9999px}", 'id="label"'),
        ("span{clip-path:inset(50%);width:1px}", ""),
        ("", 'class="govuk-visually-hidden"'),
        ("", 'class="sr-only"'),
        ("", 'style="font-size:0"'),
        ("", "hidden"),
        ("span{display:none} @media (max-width: 40em){span{display:block}}", ""),
    ],
)
def test_what_is_out_of_sight_is_not_read(tmp_path: Path, style: str, span: str) -> None:
    document = _read(f"<style>{style}</style>{SEEN.format(span)}", tmp_path)
    assert _filled(document) == [("1,200",)]
    assert [remark.check for remark in document.remarks] == ["hidden-text"]


@pytest.mark.parametrize(
    ("style", "span"),
    [
        ("@media print{.label{display:none}}", 'class="label"'),
        ("p span{display:none}", ""),
        (".label{display:none} .label{display:inline}", 'class="label"'),
        (".label{display:none}", 'class="label" style="display:inline"'),
        (".sr-only{display:inline}", 'class="sr-only"'),
        ("span:hover{display:none} span{opacity:0.9}", ""),
    ],
)
def test_what_is_in_sight_is(tmp_path: Path, style: str, span: str) -> None:
    assert _filled(_read(f"<style>{style}</style>{SEEN.format(span)}", tmp_path)) == [("Budget: 1,200",)]


def test_what_was_entered_into_a_form_is_read(tmp_path: Path) -> None:
    page = (
        "<table><tr><td><input value='1,200'></td><td><input type=hidden value=7><input type=number value='-3'></td>"
        "<td><select><option>red<option selected>amber</select></td><td><textarea>said so</textarea></td>"
        "<td><input type=checkbox value=on></td></tr></table><p>Month: <input value=May></p>"
    )
    assert _filled(_read(page, tmp_path)) == [("1,200", "-3", "amber", "said so", ""), ("Month: May",)]


def test_rows_are_mended_as_browsers_mend_them(tmp_path: Path) -> None:
    page = (
        "<table>Above<thead><th>Service<th>Budget</thead><tr><td>Alpha<td>1<tr><td>Beta<td>2</table>"
        "<table><td>a<td>b<tr><td>c</table>"
    )
    assert _filled(_read(page, tmp_path)) == [
        ("Above",),
        ("Service", "Budget"),
        ("Alpha", "1"),
        ("Beta", "2"),
        ("a", "b"),
        ("c",),
    ]
