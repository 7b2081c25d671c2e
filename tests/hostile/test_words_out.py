"""A case whose every word is hostile, handed over: read exactly by programs, and inert for people."""

import csv
import io
import json
import re
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from evidence_desk.domain.checklists import StepState
from evidence_desk.export import words as export_words
from evidence_desk.export.tables import LONGEST_CELL, neutral
from evidence_desk.guidance.content import load_content
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.workflows.write_down import write_down
from tests.export.conftest import GUIDANCE, Giver
from tests.fake_clock import FakeClock
from tests.hostile.registers import registered
from tests.hostile.words import FORMULAS, MARKUP, WORDS
from tests.real_tools import need_tools
from tests.sealing.folders import tiny_png
from tests.vault.made_up import Desk, record_about

LONGEST_RECORDED = 1000
TABLES = [f"data/{name}.csv" for name in ("index", "steps", "accounts", "payments", "reports", "contacts")]
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += [
    "--disable-features=NetworkTimeServiceQuerying",
    "--disable-component-update",
    "--disable-sync",
    "--disable-default-apps",
    "--no-default-browser-check",
]


@dataclass
class Listener:
    """A server of the test's own: what asks it for anything is written down."""

    port: int
    asked: list[str]


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(404)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    yield Listener(server.server_address[1], asked)
    server.shutdown()
    thread.join()
    server.server_close()


def words_for(port: int) -> list[str]:
    """Every word as far as a record could hold it, the test's own server in those that name one."""
    return [word.replace("{port}", str(port))[:LONGEST_RECORDED] for word in WORDS.values()]


def as_item(word: str) -> dict[str, Any]:
    """The word in every field that others fill, and as note and tag where it may be one."""
    noted = word if not re.search("[\0\ud800-\udfff]", word) else ""
    known = {"window_title": word, "application": word, "original_name": word, "url": word, "left_out_why": word}
    return known | {"warnings": (word,), "note": noted, "tags": tuple(filter(str.strip, [noted[:60]]))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory, listener) -> Path:
    """A case in which every word is an item's, handed over once."""
    desk = Desk(tmp_path_factory.mktemp("desk") / "vault", FakeClock())
    words = words_for(listener.port)
    with desk.open() as vault:
        case = vault.cases.new("</title><script>document.title='ran'</script>\n=1+1")
        for number, word in enumerate(words):
            data, known = tiny_png(colour=(number % 256, number // 256, 9)), as_item(word)
            note, tags = known.pop("note"), known.pop("tags")
            vault.keep(record_about(data, case.id, **known), data, note=note, tags=tags)
        checklists = load_content(GUIDANCE).lists
        steps = [step for checklist in checklists for step in checklist.steps]
        for step, word in zip(steps, MARKUP.values(), strict=False):
            vault.steps.set(case.id, step.id, StepState.DONE, note=word.replace("\0", ""))
        for what in registered(words):
            write_down(vault, case, what)
        giver = Giver(desk, vault.cases.by_id(case.id), [], checklists)
    return giver.gives(tmp_path_factory.mktemp("stick")).folder_path


class Allowed(HTMLParser):
    """Reads a page and remembers what it must not have."""

    TAGS: ClassVar = {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "strong", "article", "a",
        "img", "table", "tbody", "thead", "tr", "th", "td", "bdi", "code", "pre", "ul", "li",
    }  # fmt: skip
    ATTRIBUTES: ClassVar = {"lang", "charset", "http-equiv", "content", "name", "class", "id", "href", "src", "alt",
                  "loading", "width", "height", "scope"}  # fmt: skip

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self._texts: list[str] = []

    @property
    def text(self) -> str:
        """Everything a person sees."""
        return "".join(self._texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            leads = name in {"href", "src"} and not re.fullmatch(r"originals/[0-9A-Za-z_]+\.png", value or "")
            if name not in self.ATTRIBUTES or leads:
                self.wrong.append(f"{name}={value}")

    def handle_data(self, data: str) -> None:
        self._texts.append(data)

    def handle_comment(self, data: str) -> None:
        self.wrong.append(data)

    handle_pi = unknown_decl = handle_comment


def test_exactly_for_programs_and_inertly_for_people(folder, listener):
    """The folder matches its seal; JSON holds every word as it was; pages and tables show it without harm."""
    words = words_for(listener.port)
    assert verify_folder(folder).ok
    assert re.fullmatch(r"CASE-001-[0-9A-Z]{4}-[0-9]{4}-[0-9]{2}-[0-9]{2}", folder.name)
    assert all(re.fullmatch(r"[0-9A-Za-z._-]+", path.name) for path in folder.rglob("*"))
    lines = [json.loads(line) for line in (folder / "data/items.jsonl").read_text("ascii").splitlines()]
    assert [line["record"]["window_title"] for line in lines] == words
    assert [line["record"]["warnings"] for line in lines] == [[word] for word in words]
    (folder / "data/events.jsonl").read_text("ascii")

    page = Allowed()
    page.feed((folder / "data/index.html").read_text())
    assert page.wrong == []
    text = page.text
    for word in words:
        assert export_words.visible(word) in text, ascii(word[:60])
    for name in TABLES:
        rows = list(csv.reader(io.StringIO((folder / name).read_text("utf-8-sig"), newline="")))
        assert len({len(row) for row in rows}) == 1
        assert all(
            all(c.isprintable() or c.isspace() or c in "\u200c\u200d" for c in cell) for row in rows for cell in row
        )
        assert max(len(cell) for row in rows for cell in row) <= LONGEST_CELL + 100


def test_a_cell_longer_than_excel_takes_is_cut():
    cell = neutral("\u202e" * 20_000 + ";=1+1")

    assert len(cell) < 32_767
    assert cell.endswith(" in items.jsonl, registers.jsonl or events.jsonl)")


def dumped(page: Path, listener: Listener, tmp_path: Path, name: str) -> tuple[str, set[str]]:
    """The page as a real browser has it after its scripts had their time, and every address it wished to load."""
    need_tools("chromium")
    listener.asked.clear()
    log_path = tmp_path / f"{name}.json"
    somewhere = f"--host-resolver-rules=MAP * 127.0.0.1:{listener.port}"
    command = ["chromium", "--headless", *QUIET, somewhere, f"--user-data-dir={tmp_path / name}",
               f"--log-net-log={log_path}", "--net-log-capture-mode=Everything", "--virtual-time-budget=2000",
               "--dump-dom", page.as_uri()]  # fmt: skip
    done = subprocess.run(command, check=True, capture_output=True, timeout=100)
    asked = set(re.findall(r'"url":"(https?://127\.0\.0\.1[^"]*)"', log_path.read_text(errors="replace")))
    return done.stdout.decode(errors="replace"), asked


@pytest.mark.parametrize("name", ["data/index.html", "READ-ME-FIRST.html"])
def test_a_browser_runs_and_loads_nothing_of_it(name, folder, listener, tmp_path):
    page, asked = dumped(folder / name, listener, tmp_path, "profile")

    assert "</html>" in page
    assert "<title>ran</title>" not in page
    assert not re.search(r"<(script|svg|iframe|form|object|base|embed|input)\b", page)
    assert asked == set()
    assert listener.asked == []


def test_the_browser_would_run_and_load_it(listener, tmp_path):
    """The same words where nobody made them harmless: so that the test above can fail."""
    page = tmp_path / "raw.html"
    harmful = [word for word in words_for(listener.port) if "refresh" not in word and "<!--" not in word]
    page.write_text("<html><head><title>x</title></head><body>" + "\n".join(harmful), errors="replace")
    dom, asked = dumped(page, listener, tmp_path, "profile")

    assert "<title>ran</title>" in dom
    assert asked
    assert listener.asked


def spreadsheets(separator: str, tmp_path: Path, *tables: Path) -> list[str]:
    """The tables as LibreOffice has them when it is set to take texts for what they look like."""
    need_tools("soffice")
    options = f"CSV:{ord(separator)},34,76,1,,0,false,true,false,false,false,-1,true"
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path / 'office'}", f"--infilter={options}",
               "--convert-to", "fods", "--outdir", str(tmp_path / "made"), *map(str, tables)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    return [(tmp_path / "made" / f"{table.stem}.fods").read_text() for table in tables]


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_spreadsheet_computes_and_loads_nothing_of_it(separator, folder, listener, tmp_path):
    listener.asked.clear()
    for sheet in spreadsheets(separator, tmp_path, *(folder / name for name in TABLES)):
        assert "<table:table-row" in sheet
        assert "table:formula" not in sheet
        # As names of elements or attributes: an item's id may hold such letters too.
        assert not re.search(r"[<:]dde-|xlink:href|table:cell-range-source", sheet)
    assert listener.asked == []


def test_the_spreadsheet_would_compute_it(listener, tmp_path):
    """The same words as they are: so that the test above can fail."""
    rows = [[word.replace("{port}", str(listener.port))] for word in FORMULAS.values()]
    with (tmp_path / "raw.csv").open("w", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)

    assert "table:formula" in spreadsheets(",", tmp_path, tmp_path / "raw.csv")[0]
