"""A file from elsewhere is kept as it is, said to be added, and refused under care; a refusal keeps nothing."""

import hashlib
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from evidence_desk.domain.answers import Under18
from evidence_desk.domain.cases import Case
from evidence_desk.domain.custody import VAULT_LOG, LogId
from evidence_desk.domain.errors import DiskFull, ReadOnlyVault, TextRefused
from evidence_desk.domain.evidence import Item, Origin, Surroundings
from evidence_desk.domain.import_refusals import CareNoFiles, FileIsFlagged, FileIsMarkup, FileMissing, FileOfTheDesk
from evidence_desk.vault.objects import Objects
from evidence_desk.vault.vault import Vault, open_reader
from evidence_desk.workflows.answer_ages import answer_ages
from evidence_desk.workflows.flag_item import flag_item
from evidence_desk.workflows.import_files import find_file, import_file, keep_file
from evidence_desk.workflows.look_at_evidence import read_original

HERE = Surroundings("a system", "a desktop", "1.2.3")


@pytest.fixture
def photo_path(tmp_path: Path) -> Path:
    path = tmp_path / "her photo.png"
    Image.new("RGB", (30, 20), (1, 2, 3)).save(path)
    os.utime(path, ns=(0, 1_700_000_000_000_000_001))
    return path


def items(vault: Vault, case: Case) -> tuple[Item, ...]:
    return vault.items.of_case(case.id)


def test_a_picture_is_kept_byte_for_byte_with_what_is_known_of_it(vault: Vault, case: Case, photo_path: Path) -> None:
    data = photo_path.read_bytes()
    item = import_file(vault, case, photo_path, HERE, note="From May", tags=["photo"], trigger="button")
    record = item.record

    assert (item.exhibit, item.note, item.tags) == ("EX-001", "From May", ("photo",))
    assert (record.origin, record.kind, record.media_type, record.trigger) == (
        Origin.IMPORTED, "picture", "image/png", "button",
    )  # fmt: skip
    assert (record.sha256, record.size_bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (record.width, record.height) == (30, 20)
    assert record.pixel_sha256 == hashlib.sha256(bytes((1, 2, 3)) * 600).hexdigest()
    assert (record.original_name, record.original_modified_ns) == ("her photo.png", 1_700_000_000_000_000_001)
    assert record.captured == vault.clock.now()
    assert (record.system, record.desktop, record.program_version) == ("a system", "a desktop", "1.2.3")
    assert (record.target, record.window_title, record.backend, record.warnings) == (None, None, None, ())
    assert read_original(vault, item) == data
    assert photo_path.read_bytes() == data
    assert vault.check().problems == ()
    events = [(line.event, line.item) for line in vault.custody.events(LogId(case.id))]
    assert ("imported", item.id) in events
    assert vault.items.find(case.id, "EX-001").record == record


def test_what_is_no_whole_picture_is_kept_as_a_file_and_says_so(vault: Vault, case: Case, tmp_path: Path) -> None:
    jpeg = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(jpeg, "JPEG")
    (tmp_path / "cut.jpg").write_bytes(jpeg.getvalue()[:4000])
    (tmp_path / "receipt.pdf").write_bytes(b"%PDF-1.7 with nothing in it")
    cut, receipt = (import_file(vault, case, tmp_path / name, HERE) for name in ("cut.jpg", "receipt.pdf"))

    assert (cut.record.kind, cut.record.width, cut.record.warnings) == ("file", 0, ("picture_not_readable",))
    assert (receipt.record.kind, receipt.record.media_type, receipt.record.warnings) == ("file", "application/pdf", ())
    assert vault.read(cut) == jpeg.getvalue()[:4000]


def test_the_same_file_twice_is_kept_twice_as_a_picture_would_be(vault: Vault, case: Case, photo_path: Path) -> None:
    first, second = (import_file(vault, case, photo_path, HERE) for _ in range(2))

    assert first.record.sha256 == second.record.sha256
    assert [item.exhibit for item in items(vault, case)] == ["EX-001", "EX-002"]
    assert vault.check().problems == ()


@pytest.mark.parametrize("answer", [Under18.YES, Under18.NOT_SURE])
def test_under_care_no_file_is_even_read(vault: Vault, case: Case, tmp_path: Path, answer: Under18) -> None:
    answer_ages(vault, case, answer)
    with pytest.raises(CareNoFiles):
        import_file(vault, case, tmp_path / "not even there", HERE)

    assert items(vault, case) == ()
    refused = [line.detail for line in vault.custody.events(VAULT_LOG) if line.event == "capture refused"]
    assert refused == [{"why": "care_no_files"}]


def test_care_that_comes_while_a_file_is_read_refuses_it_too(vault: Vault, case: Case, photo_path: Path) -> None:
    found = find_file(photo_path, vault.path)
    answer_ages(vault, case, Under18.NOT_SURE)
    with pytest.raises(CareNoFiles):
        keep_file(vault, case, found, HERE)
    assert items(vault, case) == ()


def test_a_refusal_keeps_nothing(vault: Vault, case: Case, photo_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Objects, *_: object) -> str:
        raise DiskFull(str(vault.path))

    page_path = photo_path.with_name("photo.jpg")
    page_path.write_text("<svg/>")
    lines = vault.custody.head(LogId(case.id)).count
    for path, refusal in [(page_path, FileIsMarkup), (page_path.with_name("none"), FileMissing)]:
        with pytest.raises(refusal):
            import_file(vault, case, path, HERE)
    with pytest.raises(TextRefused):
        import_file(vault, case, photo_path, HERE, tags=["x" * 61])
    with open_reader(vault.path) as reader, pytest.raises(ReadOnlyVault):
        import_file(reader, case, photo_path, HERE)
    monkeypatch.setattr(Objects, "write", full)
    with pytest.raises(DiskFull):
        import_file(vault, case, photo_path, HERE)

    assert items(vault, case) == ()
    assert vault.custody.head(LogId(case.id)).count == lines


def test_the_desks_own_files_are_no_evidence(vault: Vault, case: Case, tmp_path: Path) -> None:
    """Its key would go out with the next folder."""
    (tmp_path / "way").symlink_to(vault.path)
    (tmp_path / "copy.txt").write_bytes((vault.path / "key").read_bytes())
    for path in (vault.path / "key", vault.path / "vault.json", tmp_path / "way" / "key", tmp_path / "copy.txt"):
        with pytest.raises(FileOfTheDesk):
            import_file(vault, case, path, HERE)
    assert items(vault, case) == ()


def test_no_second_copy_is_made_of_what_is_flagged(vault: Vault, case: Case, photo_path: Path, tmp_path: Path) -> None:
    first = import_file(vault, case, photo_path, HERE)
    flag_item(vault, case, first, flagged=True)
    Image.new("RGB", (30, 20), (1, 2, 3)).save(tmp_path / "again.gif")

    for path in (photo_path, tmp_path / "again.gif"):
        with pytest.raises(FileIsFlagged) as refusal:
            import_file(vault, case, path, HERE)
        assert (refusal.value.facts["name"], refusal.value.exhibit) == (path.name, "EX-001")
    assert items(vault, case) == (first,)
    Image.new("RGB", (30, 20), (3, 2, 1)).save(tmp_path / "another.png")
    assert import_file(vault, case, tmp_path / "another.png", HERE).exhibit == "EX-002"
    vault.remove(first)
    assert import_file(vault, case, photo_path, HERE).exhibit == "EX-003"
