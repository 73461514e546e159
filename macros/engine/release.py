"""A release of the data: first everything is made and checked, then all files take their places, or none does."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros import addresses, problems, published, releases, urls, yamlfile
from macros.engine.examining import address_of, examine, publication_of
from macros.exports import archive, open_data
from macros.exports.archive import day_of_data
from macros.pages import words
from macros.portal import Portal
from macros.published import URLS_FILE
from macros.releases import RELEASES_FILE, Uitgave, Uitgaven
from macros.settings import NOT_SET, SETTINGS_FILE
from macros.upkeep import changelog, changes, deposits, versions

ARCHIVES, CHANGELOG, CHECKSUMS = Path("uitgaven"), "WIJZIGINGEN.md", "SHA256SUMS"


class Refused(Exception):
    """There will be no release; the message says why, for people. `code` is what the command ends with."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


@dataclasses.dataclass(frozen=True)
class Prepared:
    """A release that is ready: the files that stand beside the records and in `data`, and those of its archive."""

    release: Uitgave
    files: dict[Path, bytes]
    archive: Path
    archived: dict[str, bytes]
    new_addresses: int


def prepare(data: Path, docs: Path, versie: str, datum: date, site_url: str) -> Prepared:
    """Make everything of release `versie`; writes nothing. Raises `Refused`."""
    if not re.fullmatch(releases.VERSION, versie):
        raise Refused(f'"{versie}" kan geen uitgave zijn. Noem het jaar en een volgnummer, zoals VERSIE={datum.year}.1.', 2)
    portal, found = examine(data, docs)
    if problems.has_errors(found):
        errors = [problem for problem in found if problem.level == "fout"]
        raise Refused(f"{problems.report(errors)}\nEr is geen uitgave gemaakt.", 1)
    if portal.settings.uitgever == NOT_SET:
        raise Refused(
            f'{data / SETTINGS_FILE}: de uitgever is "{NOT_SET}". Een uitgave zonder uitgever kan niet: '
            "vul hem eerst in bij uitgever.",
            1,
        )
    try:
        return _prepared(portal, data, docs, _new(portal, data, versie, datum), address_of(portal, site_url))
    except versions.NoVersion as error:
        raise Refused(f"{error}\nEr is geen uitgave gemaakt.", 2) from None


def publish(prepared: Prepared) -> None:
    """Put everything in its place. When that fails everything is as it was, and the `OSError` goes on."""
    fresh = prepared.archive.with_name(f".{prepared.archive.name}.nieuw")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
        for name, content in prepared.archived.items():
            (fresh / name).write_bytes(content)
        with all_or_none(prepared.files):
            shutil.rmtree(prepared.archive, ignore_errors=True)  # of a release that was taken back
            fresh.rename(prepared.archive)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _new(portal: Portal, data: Path, versie: str, datum: date) -> Uitgave:
    """The release, if there can be one by that name, on that day, of records that git has."""
    last, latest_change = portal.release, day_of_data(portal)
    if last and releases.order(versie) <= releases.order(last.versie):
        year, number = releases.order(last.versie)
        following = f"{datum.year}.1" if datum.year > year else f"{year}.{number + 1}"
        same = "is er al" if versie == last.versie else f"komt na uitgave {last.versie} te laat"
        raise Refused(
            f"Uitgave {versie} {same}; de laatste is {last.versie} van {words.day(last.datum)}. "
            f"Kies een hoger nummer, zoals VERSIE={following}.",
            2,
        )
    for what, day in (("vorige uitgave", last.datum if last else None), ("laatste wijziging in de records", latest_change)):
        if day and datum < day:
            raise Refused(f"De {what} is van {words.day(day)}; een uitgave van {words.day(datum)} kan daar niet vóór vallen.", 2)
    commit, loose = versions.head(data), versions.uncommitted(data)
    if loose:
        raise Refused(
            f"Deze bestanden zijn nog niet vastgelegd in git: {', '.join(loose[:10])}{' …' if len(loose) > 10 else ''}. "
            "Leg ze eerst vast: een uitgave is een stand die later terug te vinden is.",
            2,
        )
    return Uitgave(versie=versie, datum=datum, commit=commit)


def _prepared(portal: Portal, data: Path, docs: Path, release: Uitgave, site_url: str) -> Prepared:
    place = data.resolve().parent
    before = portal.release
    changed = changes.read(versions.since(data, before.commit), portal.kinds) if before else None
    portal = dataclasses.replace(portal, release=release)
    publication = publication_of(portal, docs, site_url)
    made = dict(open_data.export(publication))
    told = changelog.section(release, changed, portal)
    citation = deposits.citation(portal.settings, release, site_url)
    archived = {
        f"kennisportaal-{release.versie}{Path(name).suffix}": made[urls.file_of(open_data.DOWNLOADS[name_in_index])]
        for name_in_index, name in (("zip", archive.NAME), ("database", open_data.SQLITE))
    }
    archived |= {CHANGELOG: told.encode(), deposits.CITATION: citation.encode()}
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in archived.items())
    new = addresses.new(publication)
    listed = data / URLS_FILE
    known = listed.read_bytes() if listed.exists() else b""
    log = place / CHANGELOG
    return Prepared(
        release,
        {
            data / RELEASES_FILE: _listed(data, release),
            listed: known + published.addition(known, new),
            log: changelog.added_to(log.read_text("utf-8") if log.exists() else "", told).encode(),
            place / deposits.CITATION: citation.encode(),
            place / deposits.ZENODO: deposits.zenodo(portal.settings, release, site_url).encode(),
        },
        place / ARCHIVES / release.versie,
        archived | {CHECKSUMS: sums.encode()},
        len(new),
    )


def _listed(data: Path, release: Uitgave) -> bytes:
    """The file with all releases, this one last."""
    path = data / RELEASES_FILE
    known = Uitgaven.model_validate(yamlfile.read_file(path)) if path.exists() else Uitgaven()
    lines = ["# De uitgaven van de gegevens. make release zet er een bij; haal er nooit een weg.", "uitgaven:"]
    for one in (*known.uitgaven, release):
        lines += [f'  - versie: "{one.versie}"', f"    datum: {one.datum}", f"    commit: {one.commit}"]
    return ("\n".join(lines) + "\n").encode()


@contextlib.contextmanager
def all_or_none(files: dict[Path, bytes]) -> Iterator[None]:
    """Write these files, and put back what they were when anything fails before the end of the block."""
    before = {path: path.read_bytes() if path.exists() else None for path in files}
    written: list[Path] = []
    try:
        for path, content in files.items():
            written.append(path)
            fresh = path.with_name(f".{path.name}.nieuw")
            fresh.write_bytes(content)
            os.replace(fresh, path)
        yield
    except BaseException:
        for path in written:
            path.with_name(f".{path.name}.nieuw").unlink(missing_ok=True)
            content = before[path]
            if content is None:
                path.unlink(missing_ok=True)
            elif path.read_bytes() != content:
                path.write_bytes(content)
        raise
