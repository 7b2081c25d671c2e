"""A screen with something on it."""

from tests.commands.conftest import screen

__all__ = ["screen"]
