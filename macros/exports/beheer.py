"""The forms under /beheer/ for who has an account at the Git host: Decap CMS, from its npm package, with our settings.

Without that package there is no /beheer/. While `data/portaal.yml` does not say where the records stand in Git and how
people sign in there, the page says what is missing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from markupsafe import escape

from macros import policy, text, urls
from macros.compact import dump
from macros.exports import Publication, beheer_formulier
from macros.settings import Broncode, Settings

PACKAGES = Path(sys.prefix) / "npm" / "beheer" / "node_modules"  # where scripts/set_up.py puts them
FILES = {  # what the page needs of them, and their licences
    "decap-cms.js": "decap-cms/dist/decap-cms.js",
    "decap-cms.js.LICENSE.txt": "decap-cms/dist/decap-cms.js.LICENSE.txt",
    "js-yaml.mjs": "js-yaml/dist/browser/js-yaml.esm.min.mjs",
    "js-yaml.LICENSE.txt": "js-yaml/LICENSE",
}
NOT_MADE = "Zonder /beheer/: de pakketten daarvoor haalt npm op, en dat is hier niet gelukt (zie CONTRIBUTING.md)."
_GUIDE = "over/beheer"

_HEAD = """<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
{policy}<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta name="description" content="Formulieren waarmee medewerkers met een account records schrijven.">
<meta name="color-scheme" content="{scheme}">
<title>Formulieren voor medewerkers · {name}</title>
<link rel="icon" href="{start}assets/favicon.svg">
"""
_NOT_YET = """<link rel="stylesheet" href="{start}assets/kaart.css">
</head>
<body>
<main>
<h1>Formulieren voor medewerkers</h1>
<p>Hier komen formulieren voor wie een account heeft bij de Git-host van dit portaal. Zij werken nog niet. In
data/portaal.yml staat nog niet: {missing}.</p>
<p><a href="{guide}">Wat is daarvoor nodig?</a></p>
<p class="portaal"><a href="{start}">{name}</a></p>
</main>
</body>
</html>
"""
_FORMS = """<script type="module" src="{start}assets/beheer.js"></script>
</head>
<body>
<main id="kp-beheer">
<h1>Formulieren voor medewerkers</h1>
<p>De formulieren worden geladen; dat kan even duren. Gebeurt er niets? Zij werken alleen met JavaScript.</p>
<p class="portaal"><a href="{start}">{name}</a></p>
</main>
</body>
</html>
"""


def available() -> bool:
    """Whether the packages are there; without npm or network they are not."""
    return all((PACKAGES / source).is_file() for source in FILES.values())


def missing(settings: Settings) -> str:
    """What `data/portaal.yml` does not say yet, in words; empty when the forms can work."""
    source, signing_in = settings.broncode, settings.beheer
    if source is None:
        return "waar de bestanden van het portaal worden bewaard (broncode)"
    if source.soort == "github":
        return "" if signing_in and signing_in.aanmelden else "het adres van de aanmeldhulp (beheer, aanmelden)"
    return "" if signing_in and signing_in.app_id else "de id van de toepassing (beheer, app_id)"


def policy_of(publication: Publication) -> str:
    """The policy of the page with the forms; empty when there are none."""
    settings = publication.portal.settings
    return "" if missing(settings) or not available() else _policy(settings.broncode)


def export(publication: Publication) -> Iterator[tuple[str, str | bytes]]:
    if not available():
        return
    settings, folder = publication.portal.settings, urls.BEHEER
    values = {"start": urls.MARK, "name": escape(settings.naam), "guide": urls.page(_GUIDE), "missing": missing(settings)}
    if values["missing"]:
        html = (_HEAD + _NOT_YET).format(policy=policy.META, scheme="light dark", **values)
    else:
        html = (_HEAD + _FORMS).format(policy=policy.meta(policy_of(publication)), scheme="light", **values)
        yield f"{folder}/config.json", dump(config(publication)) + "\n"
        for name, source in FILES.items():
            yield f"{folder}/{name}", (PACKAGES / source).read_bytes()
    file = f"{folder}/index.html"
    yield file, text.in_order(urls.relative(html, file))


def _policy(source: Broncode) -> str:
    """It may also talk to the Git host, and show who is signed in."""
    if source.soort == "github":
        return policy.for_forms(["https://api.github.com"], ["https://avatars.githubusercontent.com"])
    address = urlsplit(source.adres)
    origin = f"{address.scheme}://{address.netloc}"
    return policy.for_forms([origin], [origin])


def config(publication: Publication) -> dict[str, Any]:
    """The settings of Decap CMS. A form becomes a pull request (its editorial workflow)."""
    address = {"site_url": publication.site_url, "display_url": publication.site_url} if publication.site_url else {}
    return {
        "load_config_file": False,
        "backend": backend(publication.portal.settings),
        "publish_mode": "editorial_workflow",
        "locale": "nl",
        **address,
        "media_folder": "docs/bestanden",  # it asks for one; no form has a file
        "public_folder": "/bestanden",
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": list(beheer_formulier.collections(publication.portal)),
    }


def backend(settings: Settings) -> dict[str, Any]:
    """How it reaches the Git host, and how people sign in there."""
    source, signing_in = settings.broncode, settings.beheer
    server, repository = _parts(source)
    made = {
        "name": source.soort,
        "repo": repository,
        "branch": source.tak,
        "commit_messages": {
            "create": "{{collection}}: {{slug}} toegevoegd",
            "update": "{{collection}}: {{slug}} aangepast",
            "delete": "{{collection}}: {{slug}} verwijderd",
        },
    }
    if source.soort == "github":
        # Who may not write in the repository works in a copy of their own, and proposes from there.
        return made | {"base_url": signing_in.aanmelden.rstrip("/"), "open_authoring": True, "squash_merges": True}
    made |= {"app_id": signing_in.app_id, "base_url": server}
    if source.soort == "gitlab":
        return made | {"auth_type": "pkce", "auth_endpoint": "oauth/authorize", "api_root": f"{server}/api/v4"}
    return made | {"api_root": f"{server}/api/v1"}


def _parts(source: Broncode) -> tuple[str, str]:
    """The address of the host, and the repository there. Forgejo may live under a path; a GitLab has groups in groups."""
    address = urlsplit(source.adres)
    names = address.path.strip("/").removesuffix(".git").split("/")
    under = len(names) - 2 if source.soort == "forgejo" else 0
    return "/".join([f"{address.scheme}://{address.netloc}", *names[:under]]), "/".join(names[under:])
