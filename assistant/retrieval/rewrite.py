"""From a question in a conversation to one that stands alone."""

from assistant.retrieval.rewriting.standalone import Standalone

__all__ = ["LastQuestions", "Standalone"]

LastQuestions = Standalone
