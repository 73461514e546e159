"""Every record and every list as Markdown beside its page, and `llms.txt`, which tells programs that read text where to begin."""

from __future__ import annotations

from collections.abc import Iterator

from macros import text, urls
from macros.exports import Publication
from macros.pages import plain, words
from macros.settings import NOT_SET


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    portal = publication.portal
    for records in portal.records.values():
        for record in records.values():
            yield urls.file_of(urls.markdown(record.url)), plain.of_record(record, portal)
    for kind in portal.kinds.values():
        yield urls.file_of(urls.markdown(urls.folder(kind.folder))), plain.of_list(kind, portal)
    yield urls.file_of(urls.llms()), _start(publication)


def addresses(publication: Publication) -> Iterator[str]:
    yield urls.llms()
    for folder in publication.portal.kinds:
        yield urls.markdown(urls.folder(folder))


def _start(publication: Publication) -> str:
    """Where to begin (llmstxt.org): the lists, the themes, and the same as data."""
    portal, settings = publication.portal, publication.portal.settings
    lists = [
        f"- [{kind.title}]({_link(urls.markdown(urls.folder(kind.folder)), publication)}): "
        f"{words.count(len(portal.public(kind.folder)), 'record', 'records')}. {kind.intro}"
        for kind in portal.kinds.values()
    ]
    followed = [
        f"- {text.markdown_link(record.titel, _link(urls.markdown(record.url), publication))}: {record.samenvatting}"
        for kind in portal.kinds.values()
        if kind.follow
        for record in portal.public(kind.folder)
    ]
    publisher = "nog niet vastgesteld" if settings.uitgever == NOT_SET else settings.uitgever
    about = [
        f"# {settings.naam}",
        "> Wat Nederland leerde over vrijwillige inzet: records met hun bron, en wie de conclusie trekt.",
        f"Uitgever: {publisher}. Licentie: {settings.licentie}. Dit is geen officiële uitgave van de coalitie duurzame "
        "vrijwillige inzet.",
        "Elk record staat als Markdown naast zijn pagina: zet index.md achter het adres. Onder de samenvatting staat wie de "
        "conclusie trekt: de bron zelf, wij, of deelnemers. Dat is geen bewijs: hoe stevig een bron is, staat in het record "
        "van die bron.",
        "## Lijsten",
        "\n".join(lists),
        "## Thema's en ambities",
        "\n".join(followed),
        "## Gegevens",
        f"- [JSON]({_link(urls.api_folder('index'), publication)}): alle records, per soort en per record\n"
        f"- [Atom]({_link(urls.feed(), publication)}): wat erbij kwam of veranderde",
    ]
    return "\n\n".join(about) + "\n"


def _link(address: str, publication: Publication) -> str:
    """A full address, or a relative one where the public address is not known."""
    site_url = publication.site_url
    return urls.absolute(address, site_url) if site_url else urls.from_file(urls.file_of(urls.llms()), address)
