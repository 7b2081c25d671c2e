"""Parts that every room is made of; each takes the Appearance first and nothing about cases."""
