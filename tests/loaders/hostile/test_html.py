"""Web pages that are odd, broken or hostile: each is loaded, with what was noticed, or refused with a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.hostile import good
from tests.loaders.hostile.good import other, same
from tests.loaders.hostile.outcome import Case, load, loaded, refused

PAGE = good.written(".html").decode()
NAME = "<td>Education Capital</td>"
FIGURE = "<td>300</td>"
END = "</body>"
EARLY = "Early Years' Service"


def changed(old: str, new: str) -> bytes:
    """The page with the first ``old`` replaced by ``new``."""
    assert old in PAGE
    return PAGE.replace(old, new, 1).encode()


CASES = [
    Case("empty", b"", refused("is empty")),
    Case(
        "cut",
        PAGE[: PAGE.index("Education Capital")].encode(),
        loaded("missing-page", figures={EARLY: good.FIGURES[EARLY]}),
    ),
    Case("bad UTF-8", changed("finance team", "finance team").replace(b"finance team", b"finance \xff team"), same()),
    Case("UTF-16", PAGE.replace("charset='utf-8'", "").encode("utf-16"), same()),
    Case("an encoding that is none", PAGE.replace("charset='utf-8'", "charset='undefined'").encode(), same()),
    Case("an encoding of no text", PAGE.replace("charset='utf-8'", "charset='base64'").encode(), same()),
    Case("script", changed(NAME, "<td>Education<script>evil()</script> Capital</td>"), same()),
    Case("style and comment", changed(NAME, "<td>Education <style>x{}</style><!-- 9 -->Capital</td>"), same()),
    Case("handlers", changed(NAME, '<td onclick="evil()">Education <b onload=x>Capital</b></td>'), same()),
    Case("frame from outside", changed(END, '<iframe src="http://127.0.0.1:9/"></iframe>' + END), same()),
    Case("picture from outside", changed(END, '<img src="file:///etc/hostname">' + END), same()),
    Case("entity bomb", changed("<!DOCTYPE html>", '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'), same()),
    Case("tags that are not closed", PAGE.replace("</td>", "").replace("</tr>", "").encode(), same()),
    Case(
        "a span over a million columns",
        changed(NAME, '<td colspan="1000000">Education Capital</td>'),
        refused("columns"),
    ),
    Case("a span over a million rows", changed("</tbody>", '<tr><td rowspan="1000000">x</td></tr></tbody>'), same()),
    Case("a span of nought", changed(NAME, '<td colspan="0">Education Capital</td>'), same()),
    Case("tables in tables", changed(END, "<table><tr><td>" * 3_000 + END), same()),
    Case("elements in elements", changed(END, "<div>" * 100_000 + END), refused("paper.html")),
    Case(
        "a cell of 1 MB",
        changed(FIGURE, f"<td>{'9' * 1_000_000}</td>"),
        other("Education Capital", (None, 0, 0), "unread-cell"),
    ),
    Case(
        "two figures in a cell",
        changed(FIGURE, "<td>300<br>400</td>"),
        other("Education Capital", (None, 0, 0), "unread-cell"),
    ),
    Case("struck out", changed(FIGURE, "<td><del>999</del>300</td>"), same()),
    Case("hidden", changed(FIGURE, '<td>300<span style="display:none">9</span></td>'), same()),
    Case("entities", changed(FIGURE, "<td>&nbsp;3&#48;0&thinsp;</td>"), same()),
    Case("empty cell", changed(FIGURE, "<td></td>"), other("Education Capital", (None, 0, 0))),
    Case("a text by the name of a page", good.TEXT.encode(), refused("is text, but its ending .html says a web page")),
]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_page(case: Case, tmp_path: Path, good_dataset: Path) -> None:
    case.expect(load(case.put(tmp_path / "paper.html"), good_dataset))
