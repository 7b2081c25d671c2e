"""Why it can be trusted: hash chain, signature, trusted time, verification."""
