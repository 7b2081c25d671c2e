"""`data/index.html`: every exhibit with its picture, its times and where each fact comes from."""

from collections.abc import Iterator, Sequence
from functools import cache

from evidence_desk.domain.arrivals import Removal
from evidence_desk.domain.clock_changes import ClockChange, ClockChanges
from evidence_desk.domain.evidence import PNG, Item, Origin, Record
from evidence_desk.domain.mendings import Mendings
from evidence_desk.domain.times import utc_text
from evidence_desk.export import doubts, flagged_words, mended_words, under_18_words, words
from evidence_desk.export.contents import Contents, Exhibit, StepTaken
from evidence_desk.export.left_out_page import history_elsewhere, left_out_tables
from evidence_desk.export.markup import PAGE_END, Node, fact, node, page_start, untrusted, written
from evidence_desk.export.register_pages import register_sections
from evidence_desk.export.style import STYLE

_FROM_DATA = "data/"
_SHOWN = frozenset({PNG, "image/jpeg", "image/webp", "image/gif"})
_MOST_CHANGES = 5
_NOT_COVERED = "The pictures below are not covered. They may show threats or intimate pictures."


def index_page(contents: Contents) -> Iterator[bytes]:
    """The page, piece by piece, so that no case is too long for it."""
    yield page_start(f"{contents.case.reference}: exhibits", STYLE)
    for said in _first_words(contents):
        yield written(node("p", node("strong", untrusted(said)), class_="care"))
    yield written(_heading(contents))
    if contents.unreadable:
        yield written(not_complete(contents))
    if contents.flagged:
        yield written(_not_put_in(contents))
    if contents.mendings.lost_items:
        yield written(_not_here(contents.mendings))
    # Whoever does not get everything came for what was written down; the exhibits show it.
    for section in (_exhibits, _registers)[:: 1 if contents.recipient.gets_everything else -1]:
        yield from section(contents)
    if "steps" in contents.recipient.tables:
        yield written(node("h2", "Steps, as the person ticked them"))
        yield written(_steps(contents))
    if contents.left_out:
        yield written(node("h2", "Exhibits that are not in this folder"))
        yield from map(written, left_out_tables(contents.left_out))
    yield written(node("h2", "History"))
    yield written(_history(contents) if contents.recipient.gets_everything else history_elsewhere(contents))
    yield PAGE_END


def _exhibits(contents: Contents) -> Iterator[bytes]:
    """Those that are for this recipient, then those that were removed."""
    if contents.exhibits or contents.recipient.gets_everything:
        yield written(node("h2", "Exhibits"))
    for exhibit in contents.exhibits:
        yield written(_exhibit(exhibit, contents.clock_changes)) + b"\n"
    if contents.removed:
        yield written(node("h2", "Exhibits that were removed"))
        yield written(_removed(contents.removed))


def _registers(contents: Contents) -> Iterator[bytes]:
    for heading, nodes in register_sections(contents.registers, contents.recipient.tables):
        yield written(node("h2", heading))
        yield from (written(each) + b"\n" for each in nodes)


def _first_words(contents: Contents) -> Iterator[str]:
    """What nobody may miss."""
    if care := under_18_words.first_words(contents.case.under18):
        yield care
    yield from doubts.first_words(contents.doubts)


def not_complete(contents: Contents) -> Node:
    """The exhibits whose pictures are not here, said before anything else."""
    names = ", ".join(contents.unreadable)
    sentence = (
        f"Not complete: the saved files of {names} could not be read when this folder was made. What is known of them "
        "and their fingerprints are here; their originals are not."
    )
    return node("p", node("strong", sentence), class_="care")


def _not_put_in(contents: Contents) -> Node:
    """The exhibits that the person left out on purpose, and why."""
    return node("p", node("strong", f"Not put in: {', '.join(contents.flagged)}. {flagged_words.WHY}"), class_="care")


def _not_here(mendings: Mendings) -> Node:
    """The exhibits of which only the history is left."""
    names = mended_words.lost_words(mendings)
    sentence = (
        f"Not here: {names}. The history tells how they came in. After damage to the desk neither their files nor "
        "their records could be found again."
    )
    return node("p", node("strong", sentence), class_="care")


def _heading(contents: Contents) -> Node:
    count, in_all = len(contents.exhibits), len(contents.exhibits) + len(contents.left_out)
    counted = f"{count} of {in_all}" if contents.left_out else f"{count}"
    return node(
        "header",
        node("h1", untrusted(contents.case.title)),
        node(
            "p",
            f"Case {contents.case.reference}. {counted} {'exhibit' if in_all == 1 else 'exhibits'}. Folder made on "
            f"{words.local_words(contents.made)}, that is {words.utc_words(contents.made)} ("
            f"{words.clock_words(contents.made)}), with Evidence Desk {contents.program_version}.",
        ),
        *([node("p", _NOT_COVERED, class_="care")] if contents.exhibits else []),
        node(
            "p",
            "The seal shows that nothing in this folder changed after it was sealed with its key. It does not show "
            "that the messages are true, who typed them, or that the clock of the computer was right. "
            "READ-ME-FIRST says how to check it.",
        ),
        node(
            "p",
            "Characters that can't be seen or that change the direction of writing are shown as codes such as "
            "[U+202E]. Addresses are shown as text and can't be clicked. The exact texts are in "
            f"{'items.jsonl and registers.jsonl' if contents.recipient.gets_everything else 'registers.jsonl'}.",
            class_="quiet",
        ),
    )


def _exhibit(exhibit: Exhibit, clock_changes: ClockChanges) -> Node:
    item, record = exhibit.item, exhibit.item.record
    heading = node("h3", f"{item.exhibit} ", untrusted(words.title_of(item)))
    came = "Joined here" if record.transform else words.came_words(record)
    pixels = f"{record.width} x {record.height} pixels, " if record.width and record.height else ""
    size = f"{pixels}{words.size_words(record.size_bytes)}, {record.media_type}"
    rows = [
        (f"{came}, local time", words.local_words(record.captured)),
        (f"{came}, UTC", words.utc_words(record.captured)),
        ("Time source", words.clock_words(record.captured)),
        *([("Clock changed before", _changes(changes))] if (changes := clock_changes.before_item.get(item.id)) else []),
        ("How it came here", words.origin_words(record)),
        *(_of_file(record) if record.origin is Origin.IMPORTED else _of_capture(item)),
        ("Size", size),
        ("Fingerprint (SHA-256)", record.sha256),
        ("Item", item.id),
    ]
    return node("article", heading, _picture(exhibit), _facts([*rows, *_sometimes(exhibit)]), id=item.exhibit)


def _of_capture(item: Item) -> Iterator[tuple[str, str]]:
    record = item.record
    yield "What was captured", words.target_words(record)
    yield "Behind other windows", words.covered_words(record)
    yield "Own windows left out", words.rectangles_words(record.own_windows_left_out)
    yield "Areas left out", words.rectangles_words(record.left_out)
    if together := words.together_words(item):
        yield "Taken together", together
    if joined := words.joined_words(item):
        yield "Joined picture", joined
    yield "Window title", _known(record.window_title)
    yield "Application", _known(record.application)


def _of_file(record: Record) -> Iterator[tuple[str, str]]:
    yield "Original file name", _known(record.original_name)
    yield "Last changed, by the file's own date", words.modified_words(record)


def _changes(changes: Sequence[ClockChange]) -> str:
    """What was done to the computer's clock since the exhibit that came in before."""
    said = ", ".join(change.words for change in changes[:_MOST_CHANGES])
    more = len(changes) - _MOST_CHANGES
    return f"{said}{f' and {more} more times' if more > 0 else ''} of events.jsonl"


def _sometimes(exhibit: Exhibit) -> Iterator[tuple[str, str]]:
    """Facts that are only worth a line when there is something to say."""
    item, record = exhibit.item, exhibit.item.record
    if record.left_out_why:
        yield "Why areas were left out", record.left_out_why
    if item.note:
        yield "The person's note", item.note
    if item.tags:
        yield "Tags", ", ".join(item.tags)
    if record.url:
        yield "Address", record.url
    if record.original_name and record.origin is not Origin.IMPORTED:
        yield "Original file name", record.original_name
    if item.recovered:
        yield (
            "Recovered",
            (
                "It lay sealed in the desk without an entry, as after a crash or damage. The history has it from when "
                "it was found."
            ),
        )
    if record.warnings:
        yield "Warnings", ", ".join(record.warnings)
    backend = " ".join(filter(None, (record.backend, record.backend_version))) or words.NOT_KNOWN
    is_added = record.origin is Origin.IMPORTED
    made_by = (f"Evidence Desk {record.program_version}", *(() if is_added else (backend,)), record.system)
    yield "Added with" if is_added else "Made with", ", ".join([*made_by, record.desktop or words.NOT_KNOWN])


def _picture(exhibit: Exhibit) -> Node:
    if exhibit.is_flagged:
        return node("p", node("strong", "Flagged as under 18. Its original was not put in."), class_="care")
    if exhibit.file is None:
        return node("p", node("strong", "The saved file could not be read. Its original is not here."), class_="care")
    record, place = exhibit.item.record, exhibit.file.removeprefix(_FROM_DATA)
    if record.media_type not in _SHOWN or not (record.width and record.height):
        # Not loaded by this page. From a disk Chromium opens it all the same, by its suffix, and so never as a page.
        why = "it could not be decoded here" if record.media_type in _SHOWN else "it was kept without being opened"
        return node("p", node("a", exhibit.file, href=place, download=""), f" Not shown: {why}.")
    size = {"width": str(record.width), "height": str(record.height)}
    kind = "joined picture" if record.transform else "original"
    picture = node("img", src=place, alt=f"{exhibit.item.exhibit}, {kind}", loading="lazy", **size)
    return node("p", node("a", picture, href=place))


def _facts(rows: list[tuple[str, str]]) -> Node:
    return node("table", node("tbody", *(fact(_label(name), value) for name, value in rows)))


@cache
def _label(name: str) -> Node:
    """The same two dozen names for every exhibit."""
    return node("th", name, scope="row")


def _known(text: str | None) -> str:
    return words.NOT_KNOWN if text is None else text


def _steps(contents: Contents) -> Node:
    if not contents.steps:
        return node("p", "None were written down.")
    names = ("When (UTC, device clock)", "Step", "State", "Note", "Proof")
    head = node("thead", node("tr", *(node("th", name, scope="col") for name in names)))
    return node("table", head, node("tbody", *map(_step, contents.steps)))


def _step(taken: StepTaken) -> Node:
    title = ": ".join(filter(None, (taken.service, taken.title))) if taken.title else taken.mark.step_id
    cells = (utc_text(taken.mark.changed_at), title, taken.mark.state.value, taken.mark.note, taken.proof)
    return node("tr", *(node("td", untrusted(cell)) for cell in cells))


def _removed(removed: Sequence[Removal]) -> Node:
    names = ("Exhibit", "Removed (UTC, device clock)", "Why", "Size", "Fingerprint (SHA-256)")
    head = node("thead", node("tr", *(node("th", name, scope="col") for name in names)))
    return node("table", head, node("tbody", *map(_removal, removed)))


def _removal(removal: Removal) -> Node:
    cells = (utc_text(removal.removed.at), removal.reason, words.size_words(removal.size_bytes), removal.sha256)
    return node("tr", node("td", removal.exhibit), *(node("td", untrusted(cell)) for cell in cells))


def _history(contents: Contents) -> Node:
    broken = "It does not fit together: a line of it was lost or changed before this folder was made. "
    mendings = contents.mendings
    times, lines = mended_words.times_words(mendings), mended_words.lines_words(mendings)
    mended = f'The desk was damaged {times} and put back together, as the lines "book rebuilt" say. {lines} '
    return node(
        "p",
        "" if contents.history_whole else broken,
        mended if mendings.times else "",
        f"events.jsonl holds {contents.log.count} lines: what was saved, written, ticked, changed, taken away and "
        "handed over in this case, each line chained to the one before and signed. The last one's fingerprint is ",
        node("code", contents.log.hash),
        ".",
        *(f" {sentence}" for sentence in contents.clock_changes.sentences()),
    )
