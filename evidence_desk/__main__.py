"""Runs the command line as ``python -m evidence_desk``."""

from evidence_desk.command_line import main

if __name__ == "__main__":
    main()
