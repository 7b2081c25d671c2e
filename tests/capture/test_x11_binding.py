"""The declarations that were read ahead are those of the xcffib the program is locked to."""

import subprocess
import sys

from evidence_desk.capture.x11 import binding
from script.xcb_declarations import MADE, made

LOADED = """
import sys
from evidence_desk.capture.x11.backend import X11Backend
print("cffi" in sys.modules)
"""


def test_the_declarations_are_what_the_script_makes_of_the_installed_xcffib():
    assert binding.are_current()
    assert MADE.read_text(encoding="utf-8") == made()


def test_another_xcffib_is_read_by_itself(monkeypatch):
    monkeypatch.setattr(binding.xcb_declarations, "DECLARED_IN", "0" * 64)

    assert not binding.are_current()


def test_nothing_is_parsed_for_it():
    said = subprocess.run([sys.executable, "-c", LOADED], check=True, capture_output=True, text=True).stdout

    assert said == "False\n"
