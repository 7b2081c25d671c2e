"""What a list of a case costs: each record is read once, however many there are."""

from evidence_desk.domain.evidence import Record
from tests.vault.made_up import Desk


def test_a_list_reads_each_record_once(tmp_path, clock, type_command, monkeypatch):
    Desk(tmp_path / "vault", clock).filled(b"one", b"two", b"three")
    read: list[str] = []
    from_json = Record.from_json

    def counted(value):
        read.append(value["item_id"])
        return from_json(value)

    monkeypatch.setattr(Record, "from_json", counted)
    listed = type_command("list").value

    assert sorted(read) == sorted(item["id"] for item in listed)
    assert len(listed) == 3
