"""`insight conversations`: what can be asked of what was saved."""

from pathlib import Path
from typing import Annotated

import typer

conversations = typer.Typer(
    help="List, show, rename, export or delete saved conversations.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Json = Annotated[bool, typer.Option("--json", help="One JSON document on stdout, nothing else.")]
Name = Annotated[
    str, typer.Argument(metavar="ID", help="Its id, or the start of its id.", show_default=False)
]


@conversations.command(
    "list",
    epilog="""\b
Examples:
  insight conversations list
  insight conversations list --limit 5 --json
""",
)
def list_conversations(
    *,
    limit: Annotated[
        int, typer.Option(min=0, metavar="N", help="At most so many; 0 for all.")
    ] = 20,
    json: Json = False,
) -> int:
    """List saved conversations, last changed first.

    Piped to another program it is a line a conversation, tabs between: id, when it was last
    changed, questions, collections, title.
    """
    from assistant.interfaces import conversations as saved

    return saved.list_all(limit=limit, as_json=json)


@conversations.command(
    "show",
    epilog="""\b
Examples:
  insight conversations show Qm3x
  insight conversations show Qm3xT8kLw0aZ --json
""",
)
def show_conversation(conversation_id: Name, *, json: Json = False) -> int:
    """Show what was asked and answered, as it was given then.

    Nothing is searched again: numbers, quotes and verdicts are those that were saved.
    """
    from assistant.interfaces import conversations as saved

    return saved.show(conversation_id, as_json=json)


@conversations.command(
    "rename",
    epilog="""\b
Examples:
  insight conversations rename Qm3x "Pay of nurses, 2026"
""",
)
def rename_conversation(
    conversation_id: Name,
    title: Annotated[str, typer.Argument(help="Its title from here on, in quotes.")],
    *,
    json: Json = False,
) -> int:
    """Give a conversation another title.

    It is called after its first question until then.
    """
    from assistant.interfaces import conversations as saved

    return saved.rename(conversation_id, title, as_json=json)


@conversations.command(
    "export",
    epilog="""\b
Examples:
  insight conversations export Qm3x -o pay.pdf
  insight conversations export Qm3x -o pay.html
  insight conversations export Qm3x --format json | jq .turns[0].citations
""",
)
def export_conversation(
    conversation_id: Name,
    *,
    wanted: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="[md|html|json|pdf]", help="By the file's ending, else md."
        ),
    ] = None,
    file: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it here, not on stdout."),
    ] = None,
    json: Json = False,
) -> int:
    """Write a conversation as Markdown, HTML, JSON or PDF.

    Each answer with its verdicts, its figures and its sources, every number and quote as it was
    given. Nothing in it runs, and nothing is fetched when it is opened.
    """
    from assistant.interfaces import conversations as saved

    return saved.export(conversation_id, wanted=wanted, file=file, as_json=json)


@conversations.command(
    "delete",
    epilog="""\b
Examples:
  insight conversations delete Qm3xT8kLw0aZ
  insight conversations delete Qm3x --yes
""",
)
def delete_conversation(
    conversation_id: Name,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    json: Json = False,
) -> int:
    """Delete a conversation.

    All that was said in it goes; what was ingested stays.
    """
    from assistant.interfaces import conversations as saved

    return saved.delete(conversation_id, sure=yes, as_json=json)
