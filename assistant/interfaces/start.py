"""What every command does first: read the settings, and say where the log goes."""

import logging
from pathlib import Path

from assistant.settings import Settings, load
from corpus.errors import StoreError

MEND_HOME = "set INSIGHT_HOME to a folder, or move the file away"


def started() -> Settings:
    """The settings of this process, its log on stderr. Raises StoreError for an unusable home."""
    settings = configured()
    trouble = home_trouble(settings.home)
    if trouble:
        raise StoreError(f"{trouble}; {MEND_HOME}")
    return settings


def configured() -> Settings:
    """The settings of this process as they are; its log goes to stderr from here on."""
    settings = load()
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(levelname)s %(name)s: %(message)s"
    )
    return settings


def home_trouble(home: Path) -> str:
    """Why the data folder cannot be one; nothing where it is one, or can be made."""
    place = nearest(home)
    return "" if place.is_dir() else f"INSIGHT_HOME is {home}, but {place} is not a folder"


def nearest(home: Path) -> Path:
    """The data folder, or what is nearest above it of all that exists."""
    return next(each for each in (home, *home.absolute().parents) if each.exists())
