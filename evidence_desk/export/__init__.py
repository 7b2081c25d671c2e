"""How a case leaves: bag, report, tables, recipients."""
