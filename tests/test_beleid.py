"""What the privacyverklaring says and the browser policy asks, seen in a browser on every kind of page.

No request to another host, no cookie, nothing stored, and not one violation of the policy: with only the `<meta>` in the
pages, as on a host where nobody can set a header, and with the headers of nginx.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros import policy
from macros.engine.serving import Answer, Server
from macros.kinds import all_kinds
from tests.buiten import answering
from tests.conftest import ROOT, Public, serving, until
from tests.hosten import HOSTS, free_port, is_open, readable_folder
from tests.test_site import Page as Html

# Before anything on a page runs: keep what the policy stops, and everything that writes to a store of the browser.
WATCH = """
window.stopped = [];
window.written = [];
document.addEventListener("securitypolicyviolation", (event) => {
  window.stopped.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
});
for (const [name, owner, method] of [
  ["localStorage", Storage.prototype, "setItem"],
  ["indexedDB", IDBFactory.prototype, "open"],
  ["caches", globalThis.CacheStorage?.prototype, "open"],
  ["worker", globalThis.ServiceWorkerContainer?.prototype, "register"],
]) {
  if (!owner) continue;
  const original = owner[method];
  owner[method] = function (...given) {
    window.written.push(`${name}: ${given[0]}`);
    return original.apply(this, given);
  };
}
"""
STORED = """async () => ({
  cookies: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map((one) => one.name),
  caches: globalThis.caches ? await caches.keys() : [],
  workers: navigator.serviceWorker ? (await navigator.serviceWorker.getRegistrations()).length : 0,
})"""
FEW = 15  # of so many kinds of page one is looked at in `make test`
NOTHING = {"cookies": "", "local": [], "session": [], "databases": [], "caches": [], "workers": 0}


@pytest.fixture(scope="module")
def with_headers(site: Path) -> Iterator[str]:
    """The site on nginx with the headers that it brings along."""
    with readable_folder() as root:
        (root / "site").mkdir()
        for path in site.rglob("*"):
            target = root / "site" / path.relative_to(site)
            target.mkdir(exist_ok=True) if path.is_dir() else target.write_bytes(path.read_bytes())
        with HOSTS["nginx"](root / "site", root / "site", free_port()) as address:
            yield address


@pytest.fixture(params=[pytest.param("meta", marks=pytest.mark.slow), "headers"])
def address(request, served: str) -> str:
    """Where the site stands: on a host without headers, or with them."""
    return served if request.param == "meta" else request.getfixturevalue("with_headers")


class Visit:
    """A reader with an empty browser, and all that the site does to it."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.address = address
        self.context: BrowserContext = browser.new_context(accept_downloads=True)
        self.context.add_init_script(WATCH)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.context.on("request", self._asked)
        self.page.on("console", lambda line: self._said(line.type, line.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _asked(self, sent) -> None:
        if not sent.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"asked of another host: {sent.url}")

    def _said(self, level: str, text: str) -> None:
        if level in ("error", "warning"):
            self.faults.append(text)

    def went_well(self, *, may_store: tuple[str, ...] = ()) -> None:
        """Fails on whatever the page at hand did that it may not."""
        self.page.wait_for_load_state("networkidle")
        self.faults += self.page.evaluate("window.stopped")
        written = [name for name in self.page.evaluate("window.written") if name not in may_store]
        assert (self.page.url, self.faults, written) == (self.page.url, [], [])
        assert self.context.cookies() == []
        stored = self.page.evaluate(STORED)
        assert stored == {**NOTHING, "local": [name.partition(": ")[2] for name in may_store]}


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Visit]:
    made = Visit(browser, address)
    yield made
    made.context.close()


def kinds_of_pages(site: Path) -> list[str]:
    """One page of each template and form of record, every page that people wrote, every list, the card, and old addresses."""
    pages = [file.parent.relative_to(site).as_posix() for file in site.rglob("index.html") if "pagefind" not in file.parts]
    records: dict[tuple[str, str], str] = {}
    others = []
    for page in sorted(pages):
        html = (site / page / "index.html").read_text("utf-8")
        found = re.search(r'<article class="kp-record" data-kind="([a-z]+)".*?<p class="kp-soort"[^>]*>([^<·]*)', html, re.S)
        if found:
            records.setdefault((found[1], found[2].strip()), page)
        elif page.endswith("/kaart"):
            records.setdefault(("kaart", ""), page)
        elif not re.search(r"/lijst/\d+$", page):
            others.append(page)
    assert {kind for kind, _ in records} == {*all_kinds(), "kaart"} - empty_kinds(site)
    return [f"{page}/" if page != "." else "" for page in (*others, *records.values())]


def empty_kinds(site: Path) -> set[str]:
    index = json.loads((site / "api/v1/index.json").read_text("utf-8"))
    return {kind["soort"] for kind in index["soorten"] if not kind["aantal"]}


@pytest.mark.parametrize("share", [FEW, pytest.param(1, marks=pytest.mark.slow)], ids=["some", "all"])
def test_no_kind_of_page_asks_elsewhere_stores_or_breaks_the_policy(visit, site, share, figure):
    pages = kinds_of_pages(site)[::share]
    for page in pages:
        visit.page.goto(visit.address + page)
        visit.went_well()
    figure("soorten pagina's in een browser met beleid", len(pages), "geen verzoek naar elders, niets bewaard")


def test_search_facets_glossary_and_tools_work_under_the_policy(visit):
    page = visit.page
    page.goto(f"{visit.address}zoeken/")
    page.locator("#zoekvraag").fill("vrijwilligersbeleid gemeente")
    page.wait_for_selector("#zoekresultaten[data-ready] a")
    visit.went_well()

    page.goto(f"{visit.address}lessen/")
    page.wait_for_selector("[data-bladeren]:not([aria-busy])")
    page.locator("[name=thema]").first.check()
    page.wait_for_url("**/lessen/?thema=*")
    page.wait_for_selector("[data-bladeren]:not([aria-busy])")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    assert saved.value.suggested_filename.endswith(".csv")
    visit.went_well()

    page.goto(f"{visit.address}lessen/bespreekbaar-maken-en-cultuur/")
    term = page.locator(".kp-begrip").first
    term.hover()
    expect(page.get_by_role("tooltip")).to_have_text(term.get_attribute("data-uitleg"))
    page.get_by_text("Zet dit op uw eigen site").click()
    expect(page.locator(".kp-insluiten code").first).to_contain_text("<iframe")
    page.locator(".kp-verwijs summary").click()
    expect(page.get_by_role("link", name="Download BibTeX")).to_be_visible()
    visit.went_well()

    page.goto(f"{visit.address}handreikingen/routewijzer/")
    page.locator("[data-routewijzer] input[type=radio]").first.check()
    visit.went_well()


def test_only_what_the_reader_asks_for_is_kept(visit):
    page = visit.page
    page.goto(visit.address)
    visit.went_well()
    page.get_by_role("button", name="Donkere kleuren").click()
    visit.went_well(may_store=("localStorage: kp-kleuren",))

    page.evaluate("localStorage.clear()")
    page.goto(f"{visit.address}handreikingen/interviewchecklist/")
    page.locator("[data-begin]").click()
    page.locator("[data-check] textarea").first.fill("Een notitie")
    visit.went_well()
    page.locator("[data-bewaar]").check()
    visit.went_well(may_store=("localStorage: kp-notities:interviewchecklist",))
    page.locator("[data-bewaar]").uncheck()
    assert page.evaluate(STORED) == NOTHING


# Each script that keeps something in the browser, and what the privacy statement calls that.
KEEPS = {"kleur.js": "Lichte of donkere kleuren", "beleidscheck.js": "Notities bij de Beleidscheck", "offline.js": "offline"}


def test_the_privacy_statement_tells_of_all_that_is_kept():
    scripts = (ROOT / "overrides/assets").glob("*.js")
    storing = {
        path.name for path in scripts if re.search(r"localStorage|sessionStorage|indexedDB|caches\.open", path.read_text("utf-8"))
    }
    assert storing == set(KEEPS)
    told = (ROOT / "docs/over/privacy.md").read_text("utf-8").partition("## Wat uw browser bewaart")[2].partition("\n## ")[0]
    assert [words for words in KEEPS.values() if words not in told] == []
    assert told.count("\n- **") == len(KEEPS)


# What may not run, load or leave; ELDERS stands for a site of somebody else.
ATTACKS = (
    "const made = document.createElement('script'); made.textContent = 'window.hacked = 1'; document.body.append(made)",
    "document.body.innerHTML += '<img src=x onerror=\"window.hacked = 1\">'",
    "const a = document.createElement('a'); a.href = 'javascript:window.hacked = 1'; document.body.append(a); a.click()",
    "setTimeout('window.hacked = 1', 0)",
    "const made = document.createElement('style'); made.textContent = 'body { color: red }'; document.body.append(made)",
    "document.body.innerHTML += '<p style=\"color: red\">x</p>'",
    "document.body.innerHTML += '<img src=\"ELDERS/x.png\">'",
    "document.body.innerHTML += '<iframe src=\"ELDERS/\"></iframe>'",
    "document.body.innerHTML += '<object data=\"ELDERS/x\"></object>'",
    "fetch('ELDERS/').catch(() => {})",
    "navigator.sendBeacon('ELDERS/', 'x')",
    "const made = document.createElement('base'); made.href = 'ELDERS/'; document.head.append(made)",
    "const made = document.createElement('script'); made.src = 'ELDERS/x.js'; document.body.append(made)",
    "document.body.innerHTML += '<form action=\"ELDERS/\"></form>'; [...document.forms].at(-1).submit()",
)


@pytest.mark.parametrize("attack", range(len(ATTACKS)))
def test_the_policy_stops_what_somebody_puts_into_a_page(visit, attack, figure):
    """Should a text ever get through as code: the page does not run it, and nothing leaves."""
    page = visit.page
    page.goto(visit.address)
    with answering({}) as elsewhere:
        # The page itself does it, from a script that it may run: what a test evaluates stands above the policy.
        code = ATTACKS[attack].replace("ELDERS", elsewhere.address)
        page.route("**/aanval.js", lambda route: route.fulfill(body=code, content_type="text/javascript"))
        page.evaluate("const made = document.createElement('script'); made.src = '/aanval.js'; document.body.append(made); 0")
        until(page, "window.stopped.length > 0")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.hacked") is None
        assert elsewhere.asked == []
    figure("aanvallen die het beleid tegenhoudt", 1, "in een browser")


def test_another_site_is_not_told_where_a_reader_comes_from(visit):
    told = []
    with answering({"/": lambda handler: told.append(handler.headers["Referer"]) or (200,)}) as elsewhere:
        visit.page.goto(visit.address)
        link = f"const made = document.createElement('a'); made.href = '{elsewhere.address}/'; document.body.append(made)"
        visit.page.evaluate(f"{link}; made.click()")
        visit.page.wait_for_url(f"{elsewhere.address}/")
    assert told == [None]


def test_every_page_carries_the_policy_before_anything_that_it_loads(site, figure):
    meta, wrong, number = policy.META.strip(), [], 0
    for path in site.rglob("*.html"):
        html = path.read_text("utf-8")
        head = html.partition("</head>")[0]
        first = re.search(r"<(?:script|link|style|img)\b", html)
        if head.count(meta) != 1 or html.count('http-equiv="Content-Security-Policy') != 1 or head.index(meta) > first.start():
            wrong.append(path.relative_to(site).as_posix())
        number += 1
    assert wrong == []
    figure("pagina's met het beleid in de kop", number, "alle")


def test_the_policy_allows_no_code_in_a_page():
    sources = dict(part.split(" ", 1) for part in policy.CONTENT_POLICY.split("; "))
    assert sources["default-src"] == "'none'" and sources["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert "unsafe-inline" not in policy.UNFRAMED and "'unsafe-eval'" not in policy.UNFRAMED and "*" not in policy.UNFRAMED
    assert "http:" not in policy.UNFRAMED and "https:" not in policy.UNFRAMED
    assert f"{policy.CONTENT_POLICY}; frame-ancestors 'none'" == policy.UNFRAMED
    assert policy.HEADERS["X-Content-Type-Options"] == "nosniff" and policy.HEADERS["Referrer-Policy"] == "same-origin"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(policy.HEADERS["Permissions-Policy"].split(", "))


def test_search_needs_webassembly(browser, site, tmp_path):
    """The one permission beyond our own files is there because without it nothing is found."""
    host = tmp_path / "host"
    host.symlink_to(site)
    with serving(tmp_path) as root, browser.new_context() as context:
        page = context.new_page()

        def stricter(route) -> None:
            answer = route.fetch()
            route.fulfill(response=answer, body=answer.text().replace(" 'wasm-unsafe-eval'", ""))

        page.route("**/zoeken/*", stricter)
        page.add_init_script(WATCH)
        page.goto(f"{root}host/zoeken/?q=subsidie")
        until(page, "window.stopped.length > 0")
        assert page.evaluate("window.stopped[0]").startswith("script-src wasm-eval")
        expect(page.locator("#zoekresultaten a")).to_have_count(0)


def test_plain_headers_give_each_page_one_policy(public: Public, figure):
    """`_headers`, read as Cloudflare and Netlify do: for each address at most one rule gives a header."""
    rules: list[tuple[re.Pattern, list[tuple[str, str]]]] = []
    for line in (public.site / "_headers").read_text("utf-8").splitlines():
        if line.startswith("/"):
            pattern = re.escape(line).replace(r"\*", ".*")
            rules.append((re.compile(re.sub(r"/:[a-z]+", "/[^/]+", pattern)), []))
        elif line.startswith("  "):
            rules[-1][1].append(tuple(line.strip().split(": ", 1)))
    base = "/onder/pad/"
    number = 0
    for file in public.site.rglob("*"):
        if file.is_dir():
            continue
        name = file.relative_to(public.site).as_posix()
        path = base + name.removesuffix("index.html")
        given = [header for pattern, headers in rules if pattern.fullmatch(path) for header in headers]
        names = [name for name, _ in given]
        assert len(names) == len(set(names)), path
        headers = dict(given)
        assert policy.HEADERS.items() <= headers.items(), path
        if name.endswith("index.html"):
            card = name.endswith("/kaart/index.html")
            assert headers["Content-Security-Policy"] == (policy.CONTENT_POLICY if card else policy.UNFRAMED), path
        assert (policy.SHARED in given) == is_open(name), path
        assert headers.get("Cache-Control") == (policy.KEEP if name.startswith(policy.HASHED) else None), path
        number += 1
    assert len(rules) <= 100 and max(map(len, (public.site / "_headers").read_text().splitlines())) <= 2000  # Cloudflare
    figure("adressen volgens _headers", number, "één regel per kop")


def test_make_serve_shares_what_a_host_shares():
    """Programs on other sites may read the data in a browser, and no page."""

    class Shown:
        def answer(self, path: str) -> Answer:
            return Answer(HTTPStatus.OK, b"", "text/plain", "")

    with Server(("127.0.0.1", 0)) as server:
        server.shown = Shown()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        data = ("api/v1/lessen.json", "schema/v1/lessen.json", "feed.xml", "lessen/x/agenda.ics", "lessen/index.md")
        for file in ("", "lessen/x/", *data):
            with urlopen(f"http://127.0.0.1:{server.server_port}/{file}", timeout=30) as answer:
                assert answer.headers[policy.SHARED[0]] == (policy.SHARED[1] if is_open(file) else None), file
        server.shutdown()


def test_a_page_of_ours_is_read_as_the_browser_reads_it(site):
    """The check on inline code in test_site sees what it should: it finds each form when it is put in."""
    html = (site / "index.html").read_text("utf-8")
    for code in ("<script>1</script>", "<style>a{}</style>", '<p style="a:b">', '<p onclick="1">'):
        found = Html(html.replace("</body>", f"{code}</body>"))
        assert found.inline_scripts or found.styles or found.handlers, code
    assert not Html(html.replace("</body>", '<script type="application/ld+json">{}</script></body>')).inline_scripts
