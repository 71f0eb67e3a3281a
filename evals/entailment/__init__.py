"""How the entailment model in the box was made."""
