"""Pictures on Windows."""
