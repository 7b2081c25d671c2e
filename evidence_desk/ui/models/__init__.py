"""Rows for the lists, and the words that say them; nothing here fetches."""
