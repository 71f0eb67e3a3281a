"""Which words of two texts stand on the same side of a word, and which have changed sides."""

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.verification.wording import Sentence


@dataclass(frozen=True, slots=True)
class Sides:
    """The stems before and after a word that tells who does what to whom, or what exceeds what."""

    before: frozenset[str]
    after: frozenset[str]

    @property
    def swapped(self) -> "Sides":
        return Sides(self.after, self.before)

    def is_like(self, other: "Sides") -> bool:
        """Whether something on each side, and on that side alone, is on the other's same side."""
        mine, theirs = self.alone, other.alone
        stayed = mine.before & theirs.before and mine.after & theirs.after
        crossed = mine.before & theirs.after and mine.after & theirs.before
        return bool(stayed and not crossed)

    def is_against(self, other: "Sides") -> bool:
        """Whether what stands on each side has gone to the other one."""
        mine, theirs = self.alone, other.alone
        crossed = mine.before & theirs.after and mine.after & theirs.before
        stayed = mine.after & theirs.after
        return bool(crossed) and len(stayed) <= len(mine.after & theirs.before)

    @property
    def alone(self) -> "Sides":
        """What stands on one side only."""
        both = self.before & self.after
        return Sides(self.before - both, self.after - both)


def stems(text: Sentence, places: Iterable[int]) -> frozenset[str]:
    """The stems of the content words at some places."""
    return frozenset(text.words[at].stem for at in places if text.words[at].is_content)
