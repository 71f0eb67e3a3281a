"""How the sample market's postings are made, and which of them are the same job."""
