"""The key that saves from any program."""
