"""One state machine over a case's whole life against the real vault: real files, SQLCipher, encoder, seal and check."""

import json
import shutil
from dataclasses import replace

import bagit
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from evidence_desk.capture.targets import AllScreens
from evidence_desk.domain.accounts import Account
from evidence_desk.domain.checklists import StepState
from evidence_desk.domain.errors import NoSuchExhibit, NothingToHandOver, ObjectMissing
from evidence_desk.domain.evidence import ItemId, Origin, Surroundings
from evidence_desk.domain.hashes import canonical_json
from evidence_desk.domain.refusals import CaptureRefused
from evidence_desk.domain.written_errors import CareNeedsParts, FlaggedItems, ItemShut
from evidence_desk.export.hand_over import HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.here import new_item_id
from evidence_desk.sealing.verify import verify_folder
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows import annotate_evidence
from evidence_desk.workflows.capture_evidence import Capturer, CaptureRequest
from evidence_desk.workflows.change_step import change_step
from evidence_desk.workflows.export_case import Exporter, export_case, note_hand_over
from evidence_desk.workflows.look_at_evidence import read_original
from evidence_desk.workflows.name_proof import name_proof
from evidence_desk.workflows.open_case import open_case
from evidence_desk.workflows.remove_evidence import remove_evidence
from evidence_desk.workflows.rename_case import rename_case
from tests.vault.made_up import record_about
from tests.workflows.fates import Fates
from tests.workflows.told_life import ToldItem
from tests.workflows.watched_vault import KILLS, KILLS_OF_A_FILE, TORN, WHICH, where
from tests.workflows.writing import Writing

HOSTILE_NAMES = (
    "../../etc/passwd", "C:\\con", "aux.png", "a\u202egnp.exe", "=cmd()|' /C calc'!A0", "x" * 300, "bad\udcffname.png",
    "two\nlines.txt", "<script>.html", "nul\0byte", "", " ",
)  # fmt: skip
MEDIA_TYPES = ("image/png", "image/jpeg", "application/pdf", "text/plain", "image/svg+xml", "strange\n<b>", "")
SURROUNDINGS = Surroundings("made up", None, "0.1.0")
MOST_CASES = 3  # enough for one to be lost beside others

_LETTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
WORDS = st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
NOTES = WORDS | st.just("")
TAGS = st.sampled_from(["threat", "school", "money"]) | WORDS


class WholeLife(Fates, Writing):
    """What a person does; `kill` is the disk call before which the program ends while it does it."""

    @rule(title=WORDS, kill=KILLS, torn=TORN)
    def open_case(self, title: str, kill: int | None, torn: str | None) -> None:
        if len(self.life.cases) < MOST_CASES:
            self._do(lambda: open_case(self.vault, title), lambda life: life.opened(title), kill, torn)

    @rule(which=WHICH, title=WORDS, kill=KILLS, torn=TORN)
    def rename(self, which: int, title: str, kill: int | None, torn: str | None) -> None:
        at, case = self._case(which)
        self._do(lambda: rename_case(self.vault, case, title), lambda life: life.cases[at].renamed(title), kill, torn)

    @rule(
        which=WHICH,
        shows=st.integers(0, 2**32),
        note=NOTES,
        tags=st.lists(TAGS, max_size=2),
        kill=KILLS_OF_A_FILE,
        torn=TORN,
    )
    def capture(self, which: int, shows: int, note: str, tags: list[str], kill: int | None, torn: str | None) -> None:
        at, case = self._case(which)
        item_id = new_item_id()
        self.screen.shows = shows
        request = CaptureRequest(case, AllScreens(), note, tags)
        if self.life.cases[at].registers.needs_care:
            with pytest.raises(CareNeedsParts):
                self._capturer(item_id).capture(request)
            return
        told = ToldItem(0, "captured_here", note, list(dict.fromkeys(tags)))
        bare = ToldItem(0, "captured_here", recovered=True)
        self._do(
            lambda: self._capturer(item_id).capture(request),
            lambda life: life.cases[at].arrives(item_id, replace(told), "captured"), kill, torn,
            lambda life: life.cases[at].arrives(item_id, replace(bare), "recovered"),
        )  # fmt: skip

    @rule(which=WHICH)
    def capture_nothing(self, which: int) -> None:
        self.screen.shows = None
        with pytest.raises((CaptureRefused, CareNeedsParts)):
            self._capturer(new_item_id()).capture(CaptureRequest(self._case(which)[1], AllScreens()))

    @rule(
        which=WHICH, data=st.binary(max_size=200), name=st.sampled_from(HOSTILE_NAMES) | st.text(max_size=20),
        media_type=st.sampled_from(MEDIA_TYPES), kill=KILLS_OF_A_FILE, torn=TORN,
    )  # fmt: skip
    def add_file(self, which: int, data: bytes, name: str, media_type: str, kill: int | None, torn: str | None) -> None:
        at, case = self._case(which)
        item_id = new_item_id()
        record = record_about(
            data, case.id, item_id=item_id, origin=Origin.IMPORTED, kind="file", media_type=media_type,
            original_name=name, width=0, height=0,
        )  # fmt: skip
        told = ToldItem(0, "imported", original_name=name, data=data)
        bare = replace(told, recovered=True)
        self._do(
            lambda: self.vault.keep(record, data),
            lambda life: life.cases[at].arrives(item_id, replace(told), "imported"), kill, torn,
            lambda life: life.cases[at].arrives(item_id, replace(bare), "recovered"),
        )  # fmt: skip

    @rule(which=WHICH, note=NOTES, kill=KILLS, torn=TORN)
    @where(lambda self: self._has_items())
    def write_note(self, which: int, note: str, kill: int | None, torn: str | None) -> None:
        at, item = self._item(which)
        change = annotate_evidence.set_note
        self._do(lambda: change(self.vault, item, note), lambda life: life.cases[at].noted(item.id, note), kill, torn)

    @rule(which=WHICH, tag=TAGS, on=st.booleans(), kill=KILLS, torn=TORN)
    @where(lambda self: self._has_items())
    def tag(self, which: int, tag: str, on: bool, kill: int | None, torn: str | None) -> None:  # noqa: FBT001
        at, item = self._item(which)
        change = annotate_evidence.add_tag if on else annotate_evidence.remove_tag
        self._do(
            lambda: change(self.vault, item, tag), lambda life: life.cases[at].tagged(item.id, tag, on=on), kill, torn
        )

    @rule(which=WHICH, tag=st.sampled_from(range(9)))
    @where(lambda self: self._has_items())
    def untag(self, which: int, tag: int) -> None:
        _, item = self._item(which)
        if item.tags:
            self.tag(which, item.tags[tag % len(item.tags)], on=False, kill=None, torn=None)

    @rule(
        which=WHICH, step=WHICH, state=st.sampled_from(StepState), note=st.none() | NOTES, prove=st.booleans(),
        kill=KILLS, torn=TORN,
    )  # fmt: skip
    def mark_step(
        self, which: int, step: int, state: StepState, note: str | None, prove: bool, kill: int | None,  # noqa: FBT001
        torn: str | None,
    ) -> None:  # fmt: skip
        at, case = self._case(which)
        step_id, proof = self._step(step), self._proof(at, which) if prove else None
        self._do(
            lambda: change_step(self.vault, case, step_id, state, note=note, proof=proof),
            lambda life: life.cases[at].stepped(step_id, state.value, note, proof), kill, torn,
        )  # fmt: skip

    @rule(which=WHICH, step=WHICH, prove=st.booleans(), kill=KILLS, torn=TORN)
    def prove_step(self, which: int, step: int, prove: bool, kill: int | None, torn: str | None) -> None:  # noqa: FBT001
        at, case = self._case(which)
        step_id, proof = self._step(step), self._proof(at, which) if prove else None
        self._do(
            lambda: name_proof(self.vault, case, step_id, proof),
            lambda life: life.cases[at].proven(step_id, proof), kill, torn,
        )  # fmt: skip

    @rule(which=WHICH, reason=NOTES, kill=KILLS, torn=TORN)
    @where(lambda self: self._has_items())
    def remove(self, which: int, reason: str, kill: int | None, torn: str | None) -> None:
        at, item = self._item(which)
        if item.id in self.life.cases[at].registers.flags():
            with pytest.raises(ItemShut):
                remove_evidence(self.vault, item, reason)
            return
        self._do(
            lambda: remove_evidence(self.vault, item, reason), lambda life: life.cases[at].removed(item.id), kill, torn
        )
        if item.id not in self.life.cases[at].items:
            with pytest.raises(NoSuchExhibit):
                annotate_evidence.set_note(self.vault, item, "gone")

    @rule(which=WHICH)
    @where(lambda self: self._has_items())
    def look_at(self, which: int) -> None:
        at, item = self._item(which)
        told = self.life.cases[at].items[item.id]
        if item.id in self.life.cases[at].registers.flags():
            with pytest.raises(ItemShut):
                read_original(self.vault, item)
        elif told.lost:
            with pytest.raises(ObjectMissing):
                read_original(self.vault, item)
        else:
            assert read_original(self.vault, item) == told.data
            self._now(self.life.after(lambda life: life.cases[at].events.append("viewed")))

    @rule(which=WHICH)
    def hand_over(self, which: int) -> None:
        at, case = self._case(which)
        told = self.life.cases[at]
        flags = told.registers.flags() & told.items.keys()
        request = HandOverRequest(case, Recipient.POLICE, self.place)
        with open_reader(self.path) as reader:
            exporter = Exporter(reader, self.clock, self.checklists, "0.1.0")
            if not told.items:
                with pytest.raises(NothingToHandOver):
                    exporter.make_folder(request)
                return
            if flags:
                with pytest.raises(FlaggedItems):
                    exporter.make_folder(request)
                request = replace(request, leave_out_flagged=True)
            made = export_case(exporter, request, lambda done: note_hand_over(self.vault, done))
        assert made.noted
        assert made.history_whole
        assert verify_folder(made.folder_path).problems == ()
        bagit.Bag(str(made.folder_path)).validate()
        originals = sorted(path.read_bytes() for path in (made.folder_path / "data" / "originals").glob("*"))
        here = {item_id: item for item_id, item in told.items.items() if item_id not in flags and not item.lost}
        assert originals == sorted(item.data or b"" for item in here.values())
        lines = map(json.loads, (made.folder_path / "data" / "registers.jsonl").read_text().splitlines())
        assert [
            (each["kind"], each["number"], canonical_json(each["content"])) for each in lines
        ] == told.registers.here()
        shutil.rmtree(made.folder_path)
        self._now(self.life.after(lambda life: life.cases[at].events.append("exported")))

    def _first_items(self) -> None:
        """So that every life has something to lose."""
        for shows in (1, 2):
            self.capture(0, shows, "", [], None, None)
        self.write_down(0, Account(handle="made.up"), None, None)

    def _capturer(self, item_id: ItemId) -> Capturer:
        return Capturer(self.vault, self.screen, self.vault.clock, lambda: item_id, SURROUNDINGS)
