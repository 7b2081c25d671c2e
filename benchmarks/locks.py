"""Tries whether a vault always opens: a passphrase set, changed and removed, cut off and refused at every call.

`script/bench locks` takes half a minute. Prints one row for each change: calls, cuts (killed, and with the power gone),
refusals (once, and from then on), and from which call on what was new opens the vault. Ends with an error where the
vault did not open, opened both ways, or was left half done.
"""

import argparse
import tempfile
from pathlib import Path

import pytest

from tests.vault.cut_locks import CHANGES, Prepared, cut_at, quick, refused_at


def main() -> None:
    """Every call of every change."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    print("| Change | Calls | Cuts | Refusals | New from call |")
    print("|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        quick(patched)
        prepared = Prepared(Path(folder))
        for name, change in CHANGES.items():
            calls = range(1, len(prepared.calls(change)) + 1)
            points = [(at, is_other) for at in calls for is_other in (False, True)]
            cuts = {(at, lost): cut_at(prepared, change, at, is_power_cut=lost) for at, lost in points}
            ends = [refused_at(prepared, change, at, once=once) for at, once in points]
            new = min((at for (at, lost), found in cuts.items() if lost and found == change.after), default=0)
            print(f"| {name} | {len(calls)} | {len(cuts)} | {len(ends)} | {new} |", flush=True)


if __name__ == "__main__":
    main()
