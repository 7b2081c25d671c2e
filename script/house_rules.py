"""The house's rules that no linter knows: sizes, readable data, no registry address."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
BINARY = {".png", ".ico", ".icns", ".ttf", ".otf", ".qm"}

# Where packages are fetched from is each machine's own matter. (The brackets keep this line from matching itself.)
REGISTRY = re.compile(r"https?://[^ ]*/(simple|packages)/|(py[p]i\.org|pythonhos[t]ed\.|deb\.deb[i]an\.|npm[j]s\.)")


def project_files() -> list[Path]:
    """Every file that is, or is about to be, in the repository."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], check=True, capture_output=True
    ).stdout.decode()
    return [path for name in listing.split("\0") if name and (path := Path(name)).is_file()]


def too_long(path: Path, text: str) -> Iterator[str]:
    """Files and functions past the size at which they are split."""
    lines = text.count("\n")
    if lines > LONGEST_FILE:
        yield f"{path}: {lines} lines; split it at {LONGEST_FILE}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{path}:{node.lineno}: {node.name} has {length} lines; split it at {LONGEST_FUNCTION}"


def unreadable(path: Path, text: str) -> Iterator[str]:
    """Shipped data that is not JSON."""
    try:
        json.loads(text)
    except ValueError as error:
        yield f"{path}: {error}"


def registry_addresses(path: Path, text: str) -> Iterator[str]:
    """Lines that name a package registry."""
    for number, line in enumerate(text.splitlines(), start=1):
        if REGISTRY.search(line):
            yield f"{path}:{number}: names a package registry"


def problems(path: Path) -> Iterator[str]:
    """Everything wrong with one file."""
    data = path.read_bytes()
    if path.suffix in BINARY or b"\0" in data:
        return
    text = data.decode("utf-8")
    yield from registry_addresses(path, text)
    if path.suffix == ".py" and path.parts[0] == "evidence_desk":
        yield from too_long(path, text)
    if path.suffix == ".json":
        yield from unreadable(path, text)


def main() -> int:
    """Print every problem; 1 if there is one."""
    found = [problem for path in project_files() for problem in problems(path)]
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
