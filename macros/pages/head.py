"""What stands in the head of a page for others: how to show it when it is shared (Open Graph), what it is about (JSON-LD),
and the feeds by which to follow it. Addresses are marks, or full ones where those who read them ask for that.
"""

from __future__ import annotations

from collections.abc import Iterable

from macros import drawing, urls
from macros.kinds import Kind, Record
from macros.pages import linked_data, plain
from macros.portal import Portal
from macros.settings import Settings
from macros.text import escaped

GENERAL = "portaal"  # the picture of every page that is not of one kind
FEED_TYPE = "application/atom+xml"


def of_record(record: Record, portal: Portal, site_url: str) -> str:
    """The head of a record's page."""
    shown = _shared(record.titel, record.samenvatting, record.url, record.map, portal.settings, site_url, type_="article")
    feed = ""
    if portal.kinds[record.map].follow and record.is_public:
        feed = _feed(f"{portal.kinds[record.map].called(record).capitalize()}: {record.titel}", record.url)
    text = f'<link rel="alternate" type="{plain.FILE_TYPE}" href="{urls.markdown(record.url)}">\n' if record.is_public else ""
    return shown + feed + text + linked_data.of_record(record, portal, site_url)


def of_list(kind: Kind, title: str, description: str, page: int, settings: Settings, site_url: str) -> str:
    """The head of a page of the list of a kind."""
    address = urls.folder(kind.folder, page)
    shown = _shared(title, description, address, kind.folder, settings, site_url)
    subject = linked_data.of_list(kind, title, description, address, settings, site_url)
    return shown + _feed(kind.title, urls.folder(kind.folder)) + subject


def of_page(
    title: str, description: str, address: str, above: Iterable[linked_data.Step], settings: Settings, site_url: str
) -> str:
    """The head of a hand-written page; `above` are the pages between the home page and this one."""
    home = address == urls.MARK
    shown = _shared(settings.naam if home else title, description, address, GENERAL, settings, site_url)
    feed = _feed(settings.naam, address) if home else ""
    return shown + feed + linked_data.of_page(title, description, address, above, settings, site_url)


def _shared(
    title: str, description: str, address: str, picture: str, settings: Settings, site_url: str, type_: str = "website"
) -> str:
    """The Open Graph tags of a page. Its address and picture must be full addresses, so they need the public one."""
    tags = (
        f'<meta property="og:title" content="{escaped(title)}">\n'
        f'<meta property="og:description" content="{escaped(description)}">\n'
        f'<meta property="og:type" content="{type_}">\n'
        f'<meta property="og:site_name" content="{escaped(settings.naam)}">\n'
        '<meta property="og:locale" content="nl_NL">\n'
    )
    if not site_url:
        return tags
    width, height = drawing.WIDTH, drawing.HEIGHT
    return (
        f'{tags}<meta property="og:url" content="{escaped(urls.absolute(address, site_url))}">\n'
        f'<meta property="og:image" content="{escaped(urls.absolute(urls.picture(picture), site_url))}">\n'
        f'<meta property="og:image:width" content="{width}">\n<meta property="og:image:height" content="{height}">\n'
    )


def _feed(title: str, address: str) -> str:
    return f'<link rel="alternate" type="{FEED_TYPE}" title="{escaped(title)}" href="{urls.feed(address)}">\n'
