"""Where a case lives: the only SQL, the only writer of evidence."""
