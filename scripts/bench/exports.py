"""The same build as `scripts.site` makes, with few of the files for machines: `make bench` shows what those cost.

`python -m scripts.bench.exports` makes only what the pages themselves ask for, and `… sitemap json` also the sitemap and
the JSON of every record, which is what `make bench` lets its peers make.
"""

from __future__ import annotations

from scripts import command

if __name__ == "__main__":
    command.begin()  # as scripts/site.py does, before all else is imported

import sys  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from types import SimpleNamespace  # noqa: E402

from macros import exports, urls  # noqa: E402
from macros.engine import run  # noqa: E402
from macros.exports import Publication, json_api, manifest, open_data, sitemap  # noqa: E402


def _index(publication: Publication) -> Iterator[tuple[str, str]]:
    """What the folder of a site is known by: without it no build would put a new site there."""
    yield urls.file_of(urls.api_folder("index")), json_api.index(publication.portal, open_data.DOWNLOADS)


def _json(publication: Publication) -> Iterator[tuple[str, str]]:
    return json_api.record_files(publication.portal, json_api.texts(publication.portal))


ALWAYS = (manifest, SimpleNamespace(__name__="index", export=_index))
CHOICE = {"sitemap": sitemap, "json": SimpleNamespace(__name__=exports.OPEN_DATA, export=_json)}

if __name__ == "__main__":
    wanted = [*ALWAYS, *(CHOICE[name] for name in sys.argv[1:])]
    exports.formats = lambda: wanted
    command.end(run.site())
