"""Who hears what: what a panel says becomes an operation, and its answer becomes what the panel shows."""
