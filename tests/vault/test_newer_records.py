"""Records of a newer program: what this one does not know of them goes through it unchanged, wherever they go."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_desk.domain.evidence import Item, Record, record_json
from evidence_desk.domain.hashes import sha256_hex
from evidence_desk.domain.times import NANOSECONDS
from evidence_desk.export.contents import Exhibit
from evidence_desk.export.hand_over import HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.export.tables import _exact
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault import item_records, object_format
from evidence_desk.vault.object_format import record_of, record_text
from evidence_desk.vault.recovering import recover
from evidence_desk.vault.vault import Vault, open_reader
from evidence_desk.workflows.export_case import Exporter
from tests.domain.records import RECORDS, TEXT
from tests.fake_clock import START, FakeClock
from tests.sealing.folders import tiny_png
from tests.vault.made_up import Desk, record_about

PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(TEXT, inner, max_size=2))
NEWER = st.dictionaries(TEXT.map(lambda name: f"newer {name}"), VALUES, min_size=1, max_size=2)


def newer_text(record: Record, further: dict[str, object]) -> str:
    """The record as a program would seal it that knows more, of the item and of everything in it."""
    value = record.as_json()
    inner = [value["captured"], *value["left_out"], *value["gaps"]]
    inner += [part[name] for part in value["parts"] for name in ("taken", "placed")]
    inner += [value["target"], value["target"]["geometry"]] if value["target"] else []
    for each in (value, *inner):
        each.update(further)
    return record_json(value)


@given(RECORDS, NEWER)
def test_what_only_a_newer_program_knows_of_a_record_reaches_the_folder(record, further):
    text = newer_text(record, further)
    item = Item(record_of(text), 1, sealed_text=text)
    line = json.loads(json.dumps(_exact(Exhibit(item, None))))

    assert item.record == record
    assert record_json(line["record"]) == text


@given(RECORDS)
def test_a_record_of_this_program_is_written_as_before(record):
    known = Item(record, 1, sealed_text=record_text(record))

    assert known.sealed_record == Item(record, 1).sealed_record == record.as_json()


@pytest.mark.parametrize("number", ["NaN", "-Infinity", "1e999"])
def test_a_number_that_can_not_be_written_again_is_no_record(number):
    with pytest.raises(ValueError, match=number):
        record_of(record_text(record_about(b"x", "case")).replace("{", f'{{"newer":{number},', 1))


class Newer:
    """A desk to which a program of a later version adds two items: one is kept, one a crash leaves without a row."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.desk, self.texts = desk, list[str]()
        pictures = [tiny_png(4, 3, (number, 100, 200)) for number in range(2)]
        with desk.open() as vault, monkeypatch.context() as newer:
            self.case = vault.cases.new("Case 1")
            for module in (item_records, object_format):
                newer.setattr(module, "record_text", lambda record: newer_text(record, {"newer": ["\u00e9", 1.5]}))
            later = replace(START, utc_ns=START.utc_ns + NANOSECONDS)
            kept = record_about(pictures[0], self.case.id)
            left = record_about(pictures[1], self.case.id, captured=later)
            vault.keep(kept, pictures[0])
            vault._parts.objects.write(left, pictures[1])
            self.texts = [item_records.record_text(each) for each in (kept, left)]

    def assert_untouched(self, vault: Vault) -> None:
        """Rows, listings and what the history names: each is the text that was sealed."""
        items = vault.items.of_case(self.case.id)
        arrivals = [line.detail for line in vault.custody.events(self.case.id) if line.item]  # type: ignore[arg-type]

        assert [item.sealed_text for item in items] == self.texts
        assert [vault.items.find(self.case.id, item.exhibit) for item in items] == list(items)
        assert [told["record_sha256"] for told in arrivals] == [sha256_hex(text.encode()) for text in self.texts]
        assert vault.check().problems == ()


def test_a_newer_record_is_the_same_after_all_that_can_happen_to_it(
    desk: Desk, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = Newer(desk, monkeypatch)
    with desk.open() as vault:
        newer.assert_untouched(vault)
    with open_reader(desk.path) as reader:
        request = HandOverRequest(newer.case, Recipient.POLICE, tmp_path)
        made = Exporter(reader, clock, (), "0").make_folder(request).folder_path
    lines = [json.loads(line) for line in (made / "data" / "items.jsonl").read_text().splitlines()]
    assert [record_json(line["record"]) for line in lines] == newer.texts
    assert verify_folder(made).problems == ()

    (desk.path / "desk.db").unlink()
    recover(desk.path, clock)
    with desk.open() as vault:
        newer.assert_untouched(vault)


def test_a_row_that_is_damaged_is_listed_as_it_was_sealed(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = Newer(desk, monkeypatch)
    desk.tamper("update items set record = 'no record'")
    with desk.open() as vault:
        assert vault.items.find(newer.case.id, "1").sealed_text == newer.texts[0]
