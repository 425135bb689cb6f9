"""The models page: shows what the desk knows, and forwards what the user wants."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from mlprep_gui.domain.errors import Fault
from mlprep_gui.domain.preferences import EngineChoice, Preferences
from mlprep_gui.services.models import ModelDesk, ModelLine, ModelNews, ModelSheet
from mlprep_gui.services.ports.workers import Background
from mlprep_gui.services.preferences import PreferenceKeeper
from mlprep_gui.ui.icons import IconBook
from mlprep_gui.ui.pages.models.card import ModelCard
from mlprep_gui.ui.pages.models.contents import (
    BY_HAND,
    ELSEWHERE,
    Act,
    arrived,
    in_order,
    lines_of,
    question_before_deletion,
    question_before_download,
    recommend,
)
from mlprep_gui.ui.widgets.buttons import Button, ButtonKind
from mlprep_gui.ui.widgets.confirmation import ask
from mlprep_gui.ui.widgets.notice import NoticeBar
from mlprep_gui.ui.widgets.surfaces import Card, Page, ScrollColumn, row
from mlprep_gui.ui.widgets.words import Words


@dataclass(frozen=True, slots=True)
class ModelTools:
    """What the models page works with.

    Attributes:
        desk: used on ``storage``.
        keeper: holds the settings.
        storage: the worker.
    """

    desk: ModelDesk
    keeper: PreferenceKeeper
    storage: Background


class ModelsPage(Page):
    """A card a model. ``left`` when the user wants to go back."""

    left = Signal()

    def __init__(self, tools: ModelTools, icons: IconBook) -> None:
        super().__init__()
        self._tools = tools
        self._sheet: ModelSheet | None = None
        self._cards: dict[str, ModelCard] = {}
        self._back = Button("Settings", ButtonKind.QUIET, icons, "back", "Back to the settings")
        self._notice = NoticeBar(icons)
        self._advice = Words("Looking at this computer…")
        self._here_title = Words("On this computer", "heading")
        self._there_title = Words("To download", "heading")
        self._here, self._there = QVBoxLayout(), QVBoxLayout()
        self._path = Words("", "muted", selectable=True)
        self._open = Button("Open the folder", icons=icons, icon="folder")
        self._choose = Button("Choose another folder…", icons=icons, icon="folder")
        self._build()
        self._back.clicked.connect(self.left)
        self._open.clicked.connect(self._on_open_wanted)
        self._choose.clicked.connect(self._on_folder_wanted)
        tools.keeper.subscribe(self._on_preferences)

    def on_shown(self) -> None:
        """See ``Page.on_shown``."""
        self._look()
        self._back.setFocus()

    def take_news(self, news: ModelNews) -> None:
        """What happened to a model, shown or not."""
        if news.fault is not None:
            self._notice.show_fault(news.fault)
        elif news.has_arrived:
            self._notice.show_words(*arrived(news.name), tone="good")
        card = self._cards.get(news.name)
        if news.progress is None:
            self._look()
        elif card is not None:
            card.show_progress(news.progress)

    def use_folder(self, folder: str) -> None:
        """Use the model in a folder anywhere; Settings say whether it is one."""
        self._use(folder)

    # Building ----------------------------------------------------------------------------------

    def _build(self) -> None:
        scroll = ScrollColumn()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        scroll.body.addLayout(row(self._back, None))
        scroll.body.addWidget(Words("Whisper models", "title"))
        scroll.body.addWidget(self._notice)
        scroll.body.addWidget(self._advice)
        for title, cards in (
            (self._here_title, self._here),
            (self._there_title, self._there),
        ):
            cards.setSpacing(scroll.body.spacing())
            scroll.body.addWidget(title)
            scroll.body.addLayout(cards)
            title.hide()
        hand = Card()
        hand.setAccessibleName("Bring a model by hand")
        hand.body.addWidget(Words("Bring a model by hand", "heading"))
        by_hand = Words(BY_HAND, selectable=True)
        by_hand.let_height_follow()
        hand.body.addWidget(by_hand)
        hand.body.addWidget(self._path)
        hand.body.addLayout(row(self._open, None))
        hand.body.addWidget(Words(ELSEWHERE))
        hand.body.addLayout(row(self._choose, None))
        scroll.body.addWidget(hand)

    def _card(self, name: str) -> ModelCard:
        card = self._cards.get(name)
        if card is None:
            card = self._cards[name] = ModelCard()
            card.wanted.connect(partial(self._on_wanted, name))
        return card

    # Showing -----------------------------------------------------------------------------------

    def _look(self) -> None:
        self._tools.storage.run(self._tools.desk.sheet, self._show, self._on_failed)

    def _show(self, sheet: ModelSheet) -> None:
        self._sheet = sheet
        self._advice.setText(recommend(sheet))
        self._path.setText(str(sheet.folder))
        for line in sheet.lines:
            self._card(line.name).show_lines(lines_of(line, sheet, self._tools.keeper.current))
        for name in self._cards.keys() - {line.name for line in sheet.lines}:
            self._cards.pop(name).deleteLater()
        here, there = in_order(sheet)
        self._arrange(self._here, self._here_title, here)
        self._arrange(self._there, self._there_title, there)

    def _arrange(self, cards: QVBoxLayout, title: Words, names: tuple[str, ...]) -> None:
        title.setVisible(bool(names))
        for at, name in enumerate(names):
            item = cards.itemAt(at)
            if item is None or item.widget() is not self._cards[name]:
                cards.insertWidget(at, self._cards[name])

    def _on_preferences(self, _now: Preferences) -> None:
        if self._sheet is not None:
            self._show(self._sheet)

    def _on_failed(self, fault: Fault) -> None:
        self._notice.show_fault(fault)

    # What the user does ------------------------------------------------------------------------

    def _on_wanted(self, name: str, act: Act) -> None:
        line = self._line(name)
        if line is None:
            return
        desk = self._tools.desk
        match act:
            case Act.DOWNLOAD:
                self._ask_before_download(line)
            case Act.CANCEL:
                self._do(partial(desk.cancel, name))
            case Act.USE:
                self._use(name)
            case Act.MEASURE:
                self._do(partial(desk.measure, name))
            case Act.DELETE:
                choice = question_before_deletion(line)
                ask(self, choice, partial(self._do, partial(desk.delete, name)))

    def _ask_before_download(self, line: ModelLine) -> None:
        assert self._sheet is not None
        assert line.facts is not None
        choice = question_before_download(line.facts, self._sheet.folder, line.done_bytes)
        download = partial(self._tools.desk.download, line.name)
        ask(self, choice, partial(self._do, download), harms=False)

    def _line(self, name: str) -> ModelLine | None:
        lines = self._sheet.lines if self._sheet is not None else ()
        return next((line for line in lines if line.name == name), None)

    def _do(self, work: Callable[[], None]) -> None:
        self._tools.storage.run(work, lambda _none: None, self._on_failed)

    def _use(self, model: str) -> None:
        keeper = self._tools.keeper
        engine = keeper.current.engine
        wanted = EngineChoice.WHISPER if engine is EngineChoice.SPHINX else engine
        try:
            keeper.change(replace(keeper.current, model=model, engine=wanted))
        except Fault as fault:
            self._on_failed(fault)

    def _on_folder_wanted(self) -> None:
        dialog = QFileDialog(self, "Choose the folder of a Whisper model")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.use_folder)
        dialog.open()

    def _on_open_wanted(self) -> None:
        if self._sheet is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._sheet.folder)))
