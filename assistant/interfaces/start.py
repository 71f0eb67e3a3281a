"""What every command does first: read the settings, and say where the log goes."""

import logging

from assistant.settings import Settings, load


def started() -> Settings:
    """The settings of this process; its log goes to stderr from here on."""
    settings = load()
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s"
    )
    return settings
