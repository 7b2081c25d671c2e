"""One call after the other fails: whatever is said is true, it is one sentence, and the next try works."""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.children import Acknowledged, Ended, Nursery
from tests.torture.promises import badly_said, broken, is_lost_answer
from tests.torture.scenes import PLACE, VAULT, Scene, copied
from tests.torture.shim import ERRORS, WORKING, Call, Fault, noted
from tests.torture.silent import Reviewed, reviewed

MOST_CALLS = 400
_CASE = re.compile(r"\S*/(case|undisturbed)/")
_CHANGING = re.compile(r"(?<=objects/)\w+(/\w+)?|(?<=incoming/)\w+|(?<=partial-)\w+/?.*|(?<=stick/)CASE.*")
_NAMES = {number: name for name, number in ERRORS.items()}
_WRITTEN = re.compile(r"^Written (\S+)\.$", re.MULTILINE)
_SYNCS = frozenset({"fsync", "fdatasync"})
Kind = tuple[str, str, str, str]
"""The phase, the call, the file without what is different each time, and the error."""


Pick = Callable[[Sequence[Call]], Iterator[Fault]]
"""Which faults to try, given the calls of an undisturbed run."""


@dataclass(slots=True)
class Sweep:
    """What came of all faults of one scene."""

    scene: str
    calls: int = 0
    faults: int = 0
    refused: int = 0
    warned: int = 0
    not_reached: int = 0
    silent: dict[Kind, int] = field(default_factory=dict)
    used: set[Reviewed] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Case:
    """One fault in one copy of a scene."""

    children: Nursery
    scene: Scene
    folder_path: Path
    promised: Sequence[Acknowledged]
    mutant: str | None = None

    def typed(self, fault: Fault | None = None) -> tuple[Ended, list[Call]]:
        """The scene's command in a fresh process, and every call it made."""
        notes_path = self.folder_path / "notes"
        ended = self.children.run(
            do=self.scene.does,
            vault=str(self.folder_path / VAULT),
            words=self.scene.typed(self.folder_path),
            newer=self.scene.newer,
            mutant=self.mutant if fault else None,
            notes=str(notes_path),
            fault={"at": fault.at, "error": fault.error, "stays": fault.stays} if fault else None,
        )
        return ended, noted(notes_path)

    def after(self, ended: Ended) -> Iterator[str]:
        """What is wrong once the command has ended, and once it was typed again."""
        done = self.scene.is_done(ended.out, ended.err)
        if ended.code == 0 and not done:
            yield f"ended well and said {ended.out!r}"
        if not done and not is_lost_answer(ended):
            yield from (f"nothing was handed over, and this was left: {path.name}" for path in self._left())
        again, _ = self.typed()
        if again.code or again.err or not self.scene.is_done(again.out):
            yield f"the next try ended with {again.code} and said {again.out!r} {again.err!r}"
        yield from self._folders_are_whole()
        seen = self.children.look(self.folder_path / VAULT, newer=self.scene.newer)
        yield from broken(self.promised, seen)
        written = _WRITTEN.findall(ended.out + again.out)
        yield from (f"not in its register: {entry_id}" for entry_id in written if entry_id not in seen["entries"])

    def _left(self) -> Iterable[Path]:
        place_path = self.folder_path / PLACE
        return place_path.iterdir() if place_path.exists() else ()

    def _folders_are_whole(self) -> Iterator[str]:
        for path in self._left():
            ended = self.children.run(do="types", vault="/dev/null", words=["verify", str(path)])
            if ended.code:
                yield f"{path.name} is not whole: {ended.out}"


def sweep(children: Nursery, scene: Scene, folder_path: Path, pick: Pick, mutant: str | None = None) -> Sweep:
    """Let the picked faults happen, each in a copy of its own; the next try is always the program's, not a mutant's."""
    scene_path = folder_path / "scene"
    scene_path.mkdir(parents=True)
    promised = scene.prepare(children, scene_path)
    found = Sweep(scene.name)
    calls = _undisturbed(children, scene, scene_path, folder_path / "undisturbed", found)
    for fault in pick(calls):
        case_path = folder_path / "case"
        copied(scene_path, case_path)
        _judge(Case(children, scene, case_path, promised, mutant), fault, found)
        shutil.rmtree(case_path)
    return found


def _undisturbed(children: Nursery, scene: Scene, scene_path: Path, case_path: Path, found: Sweep) -> list[Call]:
    copied(scene_path, case_path)
    ended, calls = Case(children, scene, case_path, ()).typed()
    found.calls = len(calls)
    if ended.code or ended.err or not scene.is_done(ended.out):
        found.wrong.append(f"undisturbed: ended with {ended.code} and said {ended.out!r} {ended.err!r}")
    return calls


def _judge(case: Case, fault: Fault, found: Sweep) -> None:
    ended, calls = case.typed(fault)
    hits = [call for call in calls if call.error]
    found.faults += 1
    found.not_reached += not hits
    wrong = [*badly_said(ended), *case.after(ended)]
    if ended.code:
        found.refused += 1
    elif ended.err:
        found.warned += 1
    elif hits:
        wrong += _silent([_kind(call) for call in hits], fault, found)
    found.wrong += [f"{case.scene.name}, {fault}, {_shown(hits)}: {each}" for each in wrong]


def _silent(kinds: Sequence[Kind], fault: Fault, found: Sweep) -> Iterator[str]:
    """Faults nobody was told of: each must have been looked at."""
    for kind in dict.fromkeys(kinds):
        found.silent[kind] = found.silent.get(kind, 0) + 1
        phase, call, *_ = kind
        entry = reviewed(*kind, stays=fault.stays)
        if phase == WORKING and call in _SYNCS:
            yield f"a sync failed, and it was called done: {kind}"
        elif entry is None:
            yield f"nobody was told, and nobody has looked at it: {kind}"
        else:
            found.used.add(entry)


def every_fault(calls: Sequence[Call]) -> Iterator[Fault]:
    """Each call with every error, once and for good."""
    for call in calls[:MOST_CALLS]:
        for error in ERRORS:
            yield Fault(call.number, error)
            yield Fault(call.number, error, stays=True)


def one_of_each(calls: Sequence[Call]) -> Iterator[Fault]:
    """The last call of each kind, with one error; every other time for good."""
    last = {_kind(call): call.number for call in calls}
    for number, at in enumerate(last.values()):
        yield Fault(at, ("EIO", "ENOSPC")[number % 2], stays=number % 4 > 1)


def one_of_each_promise(calls: Sequence[Call]) -> Iterator[Fault]:
    """The same for syncs and renames alone: the calls on which promises rest."""
    return one_of_each([call for call in calls if call.name in _SYNCS or call.name == "rename"])


def _kind(call: Call) -> Kind:
    return call.phase, call.name, _file_of(call.path), _NAMES.get(call.error, "")


def _file_of(path: str) -> str:
    """A path without what is different each time."""
    return _CHANGING.sub("…", _CASE.sub("", path))


def _shown(hits: Sequence[Call]) -> str:
    return " ".join(_kind(hits[0])) if hits else "not reached"
