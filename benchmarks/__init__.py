"""The figures we publish, and the commands that make them."""
