"""Every failure has one translated sentence, and what came from outside can't spoil it."""

import inspect
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from evidence_desk.domain import errors, refusals
from evidence_desk.domain.errors import DeskError, NotWritable, NoVault, VaultError
from evidence_desk.domain.refusals import FlatPicture, WindowGone
from evidence_desk.ui.messages import message
from evidence_desk.ui.remedies import Remedy, remedy, remedy_name

FAMILIES = {DeskError, VaultError, refusals.CaptureRefused}
ALL = [
    kind
    for module in (errors, refusals)
    for _name, kind in inspect.getmembers(module, inspect.isclass)
    if issubclass(kind, DeskError) and kind not in FAMILIES
]


def example(kind: type[DeskError], fact: str = "fact") -> DeskError:
    """A failure of that kind, its facts filled in."""
    return kind(*[fact for _name in get_type_hints(kind.__init__) if _name != "return"])


@pytest.mark.parametrize("kind", ALL)
def test_every_failure_says_one_thing_and_a_remedy(kind: type[DeskError]) -> None:
    words = message(example(kind))

    assert words.endswith(".")
    assert "{" not in words
    assert "\n" not in words


@given(st.text())
def test_facts_from_outside_stay_one_harmless_line(untrusted: str) -> None:
    words = message(NotWritable(untrusted))

    assert all(letter.isprintable() for letter in words)
    assert len(words) < 400


def test_facts_in_braces_are_not_filled_in_again() -> None:
    assert "{path}" in message(NoVault("{path}"))


class Backwards(QTranslator):
    """A language in which every sentence stands in brackets."""

    @override
    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"[{sourceText}]"

    @override
    def isEmpty(self) -> bool:
        return False


def test_sentences_are_translated_with_their_facts(qapp: QApplication) -> None:
    translator = Backwards()
    qapp.installTranslator(translator)
    words = message(NotWritable("/desk"))
    qapp.removeTranslator(translator)

    assert words.startswith("[/desk can't be written to.")


@pytest.mark.parametrize("kind", ALL)
def test_remedies_have_a_name_exactly_where_there_is_a_button(kind: type[DeskError]) -> None:
    helps = remedy(example(kind))

    assert bool(remedy_name(helps)) is (helps is not Remedy.NOTHING)


def test_remedies_of_the_kit() -> None:
    assert remedy(WindowGone("x")) is Remedy.CHOOSE_WINDOW
    assert remedy(FlatPicture("black")) is Remedy.WHOLE_SCREEN
