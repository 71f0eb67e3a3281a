"""Who answers: retrieval, analysis, answering, and the faces people meet."""

__version__ = "0.1.0"
