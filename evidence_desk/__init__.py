"""Evidence Desk keeps what is on the screen as sealed evidence."""

__version__ = "0.1.0"
