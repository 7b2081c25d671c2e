"""Somebody with a key of their own seals a folder that contradicts itself: a good signature is not enough."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from evidence_desk.domain.sentences import shown
from evidence_desk.export.recipients import Recipient
from evidence_desk.sealing import layout
from evidence_desk.sealing.seal import MOST_EVENTS, SealedFile
from evidence_desk.sealing.verify import verify_folder
from tests.sealing.folders import found
from tests.sealing.sealing_again import Change, relisted, seal_again, seal_of, write_seal

FIRST = "data/originals/0001_20261122T211407Z.png"


def test_sealing_again_changes_nothing(three, key):
    seal_again(three, key)

    assert verify_folder(three).ok


def test_a_page_may_be_added_by_the_one_who_seals(three, key):
    (three / "data/notes.txt").write_bytes(b"more")
    seal_again(three, key)

    assert verify_folder(three).ok


@pytest.mark.parametrize(
    "name",
    ["fetch.txt", "manifest-md5.txt", "Manifest-MD5.txt", "tagmanifest-sha512.txt", "Bagit.txt",
     "data/INDEX.html", "data/originals/extra.png", "data/con", "aux.txt", "data/com1.csv", "Seal.json", "DATA/x",
     "data/x\n", "data/.x", "data/x.", "data/x y", "data/\u202ex", "data/a/b/c/d"],
)  # fmt: skip
def test_a_name_that_misleads(three, key, name):
    (three / name).parent.mkdir(exist_ok=True, parents=True)
    (three / name).write_bytes(b"x")
    seal_again(three, key)

    assert ("seal_broken", "seal.json") in found(three)


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"])
@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text + text,
        lambda text: text.replace(b"1", b"2"),
        lambda text: text[:-1],
        lambda text: text[:0],
    ],
)
def test_a_bag_that_other_tools_read_otherwise(three, key, name, change):
    (three / name).write_bytes(change((three / name).read_bytes()))
    write_seal(three, relisted(three, seal_of(three)), key)

    assert ("seal_broken", "seal.json") in found(three)


@pytest.mark.parametrize("name", ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "data/events.jsonl"])
def test_without_a_file_that_every_folder_has(three, key, name):
    (three / name).unlink()
    write_seal(three, relisted(three, seal_of(three)), key)

    assert ("seal_broken", "seal.json") in found(three)


def items(change: Callable[[list], list]) -> Change:
    return lambda seal: replace(seal, items=tuple(change(list(seal.items))))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (items(lambda these: these[::-1]), "seal.json"),
        (items(lambda these: [*these, these[-1]]), "seal.json"),
        (items(lambda these: [*these, replace(these[0], number=9, file=None)]), "seal.json"),
        (items(lambda these: these[:-1]), "seal.json"),
        (items(lambda these: these[:0]), "seal.json"),
        (items(lambda these: [replace(these[0], sha256="00" * 32), *these[1:]]), "seal.json"),
        (items(lambda these: [replace(these[0], size_bytes=1), *these[1:]]), "seal.json"),
        (items(lambda these: [replace(these[0], file=these[1].file), *these[1:]]), "seal.json"),
        (items(lambda these: [replace(these[0], file=None), *these[1:]]), "seal.json"),
        (items(lambda these: [replace(these[0], file="data/events.jsonl"), *these[1:]]), "seal.json"),
        (items(lambda these: [replace(these[0], id="another"), *these[1:]]), "data/events.jsonl"),
        (items(lambda these: [*these, replace(these[0], number=9, id="invented", file=None)]), "data/events.jsonl"),
        (lambda seal: replace(seal, log=replace(seal.log, count=2)), "data/events.jsonl"),
        (lambda seal: replace(seal, log=replace(seal.log, hash="00" * 32)), "data/events.jsonl"),
        (lambda seal: replace(seal, case_id="another"), "data/events.jsonl"),
        (lambda seal: replace(seal, signed_by="SHA256:another"), "seal.json"),
    ],
)
def test_a_seal_whose_lists_do_not_fit(three, key, change, where):
    seal_again(three, key, change)

    assert where in {path for _, path in found(three)}


def test_an_item_whose_file_could_not_be_read_is_named_and_still_whole(three, key):
    (three / FIRST).unlink()
    seal_again(three, key, items(lambda these: [replace(these[0], file=None), *these[1:]]))

    assert verify_folder(three).ok


def test_more_bytes_than_anybody_can_read(three, key):
    seal = seal_of(three)
    huge = {**seal.files, "data/huge.bin": SealedFile(2**62, "00" * 32)}
    write_seal(three, replace(seal, files=huge), key)

    assert found(three) == {("refused", "seal.json")}


def test_two_of_the_folders_one_name(three, key):
    seal = seal_of(three)
    write_seal(three, replace(seal, files={**seal.files, "data": SealedFile(1, "00" * 32)}), key)

    assert ("seal_broken", "seal.json") in found(three)


def as_part(folder, key, recipient, **changes):
    """The folder as one that holds a part of a case, made for somebody."""
    for path in (layout.EVENTS_PATH, layout.ITEMS_PATH):
        (folder / path).unlink(missing_ok=True)
    seal_again(folder, key, lambda seal: replace(seal, is_part=True, recipient=recipient, **changes))


def test_whom_a_folder_was_made_for_is_somebody_who_gets_such_a_folder(three, key):
    whole = {each.value for each in Recipient if each.gets_everything}
    parts = {each.value for each in Recipient} - whole
    assert whole == set(layout.READERS_OF_A_WHOLE)
    assert parts == set(layout.READERS_OF_A_PART)
    for name in (*sorted(parts), "pope", *sorted(whole)):
        seal_again(three, key, partial(replace, recipient=name))
        assert found(three) == (set() if name in whole else {("seal_broken", "seal.json")}), name
    for name in (*sorted(whole), "pope", "helpline", "bank", "platform"):  # with its originals
        as_part(three, key, name)
        assert found(three) == (set() if name in {"bank", "platform"} else {("seal_broken", "seal.json")}), name


def test_the_history_of_a_part_had_a_line_for_each_of_its_items(three, key):
    log = seal_of(three).log
    as_part(three, key, "bank", log=replace(log, count=3))
    assert found(three) == set()
    as_part(three, key, "bank", log=replace(log, count=MOST_EVENTS))
    (said,) = verify_folder(three).remarks
    assert f"line {MOST_EVENTS} " in said.detail
    assert shown(said.detail) == said.detail
    for count in (0, 2):
        as_part(three, key, "bank", log=replace(log, count=count))
        assert found(three) == {("history_broken", "seal.json")}
