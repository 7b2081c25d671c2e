"""What stands in the room Start here: the next steps, the care that takes their place, or the one question."""

from PySide6.QtWidgets import QWidget

from evidence_desk.domain.answers import Under18
from evidence_desk.ui.appearance import Appearance
from evidence_desk.ui.panels.ages_question import AgesQuestion
from evidence_desk.ui.panels.care_panel import CarePanel
from evidence_desk.ui.panels.start_here_panel import StartHerePanel
from evidence_desk.ui.widgets.page_stack import PageStack


class StartPages(PageStack):
    """One page at a time; decides nothing."""

    def __init__(self, look: Appearance, start_here: StartHerePanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start_here = start_here
        self.care = CarePanel(look)
        self.question = AgesQuestion(look)
        self._pages: tuple[StartHerePanel | CarePanel | AgesQuestion, ...] = (start_here, self.care, self.question)
        self._is_cared = False
        for page in self._pages:
            self.add_page(page)
        self.show_start()

    @property
    def is_asking(self) -> bool:
        """Whether the question is shown."""
        return self.page is self.question

    def set_care(self, *, cared: bool) -> None:
        """Say which page stands there while nothing is asked."""
        self._is_cared = cared
        if not self.is_asking:
            self.show_start()

    def set_answer(self, answer: Under18) -> None:
        """Show what is answered, on either page."""
        self.care.set_answer(answer)
        self._start_here.ages.set_answer(answer)

    def show_start(self) -> None:
        """Show the next steps, or the care in their place."""
        self.turn_to(self.care if self._is_cared else self._start_here)

    def show_question(self, before: Under18) -> None:
        """Ask; an answer that was given before is chosen."""
        self.question.ask(before)
        self.turn_to(self.question)

    def take_focus(self) -> None:
        """Put the keyboard where the page begins."""
        for page in self._pages:
            if page is self.page:
                page.take_focus()
