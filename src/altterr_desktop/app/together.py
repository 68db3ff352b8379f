"""Wire the window to group work: exchange, news, disagreements, twins; it shows dialogs and draws nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from altterr_desktop.app.exchanging import Exchanging, FormsCalls, merged_changes
from altterr_desktop.i18n import _
from altterr_desktop.i18n.names import count_words
from altterr_desktop.ui.kit.memory import Memory
from altterr_desktop.ui.kit.messages import Messages
from altterr_desktop.ui.kit.operations import Operations
from altterr_desktop.ui.shell.banner import BannerWords

if TYPE_CHECKING:
    from altterr_desktop.app.members import Members
    from altterr_desktop.exchange.folder import Exchanged
    from altterr_desktop.journal.changes import Changes
    from altterr_desktop.journal.merge import Received
    from altterr_desktop.services.twins import TwinPair
    from altterr_desktop.ui.dialogs.exchange.conflicts import ConflictsForm
    from altterr_desktop.ui.dialogs.exchange.exchange_form import ExchangeForm
    from altterr_desktop.ui.dialogs.exchange.news import NewsForm
    from altterr_desktop.ui.kit.record_form import RecordForm
    from altterr_desktop.ui.shell.window import MainWindow


@dataclass(frozen=True)
class TogetherCalls:
    """Hold what group work asks of the program: its window, undo, an invitation, the key of who left."""

    window: Callable[[], MainWindow]
    undo: Callable[[], object]


class Together(QObject):
    """Own the dialogs of group work, and follow the shared folder of the open dossier."""

    def __init__(
        self,
        operations: Operations,
        messages: Messages,
        memory: Memory,
        calls: TogetherCalls,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._messages = messages
        self._calls = calls
        forms = FormsCalls(self._edited_forms, self._leave, self._announce)
        self.exchanging = Exchanging(operations, memory, forms, self)
        self.exchanging.exchanged.connect(self._on_exchanged)
        self.exchanging.refused.connect(self._on_refused)
        operations.changed.connect(self._on_changed)
        self.form: ExchangeForm | None = None
        self.news: NewsForm | None = None
        self.conflicts: ConflictsForm | None = None
        self.twins: Any = None
        self.members: Members | None = None
        self._taking: Callable[[], object] | None = None
        self._conflict_count = 0
        self._dossier: object = None

    def start(self) -> None:
        """Follow the dossier that was just opened, or shown again."""
        from altterr_desktop.services.news import start_news

        if self._dossier is not self._operations.dossier:
            self._close_dialogs()
        self._dossier = self._operations.dossier
        self._operations.ask(start_news, owner=self)
        self.refresh()
        self.exchanging.start()

    def stop(self) -> None:
        """Follow nothing: no dossier is open."""
        self._close_dialogs()
        self.exchanging.stop()
        self._show_count(0)

    def _close_dialogs(self) -> None:
        """Close what shows a former dossier."""
        for form in (self.form, self.news, self.conflicts, self.twins):
            if form is not None and _is_shown(form):
                form.widget.close()

    # Exchange

    def show(self) -> None:
        """Show the exchange beside the work."""
        from altterr_desktop.ui.dialogs.exchange.exchange_form import ExchangeCalls, show_exchange

        if _is_shown(self.form):
            assert self.form is not None  # noqa: S101 - for the type checker
            self.form.widget.raise_()
            self.form.widget.activateWindow()
            return
        calls = ExchangeCalls(
            self._choose_folder,
            self.exchanging.set_auto,
            self.exchange_now,
            self._look,
            self._write,
            self._ask_receive,
            self._take_previewed,
            self.show_news,
            self.show_conflicts,
            self._invite,
            self._show_leaving,
        )
        folder, auto = self.exchanging.folder(), self.exchanging.is_auto()
        self.form = show_exchange(self._calls.window(), calls, folder, auto=auto)
        self.form.show_conflicts(self._conflict_count)
        self._operations.ask(_count_newer, on_done=self.form.show_newer, owner=self.form.widget)
        if folder:
            self._operations.ask(
                _postes, Path(folder), on_done=self._on_postes, on_error=_ignore, owner=self.form.widget
            )

    def exchange_now(self) -> None:
        """Exchange through the shared folder, or ask which one it is."""
        if not self.exchanging.folder():
            self.show()
            return
        self._say(_("Exchanging…"))
        self.exchanging.now()

    def receive(self, path: str) -> None:
        """Show what a file of contributions would bring."""
        if self._operations.dossier is None:
            self._messages.warn(_("Open your dossier first, then receive the file."))
            return
        self.show()
        self._say(_("Reading {name}…").format(name=Path(path).name))
        self._operations.ask(
            _receive,
            Path(path),
            dry_run=True,
            on_done=partial(self._on_file_read, path),
            on_error=self._on_file_refused,
            owner=self,
        )

    def _take_previewed(self) -> None:
        if self._taking is not None:
            self._taking()

    def _invite(self) -> None:
        if self.members is not None:
            self.members.invite()

    def _show_leaving(self) -> None:
        if self.members is not None:
            self.members.leaving()

    def _leave(self) -> None:
        self._calls.window().sections.leave()

    def _choose_folder(self) -> str:
        from altterr_desktop.ui.shell import file_dialogs

        former = self.exchanging.folder()
        if chosen := file_dialogs.ask_folder(self._calls.window(), former):
            self.exchanging.set_folder(chosen)
            if chosen != former:
                self._look()
        return chosen or former

    def _look(self) -> None:
        from altterr_desktop.exchange.preview import preview

        folder = Path(self.exchanging.folder())
        self._say(_("Reading {name}…").format(name=folder.name))
        self._operations.ask(
            preview, folder, on_done=self._on_previewed, on_error=self._on_file_refused, owner=self
        )

    def _on_previewed(self, found: Any) -> None:
        from altterr_desktop.ui.dialogs.exchange.words import coming_of_folder

        self._taking = self.exchange_now
        if (form := self._shown_form()) is not None:
            form.show_preview("", coming_of_folder(found))

    def _on_file_read(self, path: str, received: Received) -> None:
        from altterr_desktop.ui.dialogs.exchange.words import coming_of_file

        self._taking = partial(self._take, path)
        if (form := self._shown_form()) is not None:
            form.show_preview(Path(path).name, coming_of_file(received))

    def _take(self, path: str) -> None:
        self._leave()
        self._operations.ask(
            _receive,
            Path(path),
            dry_run=False,
            on_done=self._on_received,
            on_error=self._on_file_refused,
            owner=self,
            busy_text=_("Taking the contributions in…"),
        )

    def _on_received(self, received: Received) -> None:
        from altterr_desktop.ui.dialogs.exchange.words import coming_of_file

        self._announce(merged_changes([received]))
        if (form := self._shown_form()) is not None:
            form.show_came(coming_of_file(received))

    def _on_file_refused(self, error: Exception) -> None:
        if (form := self._shown_form()) is not None:
            form.say(str(error))
        else:
            self._messages.warn(str(error))

    def _ask_receive(self) -> None:
        from altterr_desktop.ui.dialogs.exchange import files

        if path := files.ask_lot_to_read(self._calls.window()):
            self.receive(path)

    def _write(self, since: date | None) -> None:
        from altterr_desktop.ui.dialogs.exchange import files

        name = self._operations.dossier.path.stem
        if path := files.ask_lot_to_write(self._calls.window(), name):
            self._leave()
            moment = datetime.combine(since, time()).astimezone() if since is not None else None
            self._operations.ask(
                _send,
                Path(path),
                since=moment,
                on_done=self._on_written,
                on_error=self._on_file_refused,
                owner=self,
                busy_text=_("Writing the file…"),
            )

    def _on_written(self, sent: Any) -> None:
        if (form := self._shown_form()) is not None:
            form.show_written(sent.paths, sent.commits)

    # What an exchange did

    def _on_exchanged(self, done: Exchanged, asked: bool) -> None:  # noqa: FBT001 - a slot
        from altterr_desktop.ui.dialogs.exchange.words import came_words, coming_through, result_words

        form = self._shown_form()
        if form is not None:
            form.show_exchanged(done)
        elif asked:
            self._messages.toast(result_words(done))
        if done.problems and form is None:
            self._messages.warn(done.problems[0][1], _("See the exchange…"), self.show)
        if done.applied and form is None:
            words = BannerWords(came_words(coming_through(done)), _("See what changed"), self.show_news)
            self._calls.window().news_banner.show_words(words)
        self.refresh()

    def _on_refused(self, error: Exception, asked: bool) -> None:  # noqa: FBT001 - a slot
        if (form := self._shown_form()) is not None:
            form.say(str(error))
        elif asked:
            self._messages.warn(str(error), _("See the exchange…"), self.show)
        else:
            self._messages.status(str(error))

    def _announce(self, changes: Changes | None) -> None:
        """Tell every page what came in."""
        if changes:
            self._warn_overtaken({record_id for _kind, record_id in changes.records})
            self._operations.changed.emit(changes)
            self._look_for_twins(changes)

    def _on_postes(self, postes: Any) -> None:
        if (form := self._shown_form()) is not None:
            form.show_postes(postes)

    def _say(self, sentence: str) -> None:
        if (form := self._shown_form()) is not None:
            form.say(sentence)

    def _shown_form(self) -> ExchangeForm | None:
        return self.form if _is_shown(self.form) else None

    # News, disagreements, twins

    def show_news(self) -> None:
        """Show what others changed, record by record."""
        from altterr_desktop.ui.dialogs.exchange.news import NewsCalls, show_news

        window = self._calls.window()
        sections = window.sections

        def icon_of(kind: str) -> str:
            return sections.icon_of_kind(kind) if sections.key_of_kind(kind) else ""

        calls = NewsCalls(window.open_record, icon_of, self.show_conflicts, self._on_news_seen)
        self.news = show_news(window, self._operations, calls)
        self.news.show_conflicts(self._conflict_count)
        window.news_banner.show_words(None)

    def _on_news_seen(self) -> None:
        self._messages.status(_("Noted: what comes next will be new."))

    def show_conflicts(self, record_id: str = "") -> None:
        """Show what people disagree about: everything, or about one record."""
        from altterr_desktop.ui.dialogs.exchange.conflicts import ConflictCalls, show_conflicts

        if _is_shown(self.conflicts):
            assert self.conflicts is not None  # noqa: S101 - for the type checker
            self.conflicts.show_all_of(record_id)
            self.conflicts.widget.raise_()
            self.conflicts.widget.activateWindow()
            return
        window = self._calls.window()
        calls = ConflictCalls(window.open_record, self._calls.undo, self.show_twins)
        self.conflicts = show_conflicts(window, self._operations, calls, record_id)

    def show_marked_conflicts(self) -> None:
        """Show the disagreements about the record whose mark was pressed, all without one."""
        action = self._calls.window().actions_list.built("exchange.conflicts")
        record_id = action.data()
        action.setData(None)
        self.show_conflicts(record_id if isinstance(record_id, str) else "")

    def show_twins(self) -> None:
        """Show records that look like one thing typed twice."""
        from altterr_desktop.ui.dialogs.exchange.twins import TwinsCalls, show_twins

        window = self._calls.window()
        kinds = {"officials": "official", "commitments": "commitment"}
        kind = kinds.get(window.sections.current_key(), "")
        calls = TwinsCalls(window.open_record, self._calls.undo)
        self.twins = show_twins(window, self._operations, calls, kind)

    def _look_for_twins(self, changes: Changes | None) -> None:
        """After others' records came in, propose those that look like ours."""
        from altterr_desktop.services.twins import KINDS, find_twins

        kinds = sorted(changes.kinds.intersection(KINDS)) if changes else []
        if kinds and changes:
            came = {record_id for _kind, record_id in changes.records}
            self._operations.ask(find_twins, kinds=kinds, on_done=partial(self._on_twins, came), owner=self)

    def _on_twins(self, came: set[str], pairs: Sequence[TwinPair]) -> None:
        count = sum(pair.kept_id in came or pair.other_id in came for pair in pairs)
        if count:
            words = count_words(
                "{count} pair of entries that look alike", "{count} pairs of entries that look alike", count
            )
            self._messages.toast(words, self.show_twins, action=_("Compare…"))

    # The badge

    def refresh(self) -> None:
        """Count the disagreements again, and sign as the right volunteer."""
        from altterr_desktop.services.conflicts import count_conflicts
        from altterr_desktop.services.joining import follow_own_merge

        if self._operations.dossier is not None:
            self._operations.ask(follow_own_merge, owner=self)
            self._operations.ask(count_conflicts, on_done=self._show_count, owner=self)

    def _show_count(self, count: int) -> None:
        self._conflict_count = count
        self._calls.window().exchange_button.set_badge(count)
        if (form := self._shown_form()) is not None:
            form.show_conflicts(count)
        if _is_shown(self.news) and self.news is not None:
            self.news.show_conflicts(count)

    def _on_changed(self, _changes: object) -> None:
        self.refresh()

    # Forms

    def _forms(self) -> list[RecordForm]:
        # The window must be painted before the forms are imported.
        from altterr_desktop.ui.kit.record_form import RecordForm

        return self._calls.window().findChildren(RecordForm)

    def _edited_forms(self) -> bool:
        return any(form.has_edits for form in self._forms())

    def _warn_overtaken(self, changed: set[str]) -> None:
        """Say that a record being typed in was changed by somebody else meanwhile: what is typed will win."""
        for form in self._forms():
            if form.has_edits and form.record_id in changed:
                self._messages.warn(
                    _("Somebody else changed this record while you were typing: see its history.")
                )


def _is_shown(form: Any) -> bool:
    return form is not None and isValid(form.widget) and form.widget.isVisible()


def _ignore(_error: Exception) -> None:
    """Leave the list of laptops empty: the folder may not be there now."""


# On the worker's thread


def _postes(dossier: Any, folder: Path) -> Any:
    from altterr_desktop.exchange.folder import group_folder, read_postes
    from altterr_desktop.exchange.keys import seals_of

    return read_postes(dossier, group_folder(folder, seals_of(dossier)))


def _count_newer(dossier: Any) -> int:
    from altterr_desktop.journal.projection import count_newer

    return count_newer(dossier)


def _receive(dossier: Any, path: Path, *, dry_run: bool) -> Any:
    from altterr_desktop.exchange.receiving import receive_file

    return receive_file(dossier, path, dry_run=dry_run)


def _send(dossier: Any, path: Path, *, since: datetime | None) -> Any:
    from altterr_desktop.exchange.sending import send_file

    return send_file(dossier, path, since=since)
