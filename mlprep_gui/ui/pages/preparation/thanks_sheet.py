"""The thank-you note: a draft, which the user changes, copies, or opens in the mail program."""

from PySide6.QtGui import QGuiApplication

from mlprep_gui.domain.interviews.links import mail_link
from mlprep_gui.domain.interviews.workbooks import ThankYouNote
from mlprep_gui.ui.pages.preparation.contents import SHEETS, THANKS
from mlprep_gui.ui.pages.preparation.sheet import Sheet, SheetTools
from mlprep_gui.ui.pages.preparation.state import PreparationState
from mlprep_gui.ui.widgets.announcement import announce
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.choice_box import ChoiceBox
from mlprep_gui.ui.widgets.confirmation import Choice, ask
from mlprep_gui.ui.widgets.flexible_row import FlexibleRow
from mlprep_gui.ui.widgets.kept_field import KeptField
from mlprep_gui.ui.widgets.links import open_link
from mlprep_gui.ui.widgets.words import Words

_LINES = 10


class ThanksSheet(Sheet):
    """Everything in it is kept as it is typed."""

    def __init__(self, tools: SheetTools) -> None:
        super().__init__(
            tools,
            SHEETS[THANKS],
            "A short note within a day, if you want to send one. "
            "Name one thing of the talk that stayed with you.",
        )
        theme = tools.icons.theme
        self._names: tuple[str, ...] = ()
        self._people = ChoiceBox("Choose an interviewer")
        self._to = KeptField("&Interviewer", theme)
        self._topic = KeptField("What you &talked about", theme, hint="One topic, as “your data”")
        self._draft = Button("&Make a draft")
        self._mail = KeptField("Mail &address (may stay empty)", theme)
        self._subject = KeptField("&Subject", theme)
        self._body = KeptField("&Note", theme, _LINES)
        self._copy = Button("C&opy the note", ButtonKind.PRIMARY)
        self._send = Button("Open in &mail")
        self._told = Words(role="muted")
        self._build()
        self._connect()

    def show_state(self, state: PreparationState) -> None:
        """See ``Sheet``."""
        if state.book is None:
            return
        people = state.interview.details.interviewers if state.interview else ()
        names = tuple(one.name for one in people if one.name.strip())
        self._people.setVisible(bool(names))
        if names != self._names:
            self._names = names
            lines = [("", "Choose an interviewer"), *((name, name) for name in names)]
            self._people.offer(lines, "")
        note = state.book.thank_you
        for field, text in zip(self._fields, _texts(note), strict=True):
            field.show_text(text)
        self._allow()

    @property
    def _fields(self) -> tuple[KeptField, ...]:
        return (self._to, self._mail, self._topic, self._subject, self._body)

    @property
    def _note(self) -> ThankYouNote:
        return ThankYouNote(*(field.text for field in self._fields))

    def _build(self) -> None:
        for part in (self._people, self._to, self._topic, FlexibleRow(self._draft)):
            self.body.addWidget(part)
        for part in (self._mail, self._subject, self._body):
            self.body.addWidget(part)
        self.body.addWidget(FlexibleRow(self._copy, self._send))
        self.body.addWidget(self._told)
        self._told.hide()

    def _connect(self) -> None:
        for field in self._fields:
            field.kept.connect(self._on_kept)
        self._body.entry.textChanged.connect(self._allow)
        self._people.picked.connect(self._on_person_picked)
        self._draft.clicked.connect(self._on_draft_clicked)
        self._copy.clicked.connect(self._on_copy_clicked)
        self._send.clicked.connect(self._on_send_clicked)

    def _allow(self) -> None:
        is_written = bool(self._body.text.strip())
        self._copy.setEnabled(is_written)
        self._send.setEnabled(is_written)

    def _on_kept(self, _text: str, stretch: str) -> None:
        self._told.hide()
        self._do.save_thanks(self._note, stretch)

    def _on_person_picked(self, name: object) -> None:
        if name:
            self._to.show_text(str(name))
            self._do.save_thanks(self._note, "")

    def _on_draft_clicked(self) -> None:
        self.flush()
        if not self._body.text.strip():
            self._make_draft()
            return
        choice = Choice(
            "Put a new draft in the place of the note?",
            "What you wrote is replaced. Undo brings it back.",
            "New draft",
            "Keep my note",
        )
        ask(self, choice, self._make_draft)

    def _make_draft(self) -> None:
        self._do.draft_thanks(self._to.text, self._topic.text)

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._body.text)
        self._told.setText("The note is copied. Paste it where you want to send it.")
        self._told.show()
        announce(self._told, self._told.text())

    def _on_send_clicked(self) -> None:
        self.flush()
        note = self._note
        link = mail_link(note.mail, note.subject, note.body)
        choice = Choice(
            "Open your mail program?",
            "It gets the address, the subject and the note. You send it yourself.",
            "Open",
            "Do not open",
        )
        ask(self, choice, lambda: open_link(link), harms=False)


def _texts(note: ThankYouNote) -> tuple[str, ...]:
    return (note.to, note.mail, note.topic, note.subject, note.body)
