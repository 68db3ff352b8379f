"""Ask before what cannot be taken back: freezing, and letting figures leave the dossier; they decide nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from altterr_desktop.domain.assessments import AssessmentState
from altterr_desktop.i18n import _
from altterr_desktop.i18n.dates import medium_date
from altterr_desktop.i18n.names import count_words, labelled
from altterr_desktop.i18n.numbers import number
from altterr_desktop.services.assessment_views import AssessmentView, Doubt, DoubtView
from altterr_desktop.ui.forms import Form

_SHOWN = 3


class FreezeForm(Form):
    """Bind the dialog that explains freezing."""

    FORM = "assessment_freeze_dialog"
    widget: QDialog
    question_label: QLabel
    doubts_title_label: QLabel
    doubts_label: QLabel
    freeze_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, view: AssessmentView) -> None:
        super().__init__(parent)
        day = medium_date(view.as_of) if view.as_of else _("today")
        self.question_label.setText(_("Freeze “{title}” as of {day}?").format(title=view.title, day=day))
        self.doubts_title_label.setVisible(bool(view.doubts))
        self.doubts_label.setText("\n".join(f"• {doubt_words(doubt)}" for doubt in view.doubts))
        self.doubts_label.setVisible(bool(view.doubts))
        self.freeze_button.clicked.connect(self.widget.accept)
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 66)


class ExportForm(Form):
    """Bind the dialog that shows what leaves the dossier."""

    FORM = "assessment_export_dialog"
    widget: QDialog
    what_label: QLabel
    leaves_label: QLabel
    stays_label: QLabel
    export_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, parent: QWidget | None, view: AssessmentView, fmt: str) -> None:
        super().__init__(parent)
        kind = _("PDF document") if fmt == "pdf" else _("Workbook")
        self.what_label.setText(labelled(kind, view.title))
        self.leaves_label.setText("\n".join(f"• {line}" for line in leaving_lines(view)))
        self.stays_label.setText("\n".join(f"• {line}" for line in staying_lines(view)))
        self.export_button.clicked.connect(self.widget.accept)
        self.cancel_button.clicked.connect(self.widget.reject)
        self.widget.setMinimumWidth(self.widget.fontMetrics().averageCharWidth() * 66)


def ask_freeze(parent: QWidget, view: AssessmentView) -> bool:
    """Ask whether to freeze an assessment. Tests replace it."""
    form = FreezeForm(parent, view)
    answer = form.widget.exec() == QDialog.DialogCode.Accepted
    form.widget.deleteLater()
    return answer


def ask_export(parent: QWidget, view: AssessmentView, fmt: str) -> bool:
    """Show what leaves the dossier and ask whether to go on. Tests replace it."""
    form = ExportForm(parent, view, fmt)
    answer = form.widget.exec() == QDialog.DialogCode.Accepted
    form.widget.deleteLater()
    return answer


def leaving_lines(view: AssessmentView) -> list[str]:
    """Say what an export of an assessment holds, with its numbers and its language."""
    figures = view.figures
    judged = figures.total - len(view.not_assessed)
    lines = [
        count_words(
            "{count} commitment with its exact words",
            "{count} commitments with their exact words",
            figures.total,
        ),
        count_words("{count} verdict with its history", "{count} verdicts with their history", judged),
        count_words(
            "{count} piece of evidence, with its source",
            "{count} pieces of evidence, with their source",
            figures.evidence,
        ),
    ]
    if figures.replies:
        lines.append(
            count_words("{count} reply of the authority", "{count} replies of the authority", figures.replies)
        )
    names = {"fr": _("Written in French"), "en": _("Written in English")}
    lines.append(names.get(view.language, view.language))
    if view.state is AssessmentState.PREPARING:
        lines.append(_("Not frozen: the figures may still move, and the document says so."))
    return lines


def staying_lines(view: AssessmentView) -> list[str]:
    """Say what an export of an assessment leaves out."""
    out = view.figures.left_out
    return [
        count_words("{count} commitment marked as internal", "{count} commitments marked as internal", out)
        if out
        else _("No commitment is marked as internal."),
        _("Verdicts and evidence marked as internal, and all internal notes"),
        _("Names of staff: services are named by their function"),
    ]


def doubt_words(view: DoubtView) -> str:
    """Say one doubt in a sentence, with the first commitments it is about."""
    titles = [title for _id, title in view.commitments[:_SHOWN]]
    if len(view.commitments) > _SHOWN:
        titles.append(_("and {count} more").format(count=number(len(view.commitments) - _SHOWN)))
    return f"{doubt_sentence(view)} {', '.join(titles)}".strip()


def doubt_sentence(view: DoubtView) -> str:
    """Say one doubt in a sentence."""
    count = len(view.commitments)
    sentences = {
        Doubt.NOTHING: _("There is no commitment to assess for this territory and mandate."),
        Doubt.NOT_ASSESSED: count_words(
            "{count} commitment has no verdict.", "{count} commitments have no verdict.", count
        ),
        Doubt.OLD_VERDICT: count_words(
            "{count} verdict is more than 12 months old.",
            "{count} verdicts are more than 12 months old.",
            count,
        ),
        Doubt.NO_EVIDENCE: count_words(
            "{count} verdict has no evidence that may be published.",
            "{count} verdicts have no evidence that may be published.",
            count,
        ),
        Doubt.DAY_TO_COME: _("The day of this assessment is still to come."),
    }
    return sentences[view.doubt]
