"""What the desk knows to be wrong goes out with the folder, said before anything else; nothing is held back for it."""

import json

from evidence_desk.domain.entries import EntryKind
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.head_file import HEAD_NAME
from tests.sealing.folders import tiny_png

WHOLE = "history of the case is whole up to the sealing"
WORDS = "The note or the tags of this item are not what the history says."


def pages(made):
    folder = made.folder_path
    texts = [(folder / name).read_text() for name in ("READ-ME-FIRST.txt", "READ-ME-FIRST.html", "data/index.html")]
    return [" ".join(text.split()) for text in texts]


def begins_with(made, doubt):
    """Whether every page says so before it says anything of the case."""
    text, page, index = pages(made)
    return (
        text.index(doubt) < text.index("What this is")
        and page.index(doubt) < page.index("What this is")
        and index.index(doubt) < index.index("<h1")
    )


def test_a_whole_case_has_no_doubts(giver, place):
    made = giver.gives(place)

    assert made.doubts == ()
    assert WHOLE in pages(made)[0]
    assert "NOT AS IT SHOULD BE" not in "".join(pages(made))


def test_words_that_were_changed_behind_the_history_are_said_first(giver, place):
    with giver.desk.open() as vault:
        kept = vault.entries.add(giver.case.id, EntryKind.PAYMENT, {"amount_minor": 100, "currency": "GBP"})
        other = vault.cases.new("Another")
    content = json.dumps({"amount_minor": 900, "currency": "GBP"}, separators=(",", ":"))
    giver.desk.tamper(
        f"update entries set content = '{content}' where id = '{kept.id}'",
        "update items set note = 'Another' where number < 3",
        f"update cases set title = 'Changed' where id = '{other.id}'",
    )

    made = giver.gives(place)

    entry = "payment 1: What the book says of this entry is not what the history says."
    assert [doubt[:70] for doubt in made.doubts] == [f"EX-001, EX-002: {WORDS}"[:70], entry[:70]]
    assert all(begins_with(made, doubt) for doubt in (f"EX-001, EX-002: {WORDS}", entry))
    assert WHOLE not in "".join(pages(made))
    assert other.reference not in "".join(pages(made))
    assert verify_folder(made.folder_path).ok


def test_a_record_that_was_sealed_again_is_said_first_and_found_by_every_check(make_giver, place):
    giver = make_giver([tiny_png()])
    giver.desk.rewrite_record(giver.items[0], tiny_png(), window_title="Another")

    made = giver.gives(place)

    doubt = "EX-001: What the history says of this item's arrival is not what the book says."
    assert made.doubts == (doubt,)
    assert begins_with(made, doubt)
    assert [(each.type, each.path) for each in verify_folder(made.folder_path).problems] == [
        ("history_broken", "data/items.jsonl")
    ]


def test_a_book_that_was_put_back_is_said_first(giver, place):
    book, head = giver.desk.path / "desk.db", giver.desk.path / HEAD_NAME
    older = book.read_bytes()
    with giver.desk.open() as vault:
        vault.items.set_note(vault.items.of_case(giver.case.id)[0], "What he wrote later")
    book.write_bytes(older)

    put_back = giver.gives(place)
    head.unlink()
    forgotten = giver.gives(place)

    assert len(put_back.doubts) == 1
    assert begins_with(put_back, "The book is older than what was noted beside it.")
    assert begins_with(forgotten, "How far the history had come had to be noted anew.")
    assert all(WHOLE not in "".join(pages(made)) for made in (put_back, forgotten))
