"""The program's door, also as ``python -m evidence_desk``."""

from evidence_desk.process import settle


def main() -> None:
    """Settle the process first: whatever happens while the rest is loaded happens quietly."""
    settle()
    from evidence_desk import command_line  # noqa: PLC0415 — see above

    command_line.main()


if __name__ == "__main__":
    main()
