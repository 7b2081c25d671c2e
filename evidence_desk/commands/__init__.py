"""The same workflows without a window: one file per group of commands."""
