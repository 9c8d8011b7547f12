"""PDFs made by hand, object by object, as no program would make them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Sequence

import pypdf

FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
)


def stream(content: bytes, extra: bytes = b"", length: int | None = None) -> bytes:
    """A stream object; ``length`` may lie."""
    size = len(content) if length is None else length
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (size, extra, content)


def packed(content: bytes, times: int = 1) -> bytes:
    """A stream packed ``times`` over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, b"/Filter [%s]" % (b"/FlateDecode " * times))


def text(*lines: str) -> bytes:
    """The instructions that print ``lines``."""
    shown = b" ".join(b"(%s) Tj 0 -14 Td" % line.encode("latin-1") for line in lines)
    return b"BT /F1 10 Tf 40 800 Td %s ET" % shown


def made(objects: Sequence[bytes], trailer: bytes = b"", pages: bytes | None = None) -> bytes:
    """A PDF: catalogue, pages, one page, and the ``objects`` from number 4 on."""
    pages = pages or b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate((b"<< /Type /Catalog /Pages 2 0 R >>", pages, PAGE, *objects), start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (len(places) + 1, trailer, table))
    return out.getvalue()


def rewritten(raw: bytes, change: Callable[[pypdf.PdfWriter], object]) -> bytes:
    """The PDF in ``raw`` written again with a ``change``."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(raw))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
