import io
import re
import subprocess
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering.pdf.writer import pdf_bytes, save_pdf
from tests.rendering.pages import a_document, elements, opened, roles, text_outside_marks

LONG = "La commune a voté une première tranche de travaux. " * 30
TABLE = doc.Table(
    (doc.Column("Numéro", 1, doc.ColumnKind.NUMBER), doc.Column("Engagement", 5), doc.Column("Page", 1)),
    tuple((str(number), f"Engagement {number}", doc.PageOf("fin")) for number in range(120)),
)


def text_of(content: bytes, tmp_path: Path) -> list[str]:
    path = tmp_path / "document.pdf"
    path.write_bytes(content)
    raw = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    return [" ".join(page.split()) for page in raw.removesuffix("\f").split("\f")]


def test_properties_say_what_the_document_is() -> None:
    with opened(doc.Paragraph("texte")) as pdf:
        assert pdf.docinfo["/Title"] == "Un titre & <b>des signes</b>"
        assert str(pdf.docinfo["/CreationDate"]) == "D:20290315000000Z"
        assert str(pdf.Root.Lang) == "fr"
        assert bool(pdf.Root.MarkInfo.Marked)
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Un titre & <b>des signes</b>"
            assert metadata["pdfuaid:part"] == "1"


def test_contents_give_the_page_of_each_heading(tmp_path: Path) -> None:
    headings = [f"Chapitre {number}" for number in range(1, 8)]
    blocks: list[doc.Block] = [doc.Contents("Sommaire")]
    for heading in headings:
        blocks += [doc.Heading(heading), *[doc.Paragraph(LONG)] * (1 + len(blocks) % 5)]
    pages = text_of(pdf_bytes(a_document(*blocks)), tmp_path)
    for heading in headings:
        listed = re.search(rf"{heading} (\d+)", pages[0])
        assert listed
        page = int(listed[1])
        assert f"{heading} La commune" in pages[page - 1]
        assert (
            pages[page - 1].endswith(f"{page} / {len(pages)}") or f"{page} / {len(pages)}" in pages[page - 1]
        )


def test_bookmarks_and_links_lead_to_pages_of_the_document() -> None:
    blocks = (doc.Contents("Sommaire"), doc.Heading("Un"), doc.Heading("Dedans", 2), doc.Heading("Deux"))
    with opened(*blocks) as pdf:
        pages = [page.objgen for page in pdf.pages]
        with pdf.open_outline() as outline:
            assert [(item.title, [inner.title for inner in item.children]) for item in outline.root] == [
                ("Sommaire", []),
                ("Un", ["Dedans"]),
                ("Deux", []),
            ]
        areas = [area for page in pdf.pages for area in page.get("/Annots", [])]
        assert len(areas) == 6
        assert {area.Dest[0].objgen for area in areas} <= set(pages)


def test_only_web_and_mail_addresses_become_links() -> None:
    links = (
        "https://example.org/a(b)",
        "mailto:a@example.org",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "#nowhere",
    )
    with opened(*(doc.Paragraph((doc.Span("ici", link=link),)) for link in links)) as pdf:
        areas = list(pdf.pages[0].get("/Annots", []))
        assert [str(area.A.URI) for area in areas] == ["https://example.org/a(b)", "mailto:a@example.org"]


def test_everything_painted_is_told_or_marked_as_decoration() -> None:
    counts = (doc.Count(Standing.DONE, 2), doc.Count(Standing.ABANDONED, 1))
    blocks = (
        doc.Heading("Un"),
        doc.Paragraph(LONG),
        doc.StandingBar(counts, "Titre"),
        doc.KeyFigures((doc.Figure("1 / 2", "tenus", "soit la moitié"),)),
        doc.Bullets(("un", "deux")),
        TABLE,
        doc.CheckList((doc.CheckGroup("Avant", (doc.CheckItem("Relire", done=True),)),)),
        doc.RuledLines("Notes", 3),
    )
    with opened(*blocks) as pdf:
        assert text_outside_marks(pdf) == 0
        told = roles(pdf)
        assert {"H1", "P", "Figure", "L", "LI", "LBody", "Table", "TR", "TH", "TD"} <= set(told)
        assert all(str(figure.Alt) for figure in elements(pdf, "Figure"))
        assert all(str(head.A.Scope) == "/Column" for head in elements(pdf, "TH"))


def test_headings_never_skip_a_level() -> None:
    with opened(doc.Heading("Un"), doc.Heading("Petit", 3), doc.Heading("Deux", 2, opens_page=False)) as pdf:
        levels = [int(role[1]) for role in roles(pdf) if role in {"H1", "H2", "H3"}]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_a_long_table_repeats_its_header_and_is_one_table(tmp_path: Path) -> None:
    pages = text_of(pdf_bytes(a_document(TABLE)), tmp_path)
    assert len(pages) > 2
    assert all("Numéro Engagement Page" in page for page in pages)
    with opened(TABLE) as pdf:
        assert roles(pdf).count("Table") == 1
        assert roles(pdf).count("TH") == 3
        assert roles(pdf).count("TR") == 121


def test_a_row_taller_than_a_page_goes_on_over_pages(tmp_path: Path) -> None:
    text = " ".join(f"mot{number}" for number in range(3_000))
    table = doc.Table((doc.Column("Un", 1), doc.Column("Deux", 1)), (("court", text),))
    read = " ".join(text_of(pdf_bytes(a_document(table)), tmp_path))
    assert [f"mot{number}" for number in range(3_000) if f"mot{number} " not in read + " "] == []


def test_a_heading_is_never_alone_at_the_foot_of_a_page(tmp_path: Path) -> None:
    for count in range(30, 60):
        blocks = [doc.Paragraph(f"ligne {number}") for number in range(count)]
        pages = text_of(
            pdf_bytes(a_document(*blocks, doc.Heading("Titre", 2), doc.Paragraph(LONG))), tmp_path
        )
        page = next(page for page in pages if "Titre" in page)
        assert "Titre La commune" in page


def test_commitments_are_kept_whole(tmp_path: Path) -> None:
    entries = [
        doc.Entry(
            f"{number:02d}",
            "",
            f"Titre {number}",
            Standing.DONE,
            (doc.Paragraph(LONG),),
            (),
            anchor=f"c{number}",
        )
        for number in range(7)
    ]
    pages = text_of(pdf_bytes(a_document(*entries)), tmp_path)
    for number in range(7):
        page = next(page for page in pages if f"Titre {number}" in page)
        assert "première tranche" in page.split(f"Titre {number}")[1]


def test_the_reading_order_follows_the_blocks() -> None:
    with opened(doc.Heading("Un"), doc.Paragraph("p"), doc.Bullets(("l",)), doc.Heading("Deux", 2)) as pdf:
        assert [role for role in roles(pdf) if role in {"H1", "H2", "P", "L"}] == ["H1", "P", "L", "H2"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=900), min_size=1, max_size=12))
def test_a_sheet_of_one_page_has_one_page(texts: list[str]) -> None:
    blocks = tuple(doc.Paragraph(text) for text in texts)
    one = doc.OnePage((*blocks, doc.RuledLines("Notes", 3)), "… (suite)")
    with pikepdf.open(io.BytesIO(pdf_bytes(a_document(one, one)))) as pdf:
        assert len(pdf.pages) == 2


def test_what_a_sheet_cuts_is_announced(tmp_path: Path) -> None:
    sheet = doc.OnePage(tuple(doc.Paragraph(LONG) for _number in range(12)), "… (suite dans le dossier)")
    pages = text_of(pdf_bytes(a_document(sheet)), tmp_path)
    assert len(pages) == 1
    assert pages[0].count("(suite dans le dossier)") == 12


def test_an_empty_document_is_a_document() -> None:
    with opened() as pdf:
        assert len(pdf.pages) == 1


@pytest.mark.parametrize("blocks", [(TABLE,), (doc.Paragraph(LONG),)])
def test_a_file_is_sound(blocks: tuple[doc.Block, ...], tmp_path: Path) -> None:
    path = tmp_path / "document.pdf"
    save_pdf(a_document(*blocks), path)
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
