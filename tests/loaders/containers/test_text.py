"""Text files: encodings, line ends, places, residue of markup, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.containers import kinds, text
from loaders.errors import LoadError

PAPER = "Heading – May 2032\n\nGates\t£1k\n"
LINES = [("line 1", ("Heading – May 2032",)), ("line 2", ("",)), ("line 3", ("Gates", "£1k")), ("line 4", ("",))]


def _lines(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    return [(line.place, line.cells) for line in text.read(path).lines]


@pytest.mark.parametrize(
    "raw",
    [
        PAPER.encode(),
        b"\xef\xbb\xbf" + PAPER.encode(),
        PAPER.encode("utf-16"),
        PAPER.encode("utf-16-le"),
        PAPER.encode("utf-16-be"),
        PAPER.encode("cp1252"),
        PAPER.replace("\n", "\r\n").encode(),
        PAPER.replace("\n", "\r").encode(),
        PAPER.replace("Heading", "Head\u00ading").encode(),
        PAPER.replace("Gates", "\x1b[1mGates\x1b[0m").encode(),
        PAPER.replace("Gates", "<u>Gates</u>").encode(),
        PAPER.replace("Gates", "**Gates**").encode(),
        PAPER.replace("Gates", "\u00a0Gates\u200b").encode(),
    ],
    ids=[
        "utf-8",
        "byte order mark",
        "utf-16 with mark",
        "utf-16 little",
        "utf-16 big",
        "cp1252",
        "crlf",
        "cr alone",
        "soft hyphen",
        "terminal colours",
        "underline",
        "bold",
        "odd spaces",
    ],
)
def test_the_same_lines_whatever_the_file(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(raw)
    assert _lines(path) == LINES


def test_only_line_feeds_count_lines(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("one\x0cstill one\u2028still\x0b\x85\ntwo\n", encoding="utf-8", newline="")
    assert [line.place for line in text.read(path).lines if line.filled] == ["line 1", "line 2"]
    assert text.read(path).lines[1].cells == ("two",)


def test_a_stray_nul_does_not_make_a_text_binary(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(PAPER.encode().replace(b"Gates", b"Ga\x00tes"))
    assert _lines(path)[2] == ("line 3", ("Ga tes", "£1k"))


def test_less_than_is_not_markup(tmp_path: Path) -> None:
    path = tmp_path / "paper.txt"
    path.write_text("fewer than <5 and a < b > c", encoding="utf-8")
    assert text.read(path).lines[0].text == "fewer than <5 and a < b > c"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is empty"),
        (b" \n\t\n\x0c", "is empty"),
        (b"%PDF-1.7\n1 0 obj", "is not text"),
        (b"PK\x03\x04\x14\x00", "is not text"),
        (bytes(range(256)) * 20, "is not text"),
        (b"\x81\x8d\x8f\x90", "is not text"),
        (b"\xff\xfeG\xd8", "is not text"),
    ],
    ids=["empty", "spaces", "pdf", "zip", "binary", "undefined bytes", "cut utf-16"],
)
def test_refused_in_one_sentence(tmp_path: Path, raw: bytes, reason: str) -> None:
    path = tmp_path / "odd paper.txt"
    path.write_bytes(raw)
    with pytest.raises(LoadError) as caught:
        text.read(path)
    message = str(caught.value)
    assert message.startswith(f"odd paper.txt {reason}; looked for a monthly finance report")
    assert "\n" not in message


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(PAPER.encode())
    monkeypatch.setattr(text, "MAX_BYTES", 10)
    with pytest.raises(LoadError, match=r"paper\.txt is 0 MB, more than any paper"):
        text.read(path)


def test_too_many_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "paper.txt"
    path.write_bytes(PAPER.encode())
    monkeypatch.setattr(text, "MAX_LINES", 2)
    with pytest.raises(LoadError, match=r"paper\.txt has more lines"):
        text.read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="cannot be read"):
        text.read(tmp_path / "nothing.txt")


@pytest.mark.parametrize("bait", ["<" * 100_000, " " * 100_000, "(" * 50_000, "<a" * 50_000, "\x1b[" * 50_000])
def test_long_lines_are_read_in_a_moment(tmp_path: Path, bait: str) -> None:
    path = tmp_path / "paper.txt"
    path.write_text(f"before\n{bait}\nafter", encoding="utf-8")
    assert [line.text for line in text.read(path).lines][::2] == ["before", "after"]


@pytest.mark.parametrize(
    "said", ["Budget £000 – May 2032", "the council’s “own” café", "−120 ↑ £1k", "½ of 90° 4\xa0days", "ﬁve", "Zoë"]
)
def test_text_that_was_mangled_once_is_mended(tmp_path: Path, said: str) -> None:
    windows = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in said.encode())
    assert windows != said
    assert text.clean(windows) == text.clean(said)
    assert text.clean(said) == text.clean(text.clean(said))
    path = tmp_path / "paper.csv"
    path.write_text(f"{windows},Â£\n", encoding="utf-8")
    document = kinds.read(path)
    assert document.lines[0].cells[0] == text.clean(said)
    assert [remark.check for remark in document.remarks] == ["mended-text"]


@pytest.mark.parametrize("said", ["Â", "Ã a", "â – b", "£1k – “so”", "château, naïve", "Âge £3"])
def test_other_text_is_left_as_it_is(said: str) -> None:
    assert text.clean(said) == said
