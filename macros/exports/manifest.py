"""What a telephone or computer needs to put the portal on its screen as if it were a program (web app manifest)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from macros import drawing, urls
from macros.exports import Publication
from macros.exports.pictures import ICONS

_SHORT = 12  # signs that fit under an icon


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    name = publication.portal.settings.naam
    file = urls.file_of(urls.manifest())
    icons = [{"src": urls.from_file(file, urls.icon(size)), "sizes": f"{size}x{size}", "type": "image/png"} for size in ICONS]
    icons.append({"src": urls.from_file(file, f"{urls.MARK}assets/favicon.svg"), "sizes": "any", "type": "image/svg+xml"})
    content = {
        "name": name,
        "short_name": name if len(name) <= _SHORT else name.split()[0],
        "lang": "nl",
        "dir": "ltr",
        "start_url": urls.from_file(file, urls.MARK),
        "scope": urls.from_file(file, urls.MARK),
        "display": "minimal-ui",
        "background_color": drawing.colour(),
        "theme_color": drawing.colour(),
        "icons": icons,
    }
    yield file, json.dumps(content, ensure_ascii=False, indent=1) + "\n"
