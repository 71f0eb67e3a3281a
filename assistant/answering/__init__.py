"""From passages to an answer whose every sentence can be followed back; chain.py first."""
