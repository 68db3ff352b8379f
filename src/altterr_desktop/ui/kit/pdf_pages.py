"""Show the pages of a PDF one under the other, drawn as they are scrolled to; it writes no document."""

from __future__ import annotations

import threading
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from altterr_desktop.i18n import _
from altterr_desktop.i18n.numbers import fraction_words
from altterr_desktop.ui.kit.context import TabContext
from altterr_desktop.ui.kit.exporting import run_aside
from altterr_desktop.ui.kit.plain import PlainLabel
from altterr_desktop.ui.kit.theme import colour

# PDFium keeps one state for the whole process.
_PDFIUM = threading.Lock()
_WIDEST = 900
_KEPT = 12


class _PageView(QWidget):
    """Hold the place of one page, white until it is drawn."""

    def __init__(self, shape: tuple[float, float], words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._shape = shape
        self.picture: QPixmap | None = None
        self.is_asked = False
        self.setAccessibleName(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setMaximumWidth(_WIDEST)

    def fit(self, width: int) -> None:
        """Take a width, and the height that goes with it."""
        wide = min(width, _WIDEST)
        self.setFixedHeight(round(wide * self._shape[1] / self._shape[0]))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, paper white in every theme."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.picture is None:
            painter.fillRect(self.rect(), Qt.GlobalColor.white)
        else:
            painter.drawPixmap(self.rect(), self.picture)
        painter.setPen(colour("line"))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class PdfPages(QScrollArea):
    """Scroll through a PDF held in memory; only pages near what is seen are kept as pictures."""

    def __init__(self, context: TabContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._content = b""
        self._number = 0
        self._views: list[_PageView] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Pages of the document"))
        self.verticalScrollBar().valueChanged.connect(lambda *_value: self._draw_seen())
        self.show_words(_("The pages are shown here."))

    @property
    def page_count(self) -> int:
        """Give how many pages are shown."""
        return len(self._views)

    def drawn_pages(self) -> list[int]:
        """List the pages that are pictures at this moment, from 0."""
        return [place for place, view in enumerate(self._views) if view.picture is not None]

    def show_words(self, words: str) -> None:
        """Show a sentence in the place of pages."""
        self._number += 1
        self._views = []
        label = PlainLabel(self, words, "muted")
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setWordWrap(True)
        self.setWidget(label)

    def show_pages(self, content: bytes) -> None:
        """Show a PDF by its bytes."""
        self._content = content
        self._number += 1
        number = self._number
        run_aside(self._context, partial(_shapes, content), partial(self._on_shapes, number), owner=self)

    def _on_shapes(self, number: int, shapes: list[tuple[float, float]]) -> None:
        if number != self._number:
            return
        place = self.verticalScrollBar().value()
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        gap = self.fontMetrics().height() // 2
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(gap)
        column.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._views = []
        for page, shape in enumerate(shapes):
            words = _("Page {figures}").format(figures=fraction_words(page + 1, len(shapes)))
            view = _PageView(shape, words, inside)
            self._views.append(view)
            column.addWidget(view)
        self.setWidget(inside)
        self._fit()
        inside.adjustSize()
        self.verticalScrollBar().setValue(place)
        self._draw_seen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages to the width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Draw what is seen again in another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def sizeHint(self) -> QSize:
        """Ask for a page's usual width."""
        unit = self.fontMetrics().height()
        return QSize(unit * 30, unit * 30)

    def _page_width(self) -> int:
        return max(100, min(_WIDEST, self.viewport().width() - self.fontMetrics().height()))

    def _fit(self) -> None:
        for view in self._views:
            view.fit(self._page_width())
            view.setMinimumWidth(min(self._page_width(), _WIDEST))
        self._draw_seen()

    def _draw_seen(self) -> None:
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [
            place
            for place, view in enumerate(self._views)
            if view.y() < bottom + self.viewport().height()
            and view.y() + view.height() > top - self.viewport().height()
        ]
        for place in seen:
            view = self._views[place]
            if view.picture is None and not view.is_asked:
                view.is_asked = True
                wide = round(self._page_width() * self.devicePixelRatioF())
                work = partial(_picture, self._content, place, wide)
                run_aside(self._context, work, partial(self._on_picture, self._number, place), owner=self)
        self._forget_far(seen)

    def _forget_far(self, seen: list[int]) -> None:
        drawn = self.drawn_pages()
        if len(drawn) <= _KEPT or not seen:
            return
        for place in drawn:
            if not seen[0] - _KEPT // 2 <= place <= seen[-1] + _KEPT // 2:
                self._views[place].picture = None
                self._views[place].is_asked = False

    def _on_picture(self, number: int, place: int, image: QImage) -> None:
        if number == self._number and place < len(self._views):
            self._views[place].picture = QPixmap.fromImage(image)
            self._views[place].update()


def _shapes(content: bytes) -> list[tuple[float, float]]:
    import pypdfium2  # type: ignore[import-untyped]

    with _PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            return [document.get_page_size(place) for place in range(len(document))]
        finally:
            document.close()


def _picture(content: bytes, place: int, width: int) -> QImage:
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            page = document[place]
            drawn = page.render(scale=width / page.get_width(), rev_byteorder=True, prefer_bgrx=True)
            image = QImage(
                bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGBX8888
            ).copy()
            drawn.close()
            page.close()
            return image
        finally:
            document.close()
