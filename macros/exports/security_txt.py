"""Where to report a leak, as security people look it up: /.well-known/security.txt (RFC 9116).

Only when a contact is filled in in portaal.yml: nobody is invented. It is found at the root of a host only; a site under
a path leaves it to the one who keeps that root.
"""

from __future__ import annotations

from collections.abc import Iterator

from macros import urls
from macros.exports import Publication

FILE = ".well-known/security.txt"


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    given = publication.portal.settings.beveiliging
    if given is None:
        return
    contact = given.contact if given.contact.startswith("https://") else f"mailto:{given.contact}"
    lines = [f"Contact: {contact}", f"Expires: {given.verloopt}T23:59:59Z", "Preferred-Languages: nl, en"]
    if publication.site_url:
        lines.append(f"Canonical: {urls.absolute(urls.MARK + FILE, publication.site_url)}")
    yield FILE, "\n".join(lines) + "\n"
