"""Who measures: cases, scorers and reports; never imported by the product."""
