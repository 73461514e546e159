"""The headers of `policy` for servers, in the form that each reads: Netlify and Cloudflare Pages, Apache, nginx.

A site on a server of its own includes the two files for nginx or lets Apache read `.htaccess`. With a public address the
files know the path under which the site lives; without one they take it to be the root.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2s
from pathlib import Path

from macros import policy, urls
from macros.exports import Publication, beheer
from macros.exports.redirects_for_hosts import pairs
from macros.pages import reference

FILES = ("_headers", ".htaccess", "nginx-http.conf", "nginx-server.conf")  # for the host, not for readers

_TOP = "/:een/"
_PLAIN_DEPTHS = ("/", _TOP, "/:een/:twee/", f"/:een/{urls.PAGES}/:drie/")
_DATA_DEPTHS = ("/", _TOP, "/:een/:twee/")  # of all, of a list, of a record
_PLAIN = """\
# Kopregels voor Netlify en Cloudflare Pages. Geen twee regels geven hetzelfde adres dezelfde kop: de een voegt die samen,
# de ander neemt de laatste.
"""
_APACHE = """\
# Kopregels voor Apache, dat dit bestand leest waar AllowOverride dat toelaat (FileInfo). Nodig: mod_headers.
ErrorDocument 404 {base}/404.html
AddDefaultCharset utf-8
AddCharset utf-8 {text}
{types}
<IfModule mod_headers.c>
# Apache zet -gzip achter het kenmerk van wat het verkleint, en herkent het daarna zelf niet meer.
RequestHeader edit* If-None-Match '-gzip"' '"'
# Tijden in een pakket zeggen niet wat nieuwer is: alleen het kenmerk telt.
RequestHeader unset If-Modified-Since
{headers}
Header always set Content-Security-Policy "{unframed}"
Header always set Content-Security-Policy "{policy}" "expr=%{{REQUEST_URI}} =~ m#{card}#"
{forms_apache}Header set {shared} "{everybody}" "expr=%{{REQUEST_URI}} =~ m#{open}#"
Header set Cache-Control "{ask}"
Header set Cache-Control "{keep}" "expr=%{{REQUEST_URI}} =~ m#{hashed}#"
</IfModule>
<IfModule mod_deflate.c>
AddOutputFilterByType DEFLATE {compressed}
</IfModule>
"""
_NGINX_HTTP = """\
# Voor nginx. Zet in het blok http:
#   include /pad/naar/site/nginx-http.conf;
map_hash_bucket_size {bucket};
map $uri ${own}_beleid {{
    default "{unframed}";
    "~{card}" "{policy}";
{forms_nginx}}}
map $uri ${own}_bewaren {{
    default "{ask}";
    "~{hashed}" "{keep}";
}}
map $uri ${own}_open {{
    default "";
    "~{open}" "{everybody}";
}}
# Oude adressen en waar zij nu zijn: voorgoed, en voor zolang als het duurt.
map $uri ${own}_omleiding {{
    default "";
{lasting}}}
map $uri ${own}_tijdelijk {{
    default "";
{passing}}}
"""
_NGINX_SERVER = """\
# Voor nginx. Zet in het blok server, of in het blok location van deze site:
#   include /pad/naar/site/nginx-server.conf;
# Een eigen add_header dieper in de instellingen schakelt al deze kopregels uit.
index index.html;
error_page 404 {base}/404.html;
if (${own}_omleiding) {{ return 301 ${own}_omleiding$is_args$args; }}
if (${own}_tijdelijk) {{ return 302 ${own}_tijdelijk$is_args$args; }}
add_header Content-Security-Policy ${own}_beleid always;
add_header Cache-Control ${own}_bewaren;
add_header {shared} ${own}_open;
{headers}
charset utf-8;
charset_types {compressed};
gzip on;
gzip_types {compressed};
gzip_vary on;
{types}"""
_BUCKET = 256  # bytes that nginx reserves for an address at least
_AROUND = 25  # bytes that it needs beside the address: two pointers, its length, and what rounds it off
_COMPRESSED = (  # media types of text; text/html always is
    "text/css text/csv text/calendar text/javascript text/markdown text/plain text/xml application/javascript application/json "
    "application/ld+json application/manifest+json application/rss+xml application/atom+xml application/xml image/svg+xml"
)


def export(publication: Publication) -> Iterator[tuple[str, str]]:
    base = urls.root_of(publication.site_url).rstrip("/")  # the host sees the path under which the site lives
    values = {
        "base": base,
        # The variables of nginx are there for all its sites: those of two packages may not have one name.
        "own": f"kp_{blake2s(publication.site_url.encode(), digest_size=4).hexdigest()}",
        "unframed": policy.UNFRAMED,
        "policy": policy.CONTENT_POLICY,
        "card": policy.CARD,
        "ask": policy.ASK,
        "keep": policy.KEEP,
        "open": policy.OPEN,
        "shared": policy.SHARED[0],
        "everybody": policy.SHARED[1],
        "hashed": rf"/({'|'.join(policy.HASHED)})/",
        "forms_apache": "",
        "forms_nginx": "",
    }
    forms = beheer.policy_of(publication)  # of one page, that no other site may frame either
    if forms:
        page, forms = rf"^{base}/{urls.BEHEER}/(index\.html)?$", f"{forms}; {policy.FRAMED_NOWHERE}"
        values["forms_apache"] = f'Header always set Content-Security-Policy "{forms}" "expr=%{{REQUEST_URI}} =~ m#{page}#"\n'
        values["forms_nginx"] = f'    "~{page}" "{forms}";\n'
    plain = _PLAIN + "\n".join(_plain(base, publication.pages, forms)) + "\n"
    yield from zip(FILES, (plain, _apache(values), _nginx_http(values, publication), _nginx_server(values)), strict=True)


def path_of(site: Path) -> str:
    """The path under which a site that was made lives, without a slash at its end: as its settings have it.

    Raises `OSError` when they cannot be read.
    """
    return re.search(r"^error_page 404 (.*)/404\.html;$", (site / FILES[-1]).read_text("utf-8"), re.M)[1]


def _plain(base: str, pages: Iterable[str], forms: str) -> Iterator[str]:
    """The lines of `_headers`: by depth, because a card lies deeper than the pages that no other site may frame.

    Where there are forms the pages beside theirs are named one by one: no rule can leave one page out.
    """
    yield from (f"{base}/*", *(f"  {name}: {value}" for name, value in policy.HEADERS.items()))
    paths = list(map(urls.path, pages))
    depths = [*_PLAIN_DEPTHS, *(f"/{folder}/:drie/" for folder in reference.FOLDERS if "/" in folder)]
    alone = [path for path in paths if path.count("/") > 3 or (forms and path.count("/") == 2)]
    for path in (*(path for path in depths if not forms or path != _TOP), *alone):
        yield from (f"{base}{path}", f"  Content-Security-Policy: {policy.UNFRAMED}")
    yield from (f"{base}/:een/:twee/{urls.CARD}/", f"  Content-Security-Policy: {policy.CONTENT_POLICY}")
    if forms:
        yield from (f"{base}/{urls.BEHEER}/", f"  Content-Security-Policy: {forms}")
    for folder in policy.HASHED:
        yield from (f"{base}/{folder}/*", f"  Cache-Control: {policy.KEEP}")
    files = (f"{depth}{name}" for name in policy.OPEN_FILES for depth in _DATA_DEPTHS)
    for path in (*(f"/{folder}/*" for folder in policy.OPEN_FOLDERS), *files):
        yield from (f"{base}{path}", f"  {': '.join(policy.SHARED)}")


def _apache(values: dict[str, str]) -> str:
    return _APACHE.format(
        **values,
        text=" ".join(policy.TEXT),
        types="\n".join(f"AddType {type_} {ending}" for ending, type_ in policy.TYPES.items()),
        headers="\n".join(f'Header always set {name} "{value}"' for name, value in policy.HEADERS.items()),
        compressed=f"text/html {_COMPRESSED}",
    )


def _nginx_http(values: dict[str, str], publication: Publication) -> str:
    kinds = [pairs(publication, lasting) for lasting in (True, False)]
    bucket = _bucket(max((len(old) for found in kinds for old, _ in found), default=0))
    lasting, passing = ("".join(f"    {old} {new};\n" for old, new in found) for found in kinds)
    return _NGINX_HTTP.format(**values, bucket=bucket, lasting=lasting, passing=passing)


def _bucket(longest: int) -> int:
    """How much room nginx needs for the longest address of a map: it does not start when there is less."""
    size = _BUCKET
    while size < longest + _AROUND:
        size *= 2
    return size


def _nginx_server(values: dict[str, str]) -> str:
    types = (
        f"location ~ {ending.replace('.', chr(92) + '.')}$ {{ types {{ }} default_type {type_}; }}\n"
        for ending, type_ in policy.TYPES.items()
    )
    return _NGINX_SERVER.format(
        **values,
        headers="\n".join(f'add_header {name} "{value}" always;' for name, value in policy.HEADERS.items()),
        compressed=_COMPRESSED,
        types="".join(types),
    )
