"""How a row is painted, and which part of it a pointer meets."""
