"""Build the forms of forms/*.ui and bind their widgets to typed names; it connects nothing by itself."""

from __future__ import annotations

import importlib
import inspect
import re
from typing import Any, ClassVar, get_type_hints

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QObject, QTranslator
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QWidget

from altterr_desktop.i18n import _
from altterr_desktop.settings import paths
from altterr_desktop.ui.kit.icons import refresh_icons

# The kit's widgets that a form may promote to; imported only by forms that name them.
KIT_WIDGETS = {
    "ChoiceCombo": "altterr_desktop.ui.kit.choice_combo",
    "DateField": "altterr_desktop.ui.kit.date_field",
    "ElidedLabel": "altterr_desktop.ui.kit.plain",
    "EnumCombo": "altterr_desktop.ui.kit.enum_combo",
    "NumberField": "altterr_desktop.ui.kit.number_field",
    "PlainLabel": "altterr_desktop.ui.kit.plain",
    "RecordPicker": "altterr_desktop.ui.kit.pickers",
    "StandingChip": "altterr_desktop.ui.kit.standings",
}
_PROMOTED = re.compile(r"<customwidget>\s*<class>(\w+)</class>")
_CLASS = re.compile(r"<class>(\w+)</class>")


class FormError(TypeError):
    """Say which form lacks which widget, or has it with another class: a bug, found by the tests of forms."""


class Form:
    """Build one form: a subclass names it in FORM and annotates the widgets it uses.

        class CommitmentDetail(Form):
            FORM = "commitment_detail"
            title_edit: QLineEdit

    `widget` is the form's root; annotate it too when it is more than a QWidget (a dialog). The owner keeps
    the Form as long as the widget. Raises FormError when a widget is missing or of another class.
    """

    FORM: ClassVar[str] = ""
    widget: QWidget

    def __init__(self, parent: QWidget | None = None) -> None:
        self.widget = load_form(self.FORM, parent)
        _bind(self)

    def keep_with_widget(self) -> None:
        """Live as long as the widget, for a dialog that nobody owns."""
        self.widget.destroyed.connect(self._on_gone)
        _Builder.kept.add(self)

    def _on_gone(self) -> None:
        _Builder.kept.discard(self)


class _Words(QTranslator):
    """Look the words of forms up in the program's own catalogue; words of anything else are left to others."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.contexts: set[str] = set()

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> Any:
        # None is «no translation here»: an empty text would be taken as one.
        return _(sourceText) if context in self.contexts and sourceText else None


class _Builder:
    """Keep the loader and the translator of the process: both are costly to make again for each form."""

    loader: QUiLoader | None = None
    words: _Words | None = None
    registered: ClassVar[set[str]] = set()
    kept: ClassVar[set[Form]] = set()


def load_form(name: str, parent: QWidget | None = None) -> QWidget:
    """Build the widgets of forms/<name>.ui. Raises FileNotFoundError, FormError for a file Qt cannot build."""
    text = (paths.forms_folder() / f"{name}.ui").read_text("utf-8")
    loader = _loader(text)
    buffer = QBuffer()
    buffer.setData(QByteArray(text.encode()))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    built = loader.load(buffer, parent)
    if not isinstance(built, QWidget):
        raise FormError(f"{name}.ui: {loader.errorString()}")
    refresh_icons([built, *built.findChildren(QWidget)])
    return built


def annotated_widgets(form: type[Form]) -> dict[str, type[QObject]]:
    """Give the names a form class expects, with the class of each."""
    hints = get_type_hints(form, include_extras=True)
    return {name: kind for name, kind in hints.items() if inspect.isclass(kind) and issubclass(kind, QObject)}


def _loader(text: str) -> QUiLoader:
    application = QCoreApplication.instance()
    if application is None:
        raise FormError("a form needs a QApplication")
    if _Builder.loader is None or _Builder.words is None:
        _Builder.loader = QUiLoader()
        _Builder.loader.setTranslationEnabled(True)
        _Builder.words = _Words(application)
        QCoreApplication.installTranslator(_Builder.words)
    if found := _CLASS.search(text):
        _Builder.words.contexts.add(found[1])
    for name in _PROMOTED.findall(text):
        if name not in _Builder.registered:
            module = KIT_WIDGETS.get(name)
            if module is None:
                raise FormError(f"{name} is no widget of the kit that a form may use")
            _Builder.loader.registerCustomWidget(getattr(importlib.import_module(module), name))
            _Builder.registered.add(name)
    return _Builder.loader


def _bind(form: Form) -> None:
    for name, kind in annotated_widgets(type(form)).items():
        found = form.widget if name == "widget" else form.widget.findChild(QObject, name)
        if not isinstance(found, kind):
            what = "is missing" if found is None else f"is a {type(found).__name__}"
            raise FormError(f"{form.FORM}.ui: {name} {what}, {kind.__name__} expected")
        setattr(form, name, found)
