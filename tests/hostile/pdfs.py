"""Hostile PDFs: scripts, bombs, loops and broken structures."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache, partial

from tests.hostile.fields import SCRIPTS
from tests.hostile.input import FILE, STORY, WEB, Input, many
from tests.hostile.web_pages import LAUGHS

SHOWN = f"BT /F1 12 Tf 14 TL 72 760 Td (Title) Tj T* T* ({STORY}) Tj ET"


def stream(content: bytes, entries: str = "") -> bytes:
    """Return a PDF's stream object."""
    return f"<< {entries} /Length {len(content)} >>\nstream\n".encode() + content + b"\nendstream"


def packed(content: bytes, times: int = 1) -> bytes:
    """Return a stream of Flate data, packed so many times over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    return stream(content, f"/Filter [{'/FlateDecode ' * times}]")


def pdf(
    contents: bytes = b"",
    *,
    page: str = "",
    catalog: str = "",
    trailer: str = "",
    pages: str = "",
    more: tuple[bytes, ...] = (),
) -> bytes:
    """Return a PDF of one page.

    Its objects 6 and on are ``more``, the rest is put into its dictionaries.
    """
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        (pages or "<< /Type /Pages /Kids [4 0 R] /Count 1 >>").encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
        f"/Contents 5 0 R {page or '/Resources << /Font << /F1 3 0 R >> >>'} >>".encode(),
        contents or stream(SHOWN.encode()),
        *more,
    ]
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>\n"
        f"startxref\n{start}\n%%EOF\n".encode()
    )
    return bytes(written)


def forms(depth: int, times: int) -> bytes:
    """Return a PDF whose page draws a form that draws a form …, each so many times."""
    more = []
    for level in range(depth):
        inner = 7 + level
        drawn = b"/X Do " * times if level + 1 < depth else SHOWN.encode()
        more.append(
            stream(
                drawn,
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
                f"/Resources << /Font << /F1 3 0 R >> /XObject << /X {inner} 0 R >> >>",
            )
        )
    return pdf(
        stream(b"/X Do " * times), page="/Resources << /XObject << /X 6 0 R >> >>", more=tuple(more)
    )


def cmap() -> bytes:
    """Return a PDF whose font maps a million characters, each to a long text."""
    table = (
        b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffffffff> <"
        + b"0041" * 200
        + b"> endbfrange"
    )
    font = (
        "/Resources << /Font << /F1 << "
        "/Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /ToUnicode 6 0 R >> >> >>"
    )
    return pdf(page=font, more=(packed(table),))


def bomb(times: int = 1) -> bytes:
    """Return a PDF whose page unpacks to a gigabyte, packed so many times over."""
    compress = zlib.compressobj(9)
    front = compress.compress(b" ") + compress.flush(zlib.Z_FULL_FLUSH)
    # a block that refers to nothing before it may be repeated
    content = (
        front + (compress.compress(b" " * 1_000_000) + compress.flush(zlib.Z_FULL_FLUSH)) * 1000
    )
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
    return pdf(stream(content, f"/Filter [{'/FlateDecode ' * times}]"))


OPEN = "/OpenAction << /S {} >>"
PDFS: dict[str, Callable[[], bytes]] = {
    "a gigabyte packed": bomb,
    "a gigabyte packed twice": partial(bomb, 2),
    "packed a hundred times": lambda: pdf(packed(SHOWN.encode(), 100)),
    "twenty megabytes of steps": lambda: pdf(packed(b"q Q " * 5_000_000)),
    "two megabytes of steps": lambda: pdf(packed(b"q Q " * 500_000)),
    "ninety thousand steps": lambda: pdf(packed(b"q Q " * 45_000)),
    "a megabyte of numbers": lambda: pdf(packed(b"1 " * 500_000)),
    "arrays 100,000 deep": lambda: pdf(packed(b"[" * 100_000)),
    "dictionaries 100,000 deep": lambda: pdf(packed(b"<<" * 100_000)),
    "brackets 100,000 deep": lambda: pdf(packed(b"(" * 100_000)),
    "an inline picture without end": lambda: pdf(packed(b"BI /W 1 ID " + b"EI" * 200_000)),
    "text of a megabyte": lambda: pdf(packed(b"BT /F1 12 Tf (" + b"a " * 450_000 + b") Tj ET")),
    "forms in forms": partial(forms, 8, 10),
    "a form that draws itself": lambda: pdf(
        stream(b"/X Do"),
        page="/Resources << /XObject << /X 6 0 R >> >>",
        more=(
            stream(
                b"/X Do",
                "/Type /XObject /Subtype /Form "
                "/BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>",
            ),
        ),
    ),
    "a font of four billion characters": cmap,
    "run lengths": lambda: pdf(stream(b"\x81 " * 500_000, "/Filter /RunLengthDecode")),
    "LZW": lambda: pdf(stream(b"\x80\x0b\x60\x50" * 100_000, "/Filter /LZWDecode")),
    "ASCII85": lambda: pdf(stream(b"z" * 2_000_000 + b"~>", "/Filter /ASCII85Decode")),
    "a predictor of a billion columns": lambda: pdf(
        stream(
            zlib.compress(b"x" * 1000),
            "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 999999999 >>",
        )
    ),
    "broken Flate": lambda: pdf(
        stream(zlib.compress(b"x " * 100_000)[:-20] + b"\0" * 200_000, "/Filter /FlateDecode")
    ),
    "a filter nobody knows": lambda: pdf(stream(b"x", "/Filter /Nothing")),
    "a length of ten digits": lambda: pdf().replace(b"/Length 1", b"/Length 9999999991"),
    "a length below zero": lambda: pdf().replace(b"/Length 1", b"/Length -1"),
    "a length that is itself": lambda: pdf().replace(b"/Length ", b"/Length 5 0 R %"),
    "a count of a billion": lambda: pdf(pages="<< /Type /Pages /Kids [4 0 R] /Count 999999999 >>"),
    "a count below zero": lambda: pdf(pages="<< /Type /Pages /Kids [4 0 R] /Count -1 >>"),
    "one page 100,000 times": lambda: pdf(
        pages=f"<< /Type /Pages /Kids [{'4 0 R ' * 100_000}] /Count 1 >>"
    ),
    "one page 199 times": lambda: pdf(
        packed(b"q Q " * 5_000), pages=f"<< /Type /Pages /Kids [{'4 0 R ' * 199}] /Count 199 >>"
    ),
    "one long page 199 times": lambda: pdf(
        packed(b"1 " * 40_000), pages=f"<< /Type /Pages /Kids [{'4 0 R ' * 199}] /Count 199 >>"
    ),
    "a tree of pages that is a ring": lambda: pdf(
        pages="<< /Type /Pages /Kids [2 0 R 4 0 R] /Count 2 >>"
    ),
    "a page that is its own parent": lambda: pdf(page="/Parent 4 0 R"),
    "a tree of pages 2,000 deep": lambda: pdf(
        pages="<< /Type /Pages /Kids [6 0 R] /Count 1 >>",
        more=tuple(
            f"<< /Type /Pages /Kids [{n + 1 if n < 2000 else 4} 0 R] /Count 1 >>".encode()
            for n in range(6, 2001)
        ),
    ),
    "references in a ring": lambda: pdf(
        more=(b"7 0 R", b"6 0 R"), catalog="/Names 6 0 R", page="/Resources 6 0 R"
    ),
    "an object stream in itself": lambda: pdf(
        more=(stream(b"6 0 << >>", "/Type /ObjStm /N 1 /First 4 /Extends 6 0 R"),),
        page="/Resources 6 0 R",
    ),
    "an object stream of a billion": lambda: pdf(
        more=(stream(b"", "/Type /ObjStm /N 999999999 /First 4"),), page="/Resources 6 0 R"
    ),
    "tables in a ring": lambda: pdf(trailer="/Prev 9 /XRefStm 9"),
    "a table far away": lambda: pdf().replace(b"startxref\n", b"startxref\n9999999999"),
    "a size of ten digits": lambda: pdf(trailer="/Size 9999999999"),
    "a script": lambda: pdf(catalog=OPEN.format(f"/JavaScript /JS (app.launchURL\\('{WEB}'\\))")),
    "a launch": lambda: pdf(
        catalog=OPEN.format("/Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/c calc) >>")
    ),
    "an address": lambda: pdf(catalog=OPEN.format(f"/URI /URI ({WEB})")),
    "a form sent": lambda: pdf(catalog=OPEN.format(f"/SubmitForm /F ({WEB})")),
    "another file": lambda: pdf(catalog=OPEN.format(f"/GoToR /F ({FILE})")),
    "a stream in another file": lambda: pdf(stream(b"", f"/F ({FILE}) /FFilter /FlateDecode")),
    "a file in it": lambda: pdf(
        catalog="/Names << /EmbeddedFiles << /Names [(../../x) 6 0 R] >> >>",
        more=(b"<< /Type /Filespec /F (../../x) /EF << /F 7 0 R >> >>", packed(b"x" * 10_000_000)),
    ),
    "XFA of the web": lambda: pdf(
        catalog="/AcroForm << /XFA 6 0 R >>",
        more=(stream(f'<!DOCTYPE x [<!ENTITY y SYSTEM "{WEB}">]><x>&y;</x>'.encode()),),
    ),
    "metadata of laughs": lambda: pdf(
        catalog="/Metadata 6 0 R",
        more=(
            stream(
                f'<!DOCTYPE x [<!ENTITY a0 "ha">{LAUGHS}]><x>&a11;</x>'.encode(),
                "/Type /Metadata /Subtype /XML",
            ),
        ),
    ),
    "a password": lambda: pdf(trailer="/Encrypt 6 0 R /ID [<00> <00>]", more=(PASSWORD,)),
    "a password nobody can check": lambda: pdf(trailer="/Encrypt << /Filter /Nobody >>"),
    "scripts as words": lambda: pdf(
        stream(SHOWN.replace("(Title)", f"({SCRIPTS['script']})".replace("()", "")).encode())
    ),
    "nothing after its name": lambda: b"%PDF-1.7",
    "spaces": many(" ", 20_000_000, "%PDF-1.7\n"),
    "numbers": many("1 0 obj ", 4_000_000, "%PDF-1.7\n"),
    "open dictionaries": many("<<", 4_000_000, "%PDF-1.7\n1 0 obj ", "startxref\n9\n%%EOF"),
    "no table": lambda: pdf().partition(b"xref")[0] * 2000,
    "a zip": lambda: b"%PDF-1.7\n" + archive(),
}
PASSWORD = b"<< /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <%b> /U <%b> >>" % (
    b"41" * 32,
    b"42" * 32,
)


@cache
def archive() -> bytes:
    """Return a zip, as a word processor's file is one, that unpacks to ten megabytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("../../word/document.xml", b" " * 10_000_000)
    return held.getvalue()


PDF_INPUTS = [Input("PDF", name, "x.pdf", make) for name, make in PDFS.items()]
