"""Word documents that are odd, broken or hostile (D1-D44): each is loaded, with what was noticed, or refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.loaders.hostile import good
from tests.loaders.hostile.good import other, renamed, same
from tests.loaders.hostile.outcome import Case, load, refused
from tests.loaders.hostile.zips import ABROAD, BOMB, OLE, edited, locked

PAPER = good.written(".docx")
MAIN = "word/document.xml"
NAME = "<w:t>Education Capital</w:t>"
FIGURE = "<w:t>300</w:t>"
RUN = f"<w:r>{FIGURE}</w:r>"
END = "<w:sectPr"


def changed(old: str, new: str) -> bytes:
    """The document with the first ``old`` of its main part replaced by ``new``."""
    return edited(PAPER, {MAIN: (old, new)})


def _nested(depth: int) -> str:
    opened = "<w:tbl><w:tr><w:tc>" * depth
    return f"{opened}<w:p/>{'</w:tc></w:tr></w:tbl>' * depth}"


def _picture(target: str) -> bytes:
    """A relation to something outside the document."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return edited(PAPER, {"word/_rels/document.xml.rels": ("</Relationships>", relation)})


STRICT = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT_BOX = (
    '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r>'
    "<w:t>In a box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)
CASES = [
    Case("D1 empty", b"", refused("paper.docx")),
    Case("D2 cut", PAPER[: len(PAPER) // 2], refused("damaged")),
    Case("D3 old document", OLE, refused("older Office, or one locked by a password")),
    Case("D4 locked", locked(PAPER), refused("locked by a password")),
    Case("D5 entity bomb", changed("<w:document", BOMB + "<w:document"), refused("entities of its own")),
    Case("D6 entity from outside", changed("<w:document", ABROAD + "<w:document"), refused("entities of its own")),
    Case("D7 padding", changed(NAME, f"<w:t>{' ' * 3_000_000}</w:t>"), refused("100 times its size")),
    Case("D8 nested tables", changed(END, _nested(5_000) + END), refused("paper.docx")),
    Case("D8 tables nested less", changed(END, _nested(60) + END), refused("to a depth that no report has")),
    Case("D9 part outside", edited(PAPER, add=[("../evil.txt", b"x")]), refused("outside its own folder")),
    Case("D10 part twice", edited(PAPER, add=[(MAIN, b"<x/>")]), refused("two parts of the same name")),
    Case("D11 no document.xml", edited(PAPER, drop=[MAIN]), refused("paper.docx")),
    Case("D12 no relations", edited(PAPER, drop=["_rels/.rels"]), refused("paper.docx")),
    Case(
        "D12 no relations of the text",
        edited(PAPER, drop=["word/_rels/document.xml.rels"]),
        refused("breaks the rules"),
    ),
    Case("D12 relations broken", edited(PAPER, {"_rels/.rels": ("</Relationships>", "")}), refused("save it again")),
    Case("D13 remote template", _picture("http://127.0.0.1:9/t.dotm"), same()),
    Case("D14 remote picture", _picture("file:///etc/hostname"), same()),
    Case("D15 embedded object", edited(PAPER, add=[("word/embeddings/oleObject1.bin", OLE)]), same()),
    Case("D16 macro", edited(PAPER, add=[("word/vbaProject.bin", b"x")]), same()),
    Case("D17 part of another kind", changed(END, '<w:altChunk xmlns:r="r" r:id="rId99"/>' + END), same("unread-part")),
    Case("D19 DDE field", changed(RUN, f'<w:fldSimple w:instr="DDEAUTO cmd /k">{RUN}</w:fldSimple>'), same()),
    Case(
        "D20 INCLUDETEXT",
        changed(RUN, f"<w:r><w:instrText>INCLUDETEXT /etc/hostname</w:instrText></w:r>{RUN}"),
        same(),
    ),
    Case(
        "D21 tracked deletion",
        changed(RUN, f'<w:del w:id="1"><w:r><w:delText>999</w:delText></w:r></w:del>{RUN}'),
        same("tracked-deletion"),
    ),
    Case("D22 tracked insertion", changed(RUN, f'<w:ins w:id="1">{RUN}</w:ins>'), same("tracked-insertion")),
    Case("D23 comments", edited(PAPER, add=[("word/comments.xml", b"<w:comments/>")]), same()),
    Case(
        "D24 hidden text",
        changed(RUN, f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r>{RUN}"),
        same("hidden-text"),
    ),
    Case("D25 white text", changed(RUN, f'<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>{FIGURE}</w:r>'), same()),
    Case("D26 text box", changed(END, TEXT_BOX + END), same()),
    Case(
        "D35 cell of two paragraphs",
        changed(NAME, "<w:t>Education</w:t></w:r></w:p><w:p><w:r><w:t>Capital</w:t>"),
        same(),
    ),
    Case(
        "D35 two figures in a cell",
        changed(FIGURE, "<w:t>300</w:t></w:r></w:p><w:p><w:r><w:t>400</w:t>"),
        other("Education Capital", (None, 0, 0), "unread-cell"),
    ),
    Case("D36 content control", changed(RUN, f"<w:sdt><w:sdtContent>{RUN}</w:sdtContent></w:sdt>"), same()),
    Case(
        "D37 equation", changed(END, "<w:p><m:oMath xmlns:m='m'><m:r><m:t>2</m:t></m:r></m:oMath></w:p>" + END), same()
    ),
    Case("D38 right to left", changed(FIGURE, "<w:t>\u202b300\u202c</w:t>"), same()),
    Case("D39 empty cell", changed(FIGURE, "<w:t></w:t>"), other("Education Capital", (None, 0, 0))),
    Case(
        "D40 comma for point",
        changed(FIGURE, "<w:t>1.300,5</w:t>"),
        other("Education Capital", (None, 0, 0), "unread-cell"),
    ),
    Case("D43 corrupt picture", edited(PAPER, add=[("word/media/image1.png", b"\x89PNG")]), same()),
    Case(
        "D44 strict",
        edited(PAPER, {MAIN: (STRICT, "http://purl.oclc.org/ooxml/wordprocessingml/main")}),
        refused("not as Strict Open XML"),
    ),
    Case(
        "superscript note",
        changed(NAME, f"{NAME}</w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>7</w:t>"),
        same(),
    ),
    Case("formula for a name", changed(NAME, "<w:t>=1+1</w:t>"), renamed("Education Capital", "=1+1", "unknown-label")),
    Case(
        "a workbook by the name of a document", good.written(".xlsx"), refused("is an Excel workbook, but its ending")
    ),
]


@pytest.mark.usefixtures("read_here")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_document(case: Case, tmp_path: Path, good_dataset: Path) -> None:
    case.expect(load(case.put(tmp_path / "paper.docx"), good_dataset))
