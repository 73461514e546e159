"""How archives and citing programs learn what a release is: CITATION.cff, and .zenodo.json for Zenodo. Only known facts."""

from __future__ import annotations

import json
from typing import Any

import yaml

from macros.releases import Uitgave
from macros.settings import Settings

CITATION, ZENODO = "CITATION.cff", ".zenodo.json"
_ABOUT = (
    "Lessen, cijfers, handreikingen en andere kennis over vrijwillige inzet in Nederland, elk met bron en mate van zekerheid."
)
_KEYWORDS = ["vrijwilligerswerk", "vrijwillige inzet", "Nederland"]


def citation(settings: Settings, release: Uitgave, site_url: str) -> str:
    """How to cite a release, in the Citation File Format."""
    made: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": "Gebruikt u deze gegevens? Verwijs er dan zo naar.",
        "type": "dataset",
        "title": settings.naam,
        "abstract": _ABOUT,
        "authors": [{"name": settings.uitgever}],
        "version": release.versie,
        "date-released": release.datum,
        "keywords": _KEYWORDS,
    }
    if settings.known_licence:
        made["license"] = settings.known_licence[0]
    if site_url:
        made["url"] = site_url
    return yaml.safe_dump(made, allow_unicode=True, sort_keys=False, width=120)


def zenodo(settings: Settings, release: Uitgave, site_url: str) -> str:
    """What Zenodo asks about a release."""
    made: dict[str, Any] = {
        "upload_type": "dataset",
        "title": f"{settings.naam}, uitgave {release.versie}",
        "description": f"<p>{_ABOUT}</p>",
        "creators": [{"name": settings.uitgever}],
        "version": release.versie,
        "publication_date": release.datum.isoformat(),
        "access_right": "open",
        "language": "nld",
        "keywords": _KEYWORDS,
    }
    if settings.known_licence:
        made["license"] = settings.known_licence[0].lower()
    if site_url:
        made["related_identifiers"] = [{"identifier": site_url, "relation": "isIdenticalTo", "scheme": "url"}]
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"
