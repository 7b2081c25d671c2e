"""Every folder of the corpus: the check ends in five seconds of work and 512 MB, says why, and writes nothing."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from evidence_desk.sealing.verify import verify_folder
from tests.hostile.folder import FIRST, PICTURES, Cases, Folder
from tests.hostile.histories import HISTORIES
from tests.hostile.seals import LISTS, SEALS
from tests.hostile.trees import TREES
from tests.real_tools import need_tools
from tests.sealing.folders import CASE, small_folder

FOLDERS: Cases = {
    f"{part}: {name}": case
    for part, cases in (("seal", SEALS), ("list", LISTS), ("history", HISTORIES), ("tree", TREES))
    for name, case in cases.items()
}
LONGEST_ANSWER = 1_000_000
ROOT = Path(__file__).parents[2]
AS_ANYBODY = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"]


class Checker:
    """The process that checks folders under limits."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def ask(self, path: Path, *, as_json: bool = True) -> dict[str, Any]:
        """What came of one folder."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({"path": str(path), "json": as_json}) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@pytest.fixture(scope="module")
def checker() -> Iterator[Checker]:
    """Without root's right to read what nobody may read."""
    need_tools("setpriv")
    before = AS_ANYBODY if os.geteuid() == 0 else []
    command = [*before, sys.executable, "-m", "tests.hostile.checker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        yield Checker(process)
        assert process.stdin
        process.stdin.close()


@pytest.fixture(scope="module")
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture(scope="module")
def whole(tmp_path_factory, key) -> Path:
    """What every case begins with."""
    more = {"data/index.html": b"<p>page", "READ-ME-FIRST.txt": b"Read me"}
    return small_folder(tmp_path_factory.mktemp("whole"), key, PICTURES, more=more)


@pytest.fixture
def folder(whole, key, tmp_path) -> Iterator[Folder]:
    path = Path(shutil.copytree(whole, tmp_path / CASE.reference))  # noqa: TID251 — nothing of it is evidence
    yield Folder(path, key)
    subprocess.run(["rm", "-rf", path], check=True)


def state(path: Path) -> dict[Path, tuple[int, ...]]:
    """Everything there, and when anything of it was last changed."""
    found: dict[Path, tuple[int, ...]] = {}
    for above, folders, files in os.walk(path.parent):
        for name in (*folders, *files, "."):
            seen = Path(above, name).lstat()
            found[Path(above, name)] = (seen.st_mode, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)
    return found


@pytest.mark.parametrize("name", FOLDERS)
def test_the_check_ends_says_why_and_writes_nothing(name, folder, checker):
    spoil, expected = FOLDERS[name]
    spoil(folder)
    before = state(folder.path)

    answer = checker.ask(folder.path)

    assert answer["code"] == (1 if expected else 0), answer["err"][-2000:]
    assert answer["err"] == ""
    assert len(answer["out"]) < LONGEST_ANSWER
    problems = json.loads(answer["out"])["problems"]
    assert bool(problems) == bool(expected)
    assert {problem["type"] for problem in problems} <= expected
    assert all(text.isprintable() for problem in problems for text in problem.values())
    assert state(folder.path) == before


@pytest.mark.parametrize("name", [name for name in FOLDERS if " name " in name or "heap of" in name])
def test_on_a_terminal_every_problem_is_one_harmless_line(name, folder, checker):
    spoil, expected = FOLDERS[name]
    spoil(folder)

    answer = checker.ask(folder.path, as_json=False)

    first, *lines = answer["out"].splitlines()
    assert answer["code"] == (1 if expected else 0)
    assert all(line.isprintable() for line in (first, *lines))
    assert len(lines) <= 1001
    assert expected or first.startswith("This folder matches its seal.")


def test_nothing_is_opened_for_writing(folder):
    """By the system's own account: no call of the check could change anything anywhere but its two outputs."""
    need_tools("strace")
    folder.add("added")
    trace_path = folder.path.parent / "trace"
    calls = "trace=openat,open,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,link,linkat,symlink"
    calls += ",symlinkat,chmod,fchmod,fchmodat,chown,fchown,utimensat,truncate,ftruncate,mknod,mknodat,socket,connect"
    program = [sys.executable, "-B", "-m", "evidence_desk", "verify", str(folder.path)]
    strace = ["strace", "-f", "-o", trace_path, "-e", calls]
    done = subprocess.run([*strace, *program], capture_output=True, check=False, cwd=ROOT)

    lines = [line for line in trace_path.read_text().splitlines() if "resumed" not in line and "---" not in line]
    changing = [line for line in lines if "O_WRONLY" in line or "O_RDWR" in line or "O_CREAT" in line]
    others = [line for line in lines if "open" not in line and "+++" not in line]
    assert done.returncode == 1
    assert any("seal.json" in line for line in lines)
    assert [line for line in changing if "/dev/" not in line] == []
    assert others == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a folder as one that can only be read")
@pytest.mark.parametrize("spoiled", [False, True])
def test_a_folder_that_can_only_be_read(spoiled, folder):
    need_tools("unshare")
    if spoiled:
        (folder / FIRST).unlink()
    mount = (
        'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && ! touch "$1/x" 2>/dev/null && shift && exec "$@"'
    )
    program = [sys.executable, "-m", "evidence_desk", "--json", "verify", str(folder.path)]
    command = ["unshare", "-m", "sh", "-c", mount, "sh", str(folder.path), *program]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)

    assert (done.returncode, done.stderr) == (int(spoiled), b"")
    assert [problem["type"] for problem in json.loads(done.stdout)["problems"]] == ["missing"] * spoiled


class Meddler:
    """Does something to the folder each time the check asks whether anybody still waits."""

    def __init__(self, act) -> None:
        self.act = act
        self.times = 0

    def __call__(self) -> bool:
        self.times += 1
        self.act(self.times)
        return False


def test_a_file_that_grows_while_it_is_read(folder):
    def grow(_times: int) -> None:
        with (folder / FIRST).open("ab") as file:
            file.write(b"x" * 2**20)

    (folder / FIRST).write_bytes(bytes(3 * 2**20))
    meddler = Meddler(grow)
    report = verify_folder(folder.path, cancelled=meddler)

    assert [(problem.type, problem.path) for problem in report.problems] == [("changed", FIRST)]
    assert meddler.times < 100


def test_a_file_that_shrinks_while_it_is_read(folder):
    def shrink(_times: int) -> None:
        os.truncate(folder / FIRST, 10)

    assert [problem.path for problem in verify_folder(folder.path, cancelled=Meddler(shrink)).problems] == [FIRST]


@pytest.mark.parametrize("what", ["data", "data/originals"])
def test_a_folder_that_becomes_a_link_while_it_is_checked(what, folder, tmp_path):
    """The check holds the folder itself, not its name, and never sees what the link leads to."""
    (tmp_path / "elsewhere").mkdir()

    def swap(times: int) -> None:
        if times == 1:
            (folder / what).rename(tmp_path / "aside")
            (folder / what).symlink_to(tmp_path / "elsewhere")

    report = verify_folder(folder.path, cancelled=Meddler(swap))

    assert {problem.type for problem in report.problems} <= {"added", "missing"}
    assert not any("elsewhere" in problem.path for problem in report.problems)
