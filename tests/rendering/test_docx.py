import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from altterr_desktop.domain.commitments import Standing
from altterr_desktop.rendering import document as doc
from altterr_desktop.rendering.docx import docx_bytes, save_docx
from altterr_desktop.rendering.files import NotSaved
from tests.rendering.pages import a_document

EVERY_BLOCK: tuple[doc.Block, ...] = (
    doc.Band("Compte rendu", "Le vélo", "mardi", "Groupe"),
    doc.Contents("Sommaire"),
    doc.Heading("Un", 1, "un"),
    *(doc.Paragraph(tone.value, tone) for tone in doc.Tone),
    doc.Paragraph("à droite", at_right=True),
    doc.Bullets(("premier point", "second point")),
    doc.Bullets(("compté un", "compté deux"), "1"),
    doc.Bullets(("recompté un",), "1"),
    doc.Panel(
        (doc.Paragraph("dans le panneau"), doc.Bullets(("liste du panneau",))), "Titre", doc.PanelTone.SAND
    ),
    doc.SideBySide(((doc.Paragraph("gauche"),), (doc.Paragraph("droite"), doc.Panel((), "vide")))),
    doc.KeyFigures((doc.Figure("17 / 40", "mesures tenues", "soit 42 %"),)),
    doc.StandingBar((doc.Count(Standing.DONE, 3),), "Toutes"),
    doc.Legend((Standing.DONE,)),
    doc.StandingGrid(
        (doc.GridRow("Énergie", (doc.GridDisc(Standing.DONE, "1", "t", "un"),), "1 / 1", "tenue"),)
    ),
    doc.StackedColumns("Évolution", (doc.StackedColumn("2027", (doc.Count(Standing.DONE, 2),)),)),
    doc.Timeline("Mandat", date(2026, 3, 1), date(2032, 3, 1), date(2029, 3, 1), "bilan"),
    doc.History((doc.HistoryPoint("S1", "2027", Standing.ANNOUNCED),)),
    doc.Definitions((("Échéance", "fin 2027"),)),
    doc.References((doc.Reference("1", "Délibération", "page 4"),)),
    doc.Table(
        (
            doc.Column("Quoi", 3, doc.ColumnKind.STRONG),
            doc.Column("Nombre", 1, doc.ColumnKind.NUMBER),
            doc.Column("P", 1),
        ),
        (("Piste", "12", doc.PageOf("un")), ("Bus", doc.StandingCell(Standing.DONE), "")),
        "Légende du tableau",
    ),
    doc.Entry(
        "7",
        "Mobilités",
        "La piste",
        Standing.SUSPENDED,
        (doc.Paragraph("au milieu"),),
        (doc.Paragraph("au bord"),),
    ),
    doc.RunningOrder((doc.Slot("Accueil", 5, "Zoé"),), "min"),
    doc.CheckList(
        (doc.CheckGroup("Avant", (doc.CheckItem("relire", done=True), doc.CheckItem("imprimer"))),)
    ),
    doc.RuledLines("Notes", 2),
    doc.RuledLines("Promesses", 2, (("Qui", 1), ("Quand", 1))),
    doc.Spacer(4),
    doc.PageBreak(),
    doc.Cover(
        "k", "Couverture", "s", doc.CoverDiscs("c", (), ()), None, "note", "gauche du pied", "droite du pied"
    ),
    doc.OnePage((doc.Paragraph("sur une page"),), "…"),
)


def word(*blocks: doc.Block) -> docx.document.Document:
    return docx.Document(io.BytesIO(docx_bytes(a_document(*blocks))))


def texts(made: docx.document.Document) -> list[str]:
    return [
        "".join(part.text or "" for part in one.iter(qn("w:t"))) for one in made.element.body.iter(qn("w:p"))
    ]


def test_every_block_is_told() -> None:
    told = "\n".join(texts(word(*EVERY_BLOCK)))
    for words in (
        "Le vélo", "Sommaire", "premier point", "compté deux", "dans le panneau", "liste du panneau", "gauche",
        "17 / 40", "Toutes", "Énergie", "2027", "Mandat", "fin 2027", "Délibération", "Légende du tableau",
        "Piste", "au bord", "Accueil", "☒ relire", "☐ imprimer", "Notes", "Qui", "Couverture", "sur une page",
    ):  # fmt: skip
        assert words in told, words


def test_styles_are_named_and_the_language_is_set() -> None:
    made = word(doc.Heading("Un", 2), doc.Paragraph("mené", doc.Tone.LEAD), doc.Bullets(("a",)))
    assert [one.style.name for one in made.paragraphs if one.style] == ["Heading 2", "Lead", "List Bullet"]
    language = made.styles.element.find(f".//{qn('w:lang')}")
    assert language is not None
    assert language.get(qn("w:val")) == "fr-FR"
    assert made.core_properties.title == "Un titre & <b>des signes</b>"


def test_lists_count_from_one_again() -> None:
    made = word(doc.Bullets(("a", "b"), "1"), doc.Bullets(("c",), "1"))
    numbers = [
        one._p.pPr.numPr.numId.val  # type: ignore[attr-defined]
        for one in made.paragraphs
        if one._p.pPr is not None and one._p.pPr.numPr is not None
    ]
    assert numbers[0] == numbers[1] != numbers[2]


def test_the_header_of_a_table_is_repeated_and_figures_stand_at_the_right() -> None:
    made = word(doc.Table((doc.Column("N", 1, doc.ColumnKind.NUMBER),), (("1",),)))
    (table,) = made.tables
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert table.cell(1, 0).paragraphs[0].alignment is not None


def test_links_lead_to_their_bookmark_and_outside() -> None:
    made = word(
        doc.Heading("Un", 1, "premier-chapitre"),
        doc.Paragraph(
            (doc.Span("ici", link="#premier-chapitre"), doc.Span("là", link="https://exemple.org"))
        ),
    )
    body = made.element.body
    names = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    links = list(body.iter(qn("w:hyperlink")))
    assert links[0].get(qn("w:anchor")) in names
    assert made.part.rels[links[1].get(qn("r:id"))].target_ref == "https://exemple.org"
    assert "ici" in "".join(texts(made))


def test_the_same_document_gives_the_same_bytes() -> None:
    source = a_document(*EVERY_BLOCK)
    assert docx_bytes(source) == docx_bytes(source)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_no_typed_text_breaks_the_file(text: str) -> None:
    made = word(doc.Paragraph(text), doc.Table((doc.Column(text, 1),), ((text,),)), doc.Panel((), text))
    assert zipfile.is_zipfile(io.BytesIO(docx_bytes(a_document(doc.Paragraph(text)))))
    assert len(made.tables) == 2


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotSaved):
        save_docx(a_document(doc.Paragraph("x")), tmp_path / "nulle-part" / "x.docx")
