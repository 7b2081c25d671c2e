"""A record survives being written down, and an exhibit has a name people can say."""

import json

import pytest
from hypothesis import given

from evidence_desk.domain.evidence import Item, Record, exhibit_name
from tests.domain.records import RECORDS


@given(RECORDS)
def test_a_record_comes_back_equal_from_json_text(record: Record):
    text = json.dumps(record.as_json(), allow_nan=False)

    assert Record.from_json(json.loads(text)) == record


@given(RECORDS)
def test_a_newer_writer_may_add_facts(record: Record):
    written = record.as_json() | {"a_fact_of_next_year": 1}

    assert Record.from_json(written) == record


@given(RECORDS)
def test_a_record_without_its_fingerprint_is_no_record(record: Record):
    written = record.as_json()
    del written["sha256"]

    with pytest.raises((KeyError, TypeError)):
        Record.from_json(written)


@pytest.mark.parametrize(("number", "name"), [(1, "EX-001"), (14, "EX-014"), (999, "EX-999"), (1000, "EX-1000")])
def test_exhibits_are_named_so_that_people_can_say_them(number: int, name: str):
    assert exhibit_name(number) == name


@given(RECORDS)
def test_an_item_is_known_by_its_record(record: Record):
    item = Item(record, 14)

    assert (item.id, item.exhibit) == (record.item_id, "EX-014")
