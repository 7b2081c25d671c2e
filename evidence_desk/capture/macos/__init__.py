"""Pictures on macOS."""
