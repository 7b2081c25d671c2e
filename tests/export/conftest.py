"""A desk with a filled case, somebody who hands it over, and places to hand it over to."""

import os
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from evidence_desk.domain.cases import Case
from evidence_desk.domain.checklists import Checklist, StepState
from evidence_desk.domain.evidence import CaptureTarget, Item, Rectangle
from evidence_desk.export.hand_over import HandOver, HandOverProgress, HandOverRequest
from evidence_desk.export.recipients import Recipient
from evidence_desk.guidance.content import load_content
from evidence_desk.vault.vault import open_reader
from evidence_desk.workflows.export_case import Exporter, export_case, note_hand_over
from tests.fake_clock import FakeClock
from tests.sealing.folders import tiny_png
from tests.vault.made_up import Desk, record_about

GUIDANCE = Path(__file__).parents[2] / "resources" / "guidance"
VERSION = "0.1.0"
COLOURS = [(0, 100, 200), (80, 100, 200), (160, 100, 200)]


@dataclass
class Giver:
    """Hands one case over, as the window and the command line do: a reader copies, the writer notes."""

    desk: Desk
    case: Case
    items: list[Item]
    checklists: tuple[Checklist, ...]
    seen: list[HandOverProgress] = field(default_factory=list)

    def gives(
        self,
        place: Path,
        *,
        cancelled: Callable[[], bool] = lambda: False,
        on_progress: Callable[[HandOverProgress], object] = lambda _: None,
        umask: int | None = None,
        device: int | None = None,
        recipient: Recipient = Recipient.POLICE,
    ) -> HandOver:
        """Make the folder in `place`."""

        def progress(now: HandOverProgress) -> None:
            self.seen.append(now)
            on_progress(now)

        request = HandOverRequest(self.case, recipient, place, umask, device=device)
        with self.desk.open() as writer, open_reader(self.desk.path) as reader:
            exporter = Exporter(reader, self.desk.clock, self.checklists, VERSION)
            return export_case(exporter, request, lambda made: note_hand_over(writer, made), progress, cancelled)

    def spoils(self, number: int, data: bytes | None) -> None:
        """Give an item's saved file other bytes, or take it away."""
        path = self.desk.object_path(self.items[number - 1])
        path.unlink()
        if data is not None:
            path.write_bytes(data)

    def history(self) -> list[str]:
        """The names of the case's events."""
        with self.desk.open() as vault:
            return [event.event for event in vault.custody.events(self.case.id)]  # type: ignore[arg-type]


@pytest.fixture
def make_giver(tmp_path: Path, clock: FakeClock) -> Callable[..., Giver]:
    """Makes a desk with these pictures, each with the words given for it."""
    checklists = load_content(GUIDANCE).lists

    def make(pictures: list[bytes], words: list[dict[str, object]] | None = None, title: str = "Case 1") -> Giver:
        desk = Desk(tmp_path / "vault", clock)
        with desk.open() as vault:
            case = vault.cases.new(title)
            for number, data in enumerate(pictures):
                changes = dict((words or [{}] * len(pictures))[number])
                note, tags = changes.pop("note", ""), changes.pop("tags", ())
                vault.keep(record_about(data, case.id, **changes), data, note=str(note), tags=tags)  # type: ignore[arg-type]
            items = vault.items.of_case(case.id)
            proof = items[0].id if items else None
            step = checklists[0].steps[0]
            vault.steps.set(case.id, step.id, StepState.DONE, note="Report number 1234", proof=proof)
            return Giver(desk, vault.cases.by_id(case.id), list(items), checklists)

    return make


@pytest.fixture
def giver(make_giver: Callable[..., Giver]) -> Giver:
    """Three pictures, a note, tags and a step."""
    target = CaptureTarget("window", Rectangle(-10, 5, 400, 300), 1.5, ":0")
    known = {"target": target, "covered": 0.25, "window_title": "Chat", "application": "chromium"}
    words = [known | {"note": "The first one", "tags": ["threat"]}, known, {}]
    return make_giver([tiny_png(400, 300, colour) for colour in COLOURS], words)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """An empty folder to hand over into."""
    path = tmp_path / "stick"
    path.mkdir()
    return path


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts disks in memory with the given options; they are gone after the test."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    mounted: list[Path] = []

    def mounting(options: str) -> Path:
        path = tmp_path / f"disk{len(mounted)}"
        path.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", path], check=True)
        mounted.append(path)
        return path

    yield mounting
    for path in mounted:
        subprocess.run(["umount", "-l", path], check=True)
