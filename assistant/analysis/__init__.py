"""A question about figures: its typed plan, what it comes to, and how that is said and drawn."""
