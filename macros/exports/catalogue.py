"""The downloads as a catalogue that other catalogues harvest: DCAT (as DCAT-AP-NL uses it) in JSON-LD.

Nothing is said that is not known: without a publisher there is none in it. Addresses are relative to the file itself,
or full where the public address is known; the identifiers are the same everywhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import quote

from macros import urls
from macros.exports.archive import day_of_data
from macros.exports.json_api import path
from macros.kinds import Kind
from macros.portal import Portal
from macros.settings import NOT_SET

NAME = "catalogus.jsonld"
_HERE = urls.tag(urls.api_file(NAME))  # what the catalogue and its data sets are called, wherever the site is
_EU = "http://publications.europa.eu/resource/authority"
_IANA = "https://www.iana.org/assignments/media-types"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# media type → how the EU lists the format; SQLite is not on that list
_FORMATS = {"application/json": "JSON", "text/csv": "CSV", "application/zip": "ZIP"}


class Download(NamedTuple):
    """A file that readers fetch."""

    address: str
    title: str
    media_type: str
    content: bytes
    schema: str = ""  # the address of what describes it


def catalogue(portal: Portal, site_url: str, whole: Iterable[Download], by_kind: dict[str, list[Download]]) -> dict[str, Any]:
    """The catalogue: one data set of everything, and one of each kind."""
    settings = portal.settings

    def at(address: str) -> dict[str, str]:
        return {"@id": urls.absolute(address, site_url) if site_url else "../../" + path(address)}

    about: dict[str, Any] = {"dct:language": {"@id": f"{_EU}/language/NLD"}}
    if settings.uitgever != NOT_SET:
        about["dct:publisher"] = {"@type": "foaf:Organization", "foaf:name": _nl(settings.uitgever)}
    if settings.known_licence:
        about["dct:license"] = {"@id": settings.known_licence[1]}
    of_data = about | {"dct:accessRights": {"@id": f"{_EU}/access-right/PUBLIC"}}
    if settings.contact != NOT_SET:
        of_data["dcat:contactPoint"] = point = {"@type": "vcard:Kind", "vcard:fn": _nl(settings.naam)}
        if settings.mail:
            point["vcard:hasEmail"] = {"@id": f"mailto:{quote(settings.mail, safe='@')}"}
        elif settings.contact_page:
            point["vcard:hasURL"] = {"@id": settings.contact_page}
    of_data["dcat:theme"] = {"@id": f"{_EU}/data-theme/SOCI"}
    everything = {
        **_dataset("alles", settings.naam, "Alle records, met hun herkomst en relaties."),
        **_dates(portal),
        **of_data,
        "dcat:landingPage": at(urls.page()),
        "dcat:distribution": [_distribution(download, at, about) for download in whole],
    }
    sets = [everything]
    for folder, downloads in by_kind.items():
        kind = portal.kinds[folder]
        sets.append(
            {
                **_dataset(folder, kind.title, kind.intro),
                **_dates(portal, folder),
                **of_data,
                "dct:isPartOf": {"@id": everything["@id"]},
                "dcat:landingPage": at(urls.folder(folder)),
                "dcat:distribution": [_distribution(download, at, about) for download in downloads],
            }
        )
    return {
        "@context": _CONTEXT,
        "@id": _HERE,
        "@type": "dcat:Catalog",
        "dct:title": _nl(settings.naam),
        "dct:description": _nl("Wat Nederland leerde over vrijwillige inzet, met bron."),
        "foaf:homepage": at(urls.page()),
        **_dates(portal),
        **about,
        "dcat:dataset": sets,
    }


def as_table(kind: Kind) -> str:
    """What the table of a kind is called."""
    return f"{kind.title} als tabel"


def _dataset(name: str, title: str, description: str) -> dict[str, Any]:
    id_ = f"{_HERE}#{name}"
    return {"@id": id_, "@type": "dcat:Dataset", "dct:identifier": id_, "dct:title": _nl(title)} | {
        "dct:description": _nl(description)
    }


def _distribution(download: Download, at: Any, about: dict[str, Any]) -> dict[str, Any]:
    made: dict[str, Any] = {
        **{"@type": "dcat:Distribution", "dct:title": _nl(download.title)},
        "dcat:accessURL": at(download.address),
        "dcat:downloadURL": at(download.address),
        "dcat:mediaType": {"@id": f"{_IANA}/{download.media_type}"},
        "dcat:byteSize": {"@value": str(len(download.content)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": hashlib.sha256(download.content).hexdigest(), "@type": "xsd:hexBinary"},
        },
    }
    if download.media_type in _FORMATS:
        made["dct:format"] = {"@id": f"{_EU}/file-type/{_FORMATS[download.media_type]}"}
    if download.schema:
        made["dct:conformsTo"] = at(download.schema)
    return made | {name: about[name] for name in ("dct:license",) if name in about}


def _dates(portal: Portal, *folders: str) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if day := day_of_data(portal, *folders):
        made["dct:modified"] = {"@value": day.isoformat(), "@type": "xsd:date"}
    if portal.release:
        made["dct:issued"] = {"@value": portal.release.datum.isoformat(), "@type": "xsd:date"}
        made["dcat:version"] = portal.release.versie
    return made


def _nl(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nl"}
