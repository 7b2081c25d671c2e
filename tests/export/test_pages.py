"""Pages in which words from outside can be nothing but words."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence_desk.domain.cases import CaseId
from evidence_desk.domain.evidence import Item
from evidence_desk.export.contents import Exhibit
from evidence_desk.export.index_page import index_page
from evidence_desk.export.markup import fact, node, page_start, untrusted, written
from evidence_desk.export.words import covered_words, visible
from tests.domain.records import RECORDS
from tests.export.test_tables import replaced
from tests.sealing.folders import tiny_png
from tests.vault.made_up import record_about

ALLOWED = {
    "html": {"lang"}, "head": set(), "meta": {"charset", "http-equiv", "content", "name"}, "title": set(),
    "style": set(), "body": set(), "header": set(), "section": set(), "article": {"id"}, "h1": set(), "h2": set(),
    "h3": set(), "p": {"class"}, "strong": set(), "code": set(), "pre": set(), "bdi": set(), "a": {"href"},
    "img": {"src", "alt", "loading", "width", "height"}, "table": set(), "thead": set(), "tbody": set(), "tr": set(),
    "th": {"scope"}, "td": {"class"},
}  # fmt: skip
VOID = {"meta", "img"}
HOSTILE = [
    "<img src=x onerror=alert(1)>",
    "</title></style></pre><script>alert(1)</script>",
    "../../etc/passwd",
    "=cmd()|' /C calc'!A0",
    '" onmouseover="alert(1)',
    "javascript:alert(1)",
    "https://offender.example/",
    "\u202egnp.exe\u2066\u2069",
    "&lt;b&gt;&#0;\0\x1b[2J",
    "x" * 10_000,
    "]]><!--",
    "{signed_by}{0}%s",
    "\U000e0041\ufffe\ud800".encode("utf-8", "replace").decode(),
]


class Page(HTMLParser):
    """Reads a page as a browser would, and fails at anything that we never write."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.links: list[str] = []
        self.policies: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert {name for name, _ in attrs} <= ALLOWED[tag], (tag, attrs)
        if tag not in VOID:
            self.open.append(tag)
        values = dict(attrs)
        self.links += [value or "" for name, value in attrs if name in {"href", "src"}]
        if values.get("http-equiv") == "Content-Security-Policy":
            self.policies.append(values["content"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def check(text: str) -> Page:
    page = Page(text)
    (policy,) = page.policies
    assert policy.startswith("default-src 'none'; img-src 'self'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert all(re.fullmatch(r"originals/[0-9]{4}_[0-9]{8}T[0-9]{6}Z\.png", link) for link in page.links)
    assert all(c.isprintable() or c in "\n\u200c\u200d\u00a0" or c.isspace() for c in "".join(page.words))
    return page


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_everywhere(make_giver, place, hostile):
    kept = hostile.replace("\0", "")[:20_000]
    words = {"window_title": hostile, "application": hostile, "url": hostile, "system": hostile, "desktop": hostile,
             "backend": hostile, "original_name": hostile, "left_out_why": hostile, "warnings": (hostile,),
             "note": kept, "tags": [kept[:60]]}  # fmt: skip
    giver = make_giver([tiny_png()], [words], title=kept[:200])
    folder = giver.gives(place).folder_path

    page = check((folder / "data/index.html").read_text())
    check((folder / "READ-ME-FIRST.html").read_text())

    shown = "\n".join(page.words)
    assert visible(hostile) in shown
    assert visible(giver.case.title) in shown


@given(st.text(max_size=80))
@example(HOSTILE[0])
@example(HOSTILE[1])
def test_any_text_comes_out_as_that_text(text):
    page = page_start(text, "") + written(node("p", untrusted(text), text, node("pre", text))) + b"</body></html>"
    words = "".join(Page(page.decode()).words)

    assert words.split() == (visible(text) + "\n" + 3 * visible(text)).split()


@given(st.text())
def test_a_fact_is_what_it_would_be_node_by_node(text):
    label = node("th", "Label", scope="row")
    assert fact(label, text) == node("tr", label, node("td", untrusted(text), class_="words"))


@given(st.text(max_size=80))
def test_any_text_can_stand_in_an_attribute(text):
    found: list[str | None] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            found.extend(value for _, value in attrs if tag == "p")

    Reader().feed(written(node("p", class_=text)).decode())
    assert found == [visible(text)]


@given(RECORDS, st.booleans())
def test_any_record_makes_a_page(record, is_readable):
    file = "data/originals/0001_20261122T211407Z.png" if is_readable else None
    contents = replaced(exhibits=[Exhibit(Item(record, 1, "note\nand more", ("a",), recovered=True), file)])

    page = Page(b"".join(index_page(contents)).decode())

    assert page.links == (["originals/0001_20261122T211407Z.png"] * 2 if is_readable else [])


def facts(folder) -> dict[str, str]:
    """The first exhibit's facts, by name."""
    words = Page((folder / "data/index.html").read_text()).words
    start = words.index("Captured, local time")
    flat = [word for word in words[start:] if word.strip()]
    return dict(zip(flat[0:20:2], flat[1:21:2], strict=True))


def test_times_name_their_zones_and_their_source(giver, place):
    said = facts(giver.gives(place).folder_path)

    assert said["Captured, local time"] == "2026-11-22 22:14:07 Europe/Berlin (UTC+01:00)"
    assert said["Captured, UTC"] == "2026-11-22 21:14:07.312 UTC"
    assert said["Time source"] == "device clock; the computer called it synchronised, within 3 ms"


def test_what_was_captured(giver, place):
    said = facts(giver.gives(place).folder_path)

    assert said["What was captured"] == "one window, 400x300 at (-10, 5), scale 1.5, display :0"
    assert said["Behind other windows"] == "25%"
    assert said["Own windows left out"] == "none"
    assert said["Window title"] == "Chat"


def test_what_nobody_could_tell_is_not_called_nothing(make_giver, place):
    giver = make_giver([tiny_png()], [{"covered": None, "target": None, "window_title": None}])
    said = facts(giver.gives(place).folder_path)

    assert said["Behind other windows"] == said["What was captured"] == said["Window title"] == "not known"


def test_nothing_is_called_timestamped_or_genuine(giver, place):
    folder = giver.gives(place).folder_path
    for path in (folder / "data/index.html", folder / "READ-ME-FIRST.txt"):
        assert not re.search("timestamp|authentic|genuine|proves? that", path.read_text(), re.IGNORECASE)


@pytest.mark.parametrize(
    ("covered", "words"),
    [
        (0.0, "0%"),
        (0.0004, "less than 1%"),
        (0.009, "less than 1%"),
        (0.25, "25%"),
        (0.999, "more than 99%"),
        (1.0, "100%"),
    ],
)
def test_a_little_behind_other_windows_is_not_called_nothing_nor_nearly_all_all(covered, words):
    assert covered_words(replace(record_about(b"x", CaseId("case")), covered=covered)) == words
