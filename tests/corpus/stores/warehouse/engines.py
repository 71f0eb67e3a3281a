"""Engines to count in: DuckDB in a folder, and a PostgreSQL server of the test's own."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pytest

OPTIONS = "-c listen_addresses='' -c fsync=off -c max_connections=20 -c shared_buffers=16MB"


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server on a Unix socket; the test is skipped where none is installed."""
    programs = _programs()
    # A server refuses to run as root, who hands it to the user that Debian's package makes.
    user = "postgres" if os.geteuid() == 0 else None
    # Paths of sockets are short, and pytest's folders are closed to other users.
    home = Path(mkdtemp(prefix="pg-", dir="/tmp"))
    if user:
        shutil.chown(home, user)
    data = home / "data"

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [programs / program, *arguments],
            user=user,
            cwd=home,
            check=True,
            capture_output=True,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
        )

    try:
        run("initdb", "-D", str(data), "-A", "trust", "-U", "insight", "-E", "UTF8")
        log = str(home / "log")
        run("pg_ctl", "-D", str(data), "-w", "-l", log, "-o", f"{OPTIONS} -k {home}", "start")
        try:
            yield f"postgres://insight:a%20secret@/postgres?host={home}"
        finally:
            run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _programs() -> Path:
    on_path = shutil.which("initdb")
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not on_path and not installed:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    if os.geteuid() == 0 and "postgres" not in {user.pw_name for user in pwd.getpwall()}:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    return Path(on_path).parent if on_path else installed[-1].parent
