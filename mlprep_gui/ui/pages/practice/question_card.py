"""The question as an interviewer would say it, and the ways to answer it."""

from PySide6.QtCore import Signal

from mlprep_gui.domain.questions import Question
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.practice.microphones import MicrophoneOffer
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.microphone_choice import MicrophoneChoice
from mlprep_gui.ui.widgets.surfaces import Card, row
from mlprep_gui.ui.widgets.words import Words


class QuestionCard(Card):
    """Topic and prompt; nothing that would give the answer away."""

    def __init__(self) -> None:
        super().__init__()
        self._topic = Words(role="eyebrow")
        self._prompt = Words(role="prompt", selectable=True)
        self.body.addWidget(self._topic)
        self.body.addWidget(self._prompt)

    def show_question(self, question: Question) -> None:
        """Show another one."""
        self._topic.setText(question.topic)
        self._prompt.setText(question.prompt)
        self.setAccessibleName(f"Question: {question.prompt}")


class WaysToAnswer(Card):
    """Three ways: by voice, with a recording that is there already, or typed.

    Attributes:
        microphone: the list of microphones.

    Signals:
        record_wanted, open_wanted, type_wanted: the button that was pressed.
    """

    record_wanted = Signal()
    open_wanted = Signal()
    type_wanted = Signal()

    def __init__(self, icons: IconBook) -> None:
        super().__init__()
        self._plan = Words()
        self._record = Button("Record answer", ButtonKind.PRIMARY, icons, "record")
        self._open = Button("Open a recording…", icons=icons, icon="open")
        self._open.setToolTip("You can also drop a sound file on this page.")
        self._type = Button("Type the answer", icons=icons, icon="type")
        self.microphone = MicrophoneChoice(icons, "Microphone", test=True)
        self.body.addWidget(self._plan)
        self.body.addLayout(row(self._record, None))
        self.body.addWidget(self.microphone)
        self.body.addLayout(row(self._open, self._type, None))
        self._record.clicked.connect(self.record_wanted)
        self._open.clicked.connect(self.open_wanted)
        self._type.clicked.connect(self.type_wanted)

    def show_plan(self, plan: str) -> None:
        """What will happen when the recording is begun."""
        self._plan.setText(plan)

    def show_microphones(self, offer: MicrophoneOffer) -> None:
        """Which of them can be chosen; none, before anybody has looked."""
        self.microphone.setVisible(bool(offer.lines))
        self.microphone.show_lines(offer.lines, offer.chosen)

    def show_again(self, again: bool) -> None:
        """Whether this question has just been answered."""
        text = "Try again" if again else "Record answer"
        self._record.setText(text)
        self._record.setAccessibleName(text)

    def allow(self, *, recording: bool, anything: bool) -> None:
        """Which ways are open now: recording needs a microphone."""
        self._record.setEnabled(anything and recording)
        self._open.setEnabled(anything)
        self._type.setEnabled(anything)

    def focus_next_action(self) -> None:
        """Put the focus where Space begins the answer, or on the next best way."""
        if self.isVisible():
            (self._record if self._record.isEnabled() else self._open).setFocus()
