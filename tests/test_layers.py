"""Imports only point downwards: whoever reads a module needs to know only what lies below it."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent / "macros"

# From the top down. Modules in one group stand beside each other and may use one another.
LAYERS = (
    {"engine"},
    {
        "addresses",
        "editing",
        "frames",
        "extension",
        "exports",
        "offline",
        "search",
        "output",
        "package",
        "stamping",
        "upkeep",
        "intake",
    },
    {"pages"},
    {"checks"},
    {"renewal"},
    {"portal"},
    {"load"},
    {
        "filenames",
        "link_exceptions",
        "messages",
        "published",
        "reading",
        "releases",
        "settings",
        "sources",
        "synonyms",
        "wordlist",
    },
    {"kinds"},
    {
        "compact",
        "conflicts",
        "drawing",
        "folders",
        "halves",
        "kept",
        "ical",
        "policy",
        "problems",
        "rules",
        "stopping",
        "text",
        "urls",
        "yamlcomments",
        "refusal",
        "yamlerrors",
        "yamlmeant",
        "yamlfile",
        "yamlsimple",
        "yamlwriting",
    },
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}


def imports(path: Path) -> set[str]:
    """The parts of `macros` that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "macros":
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("macros."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {name.name.split(".")[1] for name in node.names if name.name.startswith("macros.")}
    return found


def test_every_part_has_a_layer():
    parts = {path.stem for path in ROOT.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert parts - {"__init__"} == set(LEVEL)


def test_imports_point_downwards():
    wrong = []
    for path in ROOT.rglob("*.py"):
        own = path.relative_to(ROOT).parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        wrong += [f"{path.relative_to(ROOT)} → {name}" for name in imports(path) if LEVEL[name] < LEVEL[own]]
    assert not wrong


def test_mkdocs_is_known_in_one_place():
    users = {
        path.relative_to(ROOT).parts[0]
        for path in ROOT.rglob("*.py")
        if "mkdocs"
        in {
            name.split(".")[0]
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
    }
    assert users == {"engine"}
