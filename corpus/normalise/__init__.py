"""What a posting states, read into comparable values: pure functions, no store and no network."""
