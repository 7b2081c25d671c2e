"""Every failure has one sentence with a remedy, and nothing from outside can do harm in it."""

from collections.abc import Iterator
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.errors import DeskError, VaultError
from evidence_desk.domain.import_refusals import FileRefused
from evidence_desk.domain.refusals import CaptureRefused, NoSuchWindow, WindowGone
from evidence_desk.domain.sentences import LONGEST_FACT, sentence, shown, template


def kinds(root: type[DeskError] = DeskError) -> Iterator[type[DeskError]]:
    for kind in root.__subclasses__():
        if kind not in {VaultError, CaptureRefused, FileRefused}:
            yield kind
        yield from kinds(kind)


def example(kind: type[DeskError]) -> DeskError:
    return kind(**{part.name: 3 if part.type is int else f"the {part.name}" for part in fields(kind)})


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.type)
def test_each_failure_has_a_sentence_and_a_remedy(kind: type[DeskError]):
    words = sentence(example(kind))

    assert words.endswith(".")
    assert words.count(".") + words.count("?") >= 2 or ", so " in words or "“" in words
    assert "{" not in words


@pytest.mark.parametrize("kind", list(kinds()), ids=lambda kind: kind.type)
def test_each_sentence_is_made_of_the_facts_its_error_carries(kind: type[DeskError]):
    error = example(kind)

    assert template(error).format_map(error.facts)


def test_no_two_failures_have_the_same_type():
    names = [kind.type for kind in kinds()]

    assert len(names) == len(set(names))


def test_facts_are_read_by_name():
    assert WindowGone("0x1").facts == {"window": "0x1"}
    assert WindowGone("0x1").type == "window_gone"


@given(st.text(max_size=400))
def test_what_is_shown_is_one_printable_line(text: str):
    line = shown(text)

    assert line.isprintable()
    assert len(line) <= LONGEST_FACT


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\x1b", "\0", "\n", "\u200f"])
def test_characters_that_turn_or_hide_text_become_codes(character: str):
    assert sentence(NoSuchWindow(f"a{character}b")).startswith(f"“a\\u{ord(character):04x}b”")
