"""Whether a text says what its sources say: every sentence is held against evidence, offline."""
