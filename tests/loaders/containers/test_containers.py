"""The reader is chosen by ending and content together; what does not fit is refused in one sentence."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from loaders import LoadError
from loaders.containers import kinds, zipped
from tests.loaders.containers import paper

BLOCKS = ["Finance and Performance Report – May 2032", [["a", "b"], ["1", "2"]]]
NAMES = {
    ".txt": "text",
    ".pdf": "a PDF",
    ".docx": "a Word document",
    ".xlsx": "an Excel workbook",
    ".html": "a web page",
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """One small paper in each container."""
    folder = tmp_path_factory.mktemp("files")
    found = {}
    for ending, writer in paper.WRITERS.items():
        writer(BLOCKS, folder / f"paper{ending}")
        found[ending] = (folder / f"paper{ending}").read_bytes()
    return found


@pytest.mark.parametrize(
    ("ending", "like"),
    [
        *((each, each) for each in paper.WRITERS),
        (".text", ".txt"),
        (".md", ".txt"),
        (".htm", ".html"),
        (".PDF", ".pdf"),
    ],
)
def test_every_ending_that_is_read(files: dict[str, bytes], tmp_path: Path, ending: str, like: str) -> None:
    path = tmp_path / f"paper{ending}"
    path.write_bytes(files[like])
    filled = [line.cells for line in kinds.read(path).lines if line.filled]
    assert [cells for cells in filled if "committee" not in cells[0]][:3] == [
        ("Finance and Performance Report – May 2032",),
        ("a", "b"),
        ("1", "2"),
    ]


@pytest.mark.parametrize("ending", NAMES)
@pytest.mark.parametrize("content", NAMES)
def test_a_file_named_for_another_kind_is_refused_by_both(
    files: dict[str, bytes], tmp_path: Path, ending: str, content: str
) -> None:
    if ending == content:
        return
    path = tmp_path / f"paper{ending}"
    path.write_bytes(files[content])
    with pytest.raises(LoadError) as caught:
        kinds.read(path)
    message = str(caught.value)
    assert message.startswith(f"paper{ending} is {NAMES[content]}, but its ending {ending} says {NAMES[ending]}: ")
    assert f"rename it to end in {content}; looked for a monthly finance report" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        (
            "paper.xls",
            b"\xd0\xcf\x11\xe0" + b"\x00" * 600,
            "is a document of an older Office, or one locked by a password",
        ),
        ("paper.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "says a Word document: save it as a Word document"),
        ("paper.rtf", b"{\\rtf1 hello}", r"is rich text and its ending \.rtf is not one that is read \(\.txt"),
        ("paper.png", b"\x89PNG\r\n", r"is a picture and its ending \.png"),
        ("paper", b"words", r"is text and its ending \(none\)"),
        ("paper.exe", b"MZ\x90", r"ending \.exe is not one that is read"),
        ("paper.html", b"just words", "is text, but its ending .html says a web page: rename it to end in .txt"),
        ("paper.csv", b"<html><table></table></html>", "is a web page, but its ending .csv says a CSV"),
        (
            "paper.tsv",
            b"%PDF-1.4",
            "is a PDF, but its ending .tsv says a table parted by tabs: rename it to end in .pdf",
        ),
        (
            "paper.pdf",
            bytes(range(256)) * 40,
            "is neither text nor any kind of file that is read, but its ending .pdf says a PDF: save it as a PDF",
        ),
        ("paper.txt", bytes(range(256)) * 40, "is not text"),
        ("paper.pdf", b"", "is empty"),
        ("paper.xlsx", b"  \n ", "is empty"),
        ("paper.xlsx", b"PK\x03\x04 and then nothing", "is damaged and cannot be opened"),
    ],
)
def test_what_is_not_read(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(LoadError, match=reason) as caught:
        kinds.read(path)
    assert str(caught.value).startswith(name)


def _zip(members: dict[str, bytes], stored: bool = False) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_zip_of_other_files_is_no_paper(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(_zip({"letter.txt": b"hello"}))
    with pytest.raises(LoadError, match=r"paper\.docx is a zip of other files"):
        kinds.read(path)


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"../evil.xml": b"x"}, "outside its own folder"),
        ({"/etc/evil.xml": b"x"}, "outside its own folder"),
        ({"a.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"}, "defines entities of its own in a.xml"),
        ({"a.xml": b"<x/>", "A.xml": b"<x/>"}, "two parts of the same name"),
        ({"a.xml": b" " * 3_000_000}, "unpacks to more than 100 times its size"),
    ],
    ids=["parent", "root", "entities", "twice", "bomb"],
)
def test_a_zip_is_checked_before_it_is_parsed(members: dict[str, bytes], reason: str) -> None:
    with pytest.raises(LoadError, match=reason):
        zipped.check(_zip(members), "paper.docx")


_DEFINED = "<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"


@pytest.mark.parametrize(
    ("member", "content"),
    [
        ("a.xml", _DEFINED.encode("utf-16")),
        ("a.xml", ("<?xml version='1.0' encoding='utf-16'?>" + _DEFINED).encode("utf-16-le")),
        ("a.xml", _DEFINED.encode("utf-16-be")),
        ("a.xml", f"<!--{'x' * 150_000}-->{_DEFINED}".encode()),
        ("a.xml", f"<?p {'&#x ' * 30_000}?>\n<!----><!-- -->{_DEFINED}".encode()),
        ("main", _DEFINED.encode()),
        ("main.bin", b"\xef\xbb\xbf \n" + _DEFINED.encode()),
    ],
    ids=["marked", "declared", "unmarked", "a long comment", "an instruction", "no ending", "another ending"],
)
def test_definitions_are_found_however_they_are_dressed_up(member: str, content: bytes) -> None:
    with pytest.raises(LoadError, match=rf"defines entities of its own in {member}"):
        zipped.check(_zip({member: content}, stored=True), "paper.docx")


@pytest.mark.parametrize("encoding", ["utf-7", "utf-32", "cp037", "utf-16-le"])
def test_a_part_in_an_encoding_that_is_not_looked_into_is_not_opened(encoding: str) -> None:
    content = f"<?xml version='1.0' encoding='{encoding}'?>{_DEFINED}".encode(encoding)
    with pytest.raises(LoadError, match=r"a\.xml is not XML that can be read|entities of its own in a\.xml"):
        zipped.check(_zip({"a.xml": content}, stored=True), "paper.docx")


@pytest.mark.parametrize(
    "content", [b"", b"<x/>", b"\xef\xbb\xbf<x/>", "<x>£</x>".encode("utf-16"), b"<!--<!DOCTYPE--><x/>"]
)
def test_parts_without_definitions_pass(content: bytes) -> None:
    assert zipped.check(_zip({"a.xml": content}), "paper.docx") == {"a.xml": len(content)}


def test_sizes_are_counted_while_unpacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_UNPACKED", 1000)
    assert zipped.check(_zip({"a": b"x" * 600, "b": b"x" * 400}), "paper.docx") == {"a": 600, "b": 400}
    with pytest.raises(LoadError, match="unpacks to more than"):
        zipped.check(_zip({"a": b"x" * 600, "b": b"x" * 401}), "paper.docx")


def test_parts_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipped, "MAX_MEMBERS", 2)
    with pytest.raises(LoadError, match="has 3 parts, more than any report"):
        zipped.members(_zip({"a": b"", "b": b"", "c": b""}), "paper.docx")


def test_a_member_that_is_damaged_is_named() -> None:
    raw = bytearray(_zip({"a.xml": b"figures " * 50}, stored=True))
    raw[60] ^= 0xFF
    with pytest.raises(LoadError, match=r"damaged \(a\.xml cannot be unpacked\)"):
        zipped.check(bytes(raw), "paper.docx")


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@pytest.mark.parametrize("where", [0.1, 0.5, 0.9])
def test_a_zip_with_a_piece_cut_out_is_refused_in_one_sentence(
    files: dict[str, bytes], tmp_path: Path, ending: str, where: float
) -> None:
    raw = files[ending]
    path = tmp_path / f"paper{ending}"
    path.write_bytes(raw[: int(len(raw) * where)] + raw[int(len(raw) * where) + 300 :])
    with pytest.raises(LoadError, match=rf"paper\{ending} is (damaged|a zip of other files)") as caught:
        kinds.read(path)
    assert "\n" not in str(caught.value)
