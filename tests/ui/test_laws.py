"""Laws of the window's room that hold for every file in it, now and later."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

UI_PATH = Path("evidence_desk/ui")
FILES = sorted(path for path in UI_PATH.rglob("*.py"))
TRANSLATED = {"tr", "translate", "QT_TRANSLATE_NOOP"}
SHOWS_WORDS = {
    "setText", "setTitle", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText",
    "setWindowTitle", "add_entry", "PlainLabel", "ElidedLabel", "Button", "ChoiceButton", "Note", "Chip", "addAction",
}  # fmt: skip


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a file, by the last part of its name."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def is_words(node: ast.expr) -> bool:
    """Whether this is text for a person: several words, or one that begins with a capital."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and re.search("[A-Za-z]{2}", str(part.value)) for part in node.values)
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and bool(re.search("[A-Z]|[a-z] [a-z]", node.value))
    )


@pytest.mark.parametrize("path", FILES, ids=str)
def test_every_word_shown_can_be_translated(path: Path) -> None:
    bare = [
        f"{path}:{call.lineno}"
        for name, call in calls(path)
        if name in SHOWS_WORDS
        for argument in (*call.args, *(keyword.value for keyword in call.keywords))
        if is_words(argument)
    ]

    assert not bare


def texts_to_translate(path: Path) -> Iterator[ast.expr]:
    """What each call for a translation gives as its text; a painter's `translate` moves it and is passed over."""
    for name, call in calls(path):
        if name == "tr" and call.args:
            yield call.args[0]
        elif name in TRANSLATED and len(call.args) > 1 and isinstance(call.args[0], ast.Constant):
            yield call.args[1]


@pytest.mark.parametrize("path", FILES, ids=str)
def test_only_whole_sentences_are_translated(path: Path) -> None:
    """Never one put together; a name is a row of a table, whose text is marked where it stands."""
    odd = [text.lineno for text in texts_to_translate(path) if isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call)]

    assert not odd


def test_the_translation_tool_finds_every_sentence(tmp_path: Path) -> None:
    catalogue_path = tmp_path / "desk.ts"
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    subprocess.run([tool, *FILES, "-ts", catalogue_path], check=True, capture_output=True)
    messages = ET.parse(catalogue_path).iter("message")  # noqa: S314 — our own tool wrote it
    found = {source.text for message in messages if (source := message.find("source")) is not None}
    texts = [text for path in FILES for text in texts_to_translate(path)]
    written = {text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)}

    assert len(written) > 100
    assert written <= found


@pytest.mark.parametrize("path", FILES, ids=str)
def test_labels_are_plain_text(path: Path) -> None:
    """The three that subclass QLabel set the format themselves; nobody else makes one, or asks for markup."""
    own = {"plain_label.py", "chip.py"}
    text = path.read_text()

    assert path.name in own or not re.search(r"\bQLabel\(", text)
    assert not re.search(r"RichText|AutoText|MarkdownText|setHtml|toHtml|QTextBrowser|QMessageBox", text)


@pytest.mark.parametrize("path", FILES, ids=str)
def test_nothing_speaks_to_the_network(path: Path) -> None:
    assert not re.search(r"QtNetwork|urllib|http\.client|requests", path.read_text())


@pytest.mark.parametrize("path", FILES, ids=str)
def test_no_style_is_written_in_code(path: Path) -> None:
    lines = [line for line in path.read_text().splitlines() if "setStyleSheet(" in line]

    assert not lines or path.name == "appearance.py"
