"""What a page tells machines about its subject: JSON-LD in the words of schema.org.

Things are identified by `tag:` URIs, which do not depend on the host; addresses stand there only when the public one is
known, and a publisher only when there is one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from macros import urls
from macros.compact import dump
from macros.kinds import Kind, Record
from macros.kinds.schema_org import ARTICLE, Told
from macros.portal import Portal
from macros.settings import NOT_SET, Settings

# The words themselves instead of an address to fetch them from: it reads the same without network.
CONTEXT = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "item": {"@type": "@id"}}
HOME = "Start"

Node = dict[str, Any]
Step = tuple[str, str]  # what a page on the way is called, and its address


def script(nodes: list[Node]) -> str:
    """The element that holds these nodes; nothing in it can end the element."""
    text = dump({"@context": CONTEXT, "@graph": nodes}).replace("<", "\\u003c")
    return f'<script type="application/ld+json">{text}</script>'


def of_record(record: Record, portal: Portal, site_url: str) -> str:
    """The subject of a record's page and the way to it; of one that is not public only the way."""
    way = trail([(portal.kinds[record.map].title, urls.folder(record.map)), (record.titel, record.url)], site_url)
    return script([_subject(record, portal, site_url), way] if record.is_public else [way])


def of_list(kind: Kind, title: str, description: str, address: str, settings: Settings, site_url: str) -> str:
    """A page of the list of a kind."""
    first = urls.folder(kind.folder)
    node = _page("CollectionPage", title, description, address, settings, site_url)
    nodes = [node, trail([(kind.title, first)] + [(title, address)] * (address != first), site_url)]
    if any(model.schema.type == "DefinedTerm" for model in kind.models):
        # The set of terms is not the page that lists them.
        nodes.append({"@type": "DefinedTermSet", "@id": _terms(kind.folder), "name": kind.title})
    return script(nodes)


def of_page(title: str, description: str, address: str, above: Iterable[Step], settings: Settings, site_url: str) -> str:
    """A hand-written page; `above` are the pages between the home page and this one."""
    if address != urls.MARK:
        node = _page("WebPage", title, description, address, settings, site_url)
        return script([node, trail([*above, (title, address)], site_url)])
    node = _page("WebSite", settings.naam, description, address, settings, site_url)
    del node["isPartOf"]
    if site_url:
        target = {"@type": "EntryPoint", "urlTemplate": urls.absolute(urls.search(), site_url) + "?q={search_term_string}"}
        node["potentialAction"] = {"@type": "SearchAction", "target": target, "query-input": "required name=search_term_string"}
    return script([node])


def trail(steps: Iterable[Step], site_url: str) -> Node:
    """The pages from the home page to this one, which is the last."""
    found = [
        {
            "@type": "ListItem",
            "position": number,
            "name": name,
            "item": urls.absolute(address, site_url) if site_url else urls.tag(address),
        }
        for number, (name, address) in enumerate([(HOME, urls.MARK), *steps], 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": found}


def _page(type_: str, name: str, description: str, address: str, settings: Settings, site_url: str) -> Node:
    return {
        "@id": urls.tag(address),
        "@type": type_,
        "name": name,
        "description": description,
        **_ours(settings),
        **({"url": urls.absolute(address, site_url)} if site_url else {}),
    }


@functools.cache
def _ours(settings: Settings) -> Node:
    """What holds for all that we write."""
    node: Node = {"inLanguage": "nl", "isPartOf": {"@id": urls.tag(urls.MARK)}}
    if settings.uitgever != NOT_SET:
        node["publisher"] = {"@type": "Organization", "name": settings.uitgever}
    if settings.licentie != NOT_SET:
        node["license"] = {"@type": "CreativeWork", "name": settings.licentie}
        if settings.known_licence:
            node["license"]["url"] = settings.known_licence[1]
    return node


def _subject(record: Record, portal: Portal, site_url: str) -> Node:
    """What a record is about. Of an article the page is the thing itself; of other things it is a page about them."""
    schema, named = record.schema, _named(record, portal)
    type_, own = schema.type_of(record), {"url": urls.absolute(record.url, site_url)} if site_url else {}
    page = {**_written(record, portal, named), **own}
    node = {"@id": urls.tag(record.first_url), "@type": type_}
    if type_ == ARTICLE.type:
        return node | {"headline": record.titel, "description": record.samenvatting, **page}
    node |= {"name": record.titel, "description": record.samenvatting}
    for name, told in schema.properties.items():
        field = told.field if isinstance(told, Told) else told
        if (value := getattr(record, field)) is not None and value != []:
            said = named.get(field) or _said(value, told)
            if said:
                node[name] = said
    if type_ == "DefinedTerm":
        node["inDefinedTermSet"] = {"@id": _terms(record.map)}
    if type_ == "Dataset":
        node |= {name: value for name, value in page.items() if name == "license"}
        if site_url:
            address = urls.absolute(urls.api_record(record.map, record.id), site_url)
            node["distribution"] = {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": address}
    node["mainEntityOfPage"] = {"@id": f"{node['@id']}#pagina", "@type": "WebPage", **page}
    return node


def _written(record: Record, portal: Portal, named: dict[str, list[Node]]) -> Node:
    """What is known of the text on the page of a record."""
    node = dict(_ours(portal.settings))
    if record.toegevoegd:
        node["datePublished"] = str(record.toegevoegd)
    if record.versie:
        node["dateModified"] = str(record.versie)
    if "themas" in named:
        node["about"] = named["themas"]
    if "herkomst" in named:
        node["isBasedOn"] = named["herkomst"]
    if record.aliassen:
        node["keywords"] = record.aliassen
    if record.voor_wie:
        node["audience"] = [{"@type": "Audience", "audienceType": who} for who in record.voor_wie]
    if record.jaar:
        node["temporalCoverage"] = str(record.jaar)
    return node


def _named(record: Record, portal: Portal) -> dict[str, list[Node]]:
    """The records that each field of a record refers to, each once."""
    wanted, found = _told(type(record)), {}
    for (loc, _, _), target in portal.links(record):
        if loc[0] in wanted and target and not target.is_concept:
            nodes = found.setdefault(loc[0], [])
            node = {"@id": urls.tag(target.first_url)}
            if node not in nodes:
                nodes.append(node)
    return found


@functools.cache
def _told(model: type[Record]) -> frozenset[str]:
    """The fields that are told of a class of records where they refer to others."""
    properties = model.schema.properties.values()
    return frozenset({"themas", "herkomst", *(told.field if isinstance(told, Told) else told for told in properties)})


def _said(value: Any, told: str | Told) -> Any:
    """The value of a field as the value of a property; None when schema.org has no word for it."""
    if isinstance(value, list):
        return [_said(item, told) for item in value]
    if isinstance(told, Told) and told.values:
        return {"@id": CONTEXT["@vocab"] + told.values[value]} if value in told.values else None
    if isinstance(told, Told) and told.type:
        return {"@type": told.type, "name": value}
    return value.isoformat() if hasattr(value, "isoformat") else value


def _terms(folder: str) -> str:
    return f"{urls.tag(urls.folder(folder))}#begrippen"
