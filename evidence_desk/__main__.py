"""The program's door, also as ``python -m evidence_desk``."""

import gc

from evidence_desk.process import settle

_SELDOM = 20_000


def main() -> None:
    """Settle the process first: whatever happens while the rest is loaded happens quietly."""
    settle()
    # What is loaded stays: looking through it every 700 objects would be a tenth of what a command takes.
    gc.set_threshold(_SELDOM)
    from evidence_desk import command_line  # noqa: PLC0415 — see above

    command_line.main()


if __name__ == "__main__":
    main()
