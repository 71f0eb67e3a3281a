"""Who answers: retrieval, analysis, answering, and the faces people meet."""
