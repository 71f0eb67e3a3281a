"""The sample market: ingested, asked once, and what to try next."""

from assistant.interfaces import asking, ingesting, render
from assistant.interfaces.start import started
from assistant.interfaces.terminal import Terminal
from corpus.sample import SOURCES

COLLECTION = "demo"
QUESTION = "What salary range do AI security engineers see in the United States?"
NEXT = (
    f'insight ask --collection {COLLECTION} "How many AI security postings were there?"',
    f'insight ask --collection {COLLECTION} "Median pay by seniority" --chart pay.png',
    f'insight ask --collection {COLLECTION} "What do AI governance specialists do?" --json',
    "insight sources list",
    "insight ingest ~/reports ~/postings.csv",
)


def demo() -> int:
    """Read the sample into a collection of its own, answer one question, say what to try."""
    settings, terminal = started(), Terminal()
    wish = ingesting.Wish(collection=COLLECTION)
    with ingesting.heard(terminal) as progress:
        done = ingesting.stored(SOURCES, settings=settings, wish=wish, progress=progress)
    for said in render.report(done):
        terminal.note(said)
    if done.failed:
        return 1
    terminal.say(f'$ insight ask --collection {COLLECTION} "{QUESTION}"\n', style="bold")
    asking.ask(QUESTION, scope=asking.Scope(collections=(COLLECTION,)), as_json=False)
    terminal.say("\nTry next", style="bold")
    for command in NEXT:
        terminal.say(f"  {command}")
    return 0
