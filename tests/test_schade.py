"""Damage at random in a data folder: always a problem with a place, or a good site; never a traceback."""

from __future__ import annotations

import os
import random
import re
import shutil
from itertools import cycle
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from macros import exports
from macros.engine.examining import publication_of
from macros.kinds import all_kinds
from macros.pages.render import renderer_of
from macros.problems import has_errors, report
from tests.bouwen import examine_thoroughly
from tests.conftest import ROOT, make_site
from tests.vullen import Filler, models

PLACE = re.compile(r"^[^\n]+:\d+:\d+: (fout|waarschuwing)\[[a-z0-9-]+\]: .+$")
VALUES = (
    "", "null", "true", "no", "[]", "{}", "[[]]", "{a: {b: c}}", "- x", "0", "-1", "99999999999999999999", "1.0e999", "-1.5e308",
    ".inf", ".nan", "0x1F", "010", "1_000", "12:30", "2023-02-30", "0001-01-01", "9999-12-31", "2023-06-14 25:61", "0000-00-00",
    "2023-06-14T10:00:00Z", "&a x", "*a", "!!python/object/apply:os.system [id]", "!x y", "|", ">-", "'", '"', '"\\0"', '"\\ud800"',  # noqa: E501
    "@x", "`x`", "%x", "? x", "[a, b", "{a: b", "lessen/bestaat-niet", "../../etc/passwd", "https://", "x" * 20_001, "é" * 400,
    "[" * 60, "<<: x", "\u202e", "a: b: c", "\ufeff",
)  # fmt: skip
RAW = (
    b"\0",
    b"\xff\xfe",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\x1b[31m",
    b"\t",
    b"\r",
    b"---\n",
    b"...\n",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"\x85",
)
NAMES = (
    "Nieuw.yml",
    "1.yml",
    "a b.yml",
    "é.yml",
    "x.yaml",
    "x.YML",
    ".yml",
    "kader.yml",
    "lijst.yml",
    "x\ny.yml",
    "\x1b[31m.yml",
    "-.yml",
    "x" * 200 + ".yml",
)
ACTIONS = (
    "flip", "insert", "cut", "delete", "double", "move", "rename", "value", "indent", "empty", "junk", "away", "elsewhere", "folder",  # noqa: E501
    "link", "copy", "name", "bytes_name", "deep", "encode", "pipe", "new_folder", "swap", "digits",
)  # fmt: skip


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Path:
    """A record of every class, good and small, so that it can be read thousands of times."""
    folder = tmp_path_factory.mktemp("boom") / "data"
    kinds = all_kinds()
    ids = {kind.folder: f"een-{kind.models[0].__name__.lower()}" for kind in kinds.values()}
    texts = cycle(("Samen beter", "Wat helpt: een vaste dag", "In 2023 deden 12 mensen mee.", "Zie [dit](lessen/een-les)."))
    for kind, model in models(kinds):
        record = Filler(kinds, lambda path, rich: next(texts), ids).record(model)
        path = folder / kind.folder / f"een-{model.__name__.lower()}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")
    shutil.copy(ROOT / "data" / "zoekwoorden.yml", folder)
    (folder / "urls.txt").write_text("/lessen/\n/lessen/een-les/\n")
    return folder


def every_overview() -> str:
    """A page with all that gathers from the data."""
    own = ["tegenspraak()", "openvragen()", "ontbreekt()", "tijdlijn()", "kerncijfers()", "themagroepen()", "nieuw()"]
    own += ["coalitieplaat()", 'matrix("leden", "ambities")', 'matrix("lessen", "themas")', "zoekresultaten()"]
    kinds = [call for kind in all_kinds() for call in (f'lijst("{kind}")', f"{kind}()", f"{kind}(kort=true)")]
    return "# Start\n\n" + "\n\n".join(f"{{{{ {call} }}}}" for call in (*own, *kinds)) + "\n"


def damage(data: Path, action: str, chance: random.Random) -> None:
    """Do one thing to one file of a data folder."""
    files = sorted(path for path in data.rglob("*") if path.is_file() and not path.is_symlink() and not path.is_fifo())
    if not files:
        return
    path = chance.choice(files)
    raw = path.read_bytes()
    lines = raw.split(b"\n")
    line = chance.randrange(len(lines))
    place = chance.randrange(len(raw) + 1)
    if action == "flip" and raw:
        changed = bytearray(raw)
        changed[place % len(raw)] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
    elif action == "insert":
        path.write_bytes(raw[:place] + chance.choice(RAW) + raw[place:])
    elif action == "cut":
        path.write_bytes(raw[:place])
    elif action == "delete":
        path.write_bytes(b"\n".join(lines[:line] + lines[line + 1 :]))
    elif action == "double":
        path.write_bytes(b"\n".join([*lines[:line], lines[line], *lines[line:]]))
    elif action == "move":
        moved = lines.pop(line)
        lines.insert(chance.randrange(len(lines) + 1), moved)
        path.write_bytes(b"\n".join(lines))
    elif action == "rename":
        lines[line] = re.sub(
            rb"\w+:", chance.choice((b"titel:", b"veld:", b"no:", b"1:", b":", b"? x:", b"[a]:", b"soort:")), lines[line], count=1
        )
        path.write_bytes(b"\n".join(lines))
    elif action == "value":
        key, colon, _ = lines[line].partition(b":")
        lines[line] = key + colon + b" " + chance.choice(VALUES).encode("utf-8", "surrogatepass")
        path.write_bytes(b"\n".join(lines))
    elif action == "digits":
        path.write_bytes(re.sub(rb"\d+", lambda found: chance.choice((b"0", b"9" * 30, b"-1", b"99", found[0])), raw))
    elif action == "indent":
        lines[line] = b" " * chance.randrange(9) + lines[line].lstrip()
        path.write_bytes(b"\n".join(lines))
    elif action == "empty":
        path.write_bytes(chance.choice((b"", b"\n", b"#x", b"---", b"{}", b"[]", b"null", b"x")))
    elif action == "junk":
        path.write_bytes(chance.randbytes(chance.randrange(1, 3000)))
    elif action == "away":
        path.unlink()
    elif action == "elsewhere":
        path.rename(chance.choice(sorted(part for part in data.iterdir() if part.is_dir())) / path.name)
    elif action == "folder":
        path.unlink()
        path.mkdir()
    elif action == "link":
        path.unlink()
        path.symlink_to(chance.choice(("/etc/passwd", path.name, "nergens", "..", "/dev/zero")))
    elif action == "copy":
        shutil.copy(path, path.with_name(f"nog-een-{path.name}"))
    elif action == "name":
        path.rename(path.with_name(chance.choice(NAMES)))
    elif action == "bytes_name":
        os.rename(os.fsencode(path), os.fsencode(path.parent) + b"/caf\xe9\xff.yml")
    elif action == "deep":
        sign, end = chance.choice(((b"[", b"]"), (b"{a: ", b"}"), (b"- ", b"")))
        times = chance.choice((10, 39, 41, 5_000))
        path.write_bytes(raw + b"extra: " + sign * times + end * times)
    elif action == "encode":
        path.write_bytes(
            raw.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-8-sig", "utf-32", "cp1252")), "replace")
        )
    elif action == "pipe":
        path.unlink()
        os.mkfifo(path)
    elif action == "new_folder":
        (data / chance.choice(("lesen", "api", "x\ny", ".git", "lessen/lijst"))).mkdir(exist_ok=True)
    elif action == "swap":
        other = chance.choice(files)
        other_raw = other.read_bytes()
        other.write_bytes(raw)
        path.write_bytes(other_raw)


def judge(data: Path, docs: Path) -> bool:
    """Whether a damaged folder still makes a site; what is said of it is for people, and each with its place."""
    portal, found = examine_thoroughly(data, docs)
    printed = report(found)
    printed.encode("utf-8")
    for problem in found:
        assert PLACE.match(str(problem)), repr(problem)
    if has_errors(found):
        return False
    renderer = renderer_of(portal)
    renderer.prepare()
    for record in portal.all():
        renderer.record(record, "https://voorbeeld.example/")
    for format_ in exports.formats():
        list(format_.export(publication_of(portal, docs, "https://voorbeeld.example/")))
    return True


def test_the_tree_is_good(tree, tmp_path):
    (tmp_path / "index.md").write_text(every_overview(), "utf-8")
    assert judge(tree, tmp_path)


def try_all(tree: Path, tmp_path: Path, times: int) -> tuple[int, int]:
    """Damage the tree in `times` ways, the same every time. Returns how often a site could be made, and how often not."""
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text(every_overview(), "utf-8")
    outcomes = [0, 0]

    @settings(max_examples=times, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=3), st.integers(0, 2**32))
    def run(actions: list[str], seed: int) -> None:
        data = tmp_path / "data"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(tree, data)
        chance = random.Random(seed)
        for action in actions:
            damage(data, action, chance)
        outcomes[judge(data, docs)] += 1

    run()
    return outcomes[1], outcomes[0]


def test_damage_is_told_or_harmless(tree, tmp_path, figure):
    made, told = try_all(tree, tmp_path, 100)  # of far fewer perhaps none is still a good site
    assert made and told
    figure("beschadigde mappen", made + told, "verteld met plaats, of toch een goede site")


@pytest.mark.slow
def test_much_damage_is_told_or_harmless(tree, tmp_path, figure):
    made, told = try_all(tree, tmp_path, 1000)
    assert made and told
    figure("beschadigde mappen", made + told, "verteld met plaats, of toch een goede site")


@pytest.mark.slow
def test_the_real_build_of_damaged_folders(tree, tmp_path, figure):
    """The command itself: all is told and the old site stays, or there is a whole new one."""
    chance = random.Random(6)
    for number in range(40):
        data, site = tmp_path / "data", tmp_path / "site"
        shutil.rmtree(data, ignore_errors=True)
        shutil.copytree(tree, data)
        damage(data, ACTIONS[number % len(ACTIONS)], chance)
        before = sorted(path for path in site.rglob("*.html")) if site.exists() else []
        done = make_site(site, data)
        said = done.stdout + done.stderr
        assert "Traceback" not in said, said
        if done.returncode:
            assert done.returncode == 1 and "Er is niets veranderd aan de site." in said, said
            assert any(PLACE.match(line) or line.startswith("::error") for line in said.splitlines()), said
            assert sorted(path for path in site.rglob("*.html")) == before
        else:
            records = {f"{path.parent.name}/{path.stem}.json" for path in data.glob("*/*.yml")}
            made = {path.relative_to(site / "api/v1").as_posix() for path in site.glob("api/v1/*/*.json")}
            assert {file for file in made if not file.startswith("thema/")} == records
        figure("beschadigde mappen", 1, "door het echte commando verteld, of een goede site")
