"""Rich text from the data → safe HTML.

Text is Markdown, never a template and never HTML: a tag in it is shown as text, a picture becomes a link
(nothing in a page may come from another host), a heading becomes a bold line (the page owns its headings).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from urllib.parse import quote

import cmarkgfm
from markupsafe import Markup, escape

# Noncharacters of Unicode: they cannot mean anything in a text, so they can stand in for the two signs
# that would start raw HTML or a picture while the Markdown parser is at work.
_LESS, _BANG = "\ufdd0", "\ufdd1"
_IN_ADDRESS = quote(_LESS)[:-1]  # what both look like there, but for the last sign
_HEADING = re.compile(r"<(/?)h[1-6]>")
_LINK = re.compile(r'<a href="([^"]*)"')
_REFERENCE = re.compile(r"([a-z][a-z0-9-]*/[a-z][a-z0-9-]*)(#[\w-]+)?")
_INLINE = re.compile(r"\]\(\s*<?([^\s)>]*)")
_TO_RECORD = re.compile(rf"\]\(\s*<?{_REFERENCE.pattern}>?\s*\)")
_OUTSIDE = re.compile(r"(https?://|mailto:)", re.I)
_SCHEME = re.compile(r"[^/?#]*:")

# Signs that turn the direction of a text, and with it the order of what follows on the same line.
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_WITHOUT_TURNING = dict.fromkeys(map(ord, TURNING))
_TURNS = re.compile("|".join(TURNING).encode())

Resolve = Callable[[str], "str | None"]  # "folder/id" → address, or None when there is no such record


def markdown(source: str, resolve: Resolve) -> Markup:
    """Markdown from a record as HTML; `[text](lessen/x)` links to that record."""
    source = source.replace(_LESS, "").replace(_BANG, "")
    marked = source.replace("<", _LESS).replace("![", _BANG + "[")
    html = cmarkgfm.markdown_to_html(marked)
    if _LESS in html or _BANG in html:
        html = html.replace(_LESS, "&lt;").replace(_BANG, "!")
    if _IN_ADDRESS in html:
        html = _addressed(html)
    if "<h" in html:
        html = _HEADING.sub(lambda m: "</strong></p>" if m[1] else "<p><strong>", html)
    if "<a " in html:
        html = _LINK.sub(lambda m: _anchor(m[1], resolve), html)
    return Markup(html)


def _addressed(html: str) -> str:
    """The noncharacters in addresses, as the parser writes them there, made the signs that they stand for."""
    return html.replace(quote(_LESS), "%3C").replace(quote(_BANG), "!")


def _anchor(target: str, resolve: Resolve) -> str:
    if reference := _REFERENCE.fullmatch(target):
        address = resolve(reference[1])
        return f'<a href="{address}{reference[2] or ""}"' if address else "<a"
    return f'<a href="{target}"' if _OUTSIDE.match(target) else "<a"


def relinked(source: str, resolve: Resolve, link: Callable[[str], str]) -> str:
    """Markdown in which `[text](lessen/x)` leads to what `link` makes of the address of that record."""
    if "](" not in source:
        return source

    def other(found: re.Match[str]) -> str:
        address = resolve(found[1])
        return f"]({link(address)})" if address else found[0]

    return _TO_RECORD.sub(other, source)


def markdown_link(title: str, address: str) -> str:
    """A link as Markdown writes it; nothing in the title ends it or begins another."""
    for sign in "\\[]<`":
        title = title.replace(sign, f"\\{sign}")
    return f"[{title}]({address})"


def escaped(value: str) -> str:
    """Text as HTML, to be joined with other HTML. `escape` says the same as `Markup`, which ten thousand pages notice."""
    value = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value.replace('"', "&#34;").replace("'", "&#39;")


def in_order(html: str) -> bytes:
    """The HTML of a page as it is written, without signs that turn its direction: in Dutch they mean nothing, and they
    would reach beyond the text that holds them. The open data keeps them. Letters of other scripts need no sign."""
    written = html.encode()
    return html.translate(_WITHOUT_TURNING).encode() if _TURNS.search(written) else written


def links(source: str) -> list[str]:
    """The targets of all links in a Markdown text, as they are written."""
    if "]:" not in source and "`" not in source:
        return _INLINE.findall(source) if "](" in source else []
    html = _addressed(cmarkgfm.markdown_to_html(source.replace("<", _LESS)))
    return [target.replace("&amp;", "&") for target in _LINK.findall(html)]


def is_reference(target: str) -> bool:
    """Whether a link target has the form of a reference to a record, `folder/id`."""
    return bool(_REFERENCE.fullmatch(target))


def is_outside(target: str) -> bool:
    """Whether a link target is an address on the web or an e-mail address."""
    return bool(_OUTSIDE.match(target))


def has_other_scheme(target: str) -> bool:
    """Whether a link target is of a kind that no page makes a link of, such as `javascript:` or `file:`, however disguised."""
    return not is_outside(target) and bool(_SCHEME.match(unescape(target)))


def plain(source: str) -> str:
    """Markdown as one line of plain text, for descriptions."""
    html = cmarkgfm.markdown_to_html(source.replace("<", _LESS))
    return " ".join(Markup(html).striptags().replace(_LESS, "<").split())


def words(source: str) -> int:
    """How many words a text has."""
    return len(source.split())


__all__ = [
    "Markup",
    "Resolve",
    "escape",
    "escaped",
    "has_other_scheme",
    "in_order",
    "is_outside",
    "is_reference",
    "links",
    "markdown",
    "markdown_link",
    "plain",
    "relinked",
    "words",
]
