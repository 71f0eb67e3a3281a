"""What the project promises about itself: its lock, its links, its package and its floors."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path
from zipfile import ZipFile

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

WINGS = ("assistant", "corpus", "evals")
TRAINING = {"torch"}  # installed by hand, where the entailment model is trained
VENDORS = {
    "bs4",
    "chromadb",
    "duckdb",
    "langchain_core",
    "langchain_openai",
    "lxml",
    "numpy",
    "onnxruntime",
    "openai",
    "pyarrow",
    "pydantic",
    "pypdf",
    "rich",
    "tantivy",
    "tiktoken",
    "tokenizers",
    "typer",
}

PIN = re.compile(r"[a-z0-9._-]+==\S+( ; .+)?( \\\n {4}--hash=sha256:[0-9a-f]{64})+")


@pytest.fixture(scope="module")
def lock(repository: Path) -> str:
    return (repository / "constraints.txt").read_text(encoding="utf-8")


def test_the_lock_names_no_host_and_no_path(lock: str) -> None:
    assert not re.search(r"://|index-url|find-links|trusted-host|\S@\S|^[-/]", lock, re.MULTILINE)


def test_every_line_of_the_lock_is_pinned_and_hashed(lock: str) -> None:
    pins = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE).strip())
    for pin in pins:
        assert PIN.fullmatch(pin)


def test_the_lock_satisfies_every_dependency(lock: str, repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [project["dependencies"], *project["optional-dependencies"].values()]
    pinned = dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.MULTILINE))
    for dependency in map(Requirement, chain.from_iterable(wanted)):
        if dependency.name != project["name"]:
            assert pinned.get(canonicalize_name(dependency.name), "0") in dependency.specifier


def test_every_package_that_is_imported_is_a_declared_dependency(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = chain(project["dependencies"], *project["optional-dependencies"].values())
    declared = {canonicalize_name(Requirement(each).name) for each in wanted} | {"pydantic-core"}
    providers = packages_distributions()
    foreign = _imported(repository) - sys.stdlib_module_names - {*WINGS, "tests"}
    undeclared = {
        package
        for package in foreign
        if not declared & {canonicalize_name(name) for name in providers.get(package, [])}
    }
    assert undeclared == TRAINING


def test_nothing_in_the_lock_brings_torch(lock: str) -> None:
    assert not re.search(r"^(torch|nvidia-|sentence-transformers|transformers)", lock, re.MULTILINE)


@pytest.mark.parametrize("module", WINGS)
def test_importing_a_wing_loads_no_vendor(module: str) -> None:
    probe = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    loaded = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not VENDORS & set(loaded)


def test_every_link_in_the_docs_leads_to_a_file(repository: Path) -> None:
    missing = [
        f"{page.relative_to(repository)}: {link}"
        for page in _pages(repository)
        for link in _local_links(page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert missing == []


def test_generated_things_are_ignored(repository: Path) -> None:
    generated = (".venv/x", ".insight/x", "corpus/__pycache__/x", ".env", "dist/x", ".mypy_cache/x")
    assert _git(repository, "check-ignore", "--no-index", *generated) == list(generated)


@pytest.mark.slow
def test_the_wheel_holds_the_code_and_all_its_data(repository: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=repository, check=True, capture_output=True)
    with ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        held = set(wheel.namelist())
    assert set(_git(repository, "ls-files", *WINGS)) - held == set()
    assert not [name for name in held if name.startswith("tests/")]


def test_the_layers_hold(repository: Path) -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    report = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert report.returncode == 0, report.stdout


def _imported(repository: Path) -> set[str]:
    files = chain.from_iterable((repository / wing).rglob("*.py") for wing in (*WINGS, "tests"))
    nodes = chain.from_iterable(ast.walk(ast.parse(file.read_text("utf-8"))) for file in files)
    packages = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            packages |= {name.name.partition(".")[0] for name in node.names}
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            packages.add(node.module.partition(".")[0])
    return packages


def _git(repository: Path, *arguments: str) -> list[str]:
    # A checkout that another user owns is still this checkout.
    command = ["git", "-c", "safe.directory=*", *arguments]
    run = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


def _pages(repository: Path) -> Iterator[Path]:
    yield from repository.glob("*.md")
    yield from (repository / "docs").rglob("*.md")


def _local_links(text: str) -> Iterator[str]:
    prose = re.sub(r"^(```|    ).*$", "", text, flags=re.MULTILINE)
    for link in re.findall(r"\]\(([^)\s]+)\)|src=\"([^\"]+)\"", prose):
        target = "".join(link).partition("#")[0]
        if target and "://" not in target:
            yield target
