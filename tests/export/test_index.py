"""The table of exhibits, read against the seal's own list: whoever opens only the table is told the same."""

import pytest

from evidence_desk.export.recipients import Recipient
from evidence_desk.sealing.verify import verify_folder
from tests.sealing.sealing_again import seal_again


@pytest.mark.parametrize("recipient", [Recipient.POLICE, Recipient.HELPLINE])
def test_a_sealed_table_that_says_something_else_is_found(giver, place, recipient):
    folder = giver.gives(place, recipient=recipient).folder_path
    table = folder / "data/index.csv"
    honest = table.read_bytes()
    header, first, *rest = honest.splitlines(keepends=True)
    sha256 = giver.items[0].record.sha256.encode()
    other = first.replace(b"EX-001", b"EX-900")
    with giver.desk.open() as vault:
        key = vault.signing_key()

    def found(*lines):
        table.write_bytes(b"".join(lines))
        seal_again(folder, key)
        return {(each.type, each.path) for each in verify_folder(folder).problems}

    wrong = {("changed", "data/index.csv")}
    assert found(honest) == set()
    assert found(header, first.replace(sha256, b"0" * 64), *rest) == wrong
    assert found(header, other, *rest) == wrong
    assert found(header, *rest) == wrong
    assert found(header, first, first.replace(sha256, b"0" * 64), *rest) == wrong
    assert found(first, *rest) == wrong
    assert found() == wrong
    assert found(header, first, *rest, other, b"x") == wrong
    gone = b'"EX-900","","' + sha256 + b'",\r\n'
    assert found(header, gone, first, *rest) == (set() if recipient.gets_everything else wrong)
