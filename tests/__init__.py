"""The same rooms, the same names."""
