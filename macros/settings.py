"""What the portal says about itself: `data/portaal.yml`, read by footer, colofon and exports alike."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from urllib.parse import quote

from pydantic import AfterValidator, BaseModel, PrivateAttr

from macros.kinds.fields import Datum, Part, Regel, Siteadres, Webadres, veld

SETTINGS_FILE = "portaal.yml"
NOT_SET = "nog niet vastgesteld"
LICENCES = {  # as people write them → the name and the address by which machines know them
    "CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC BY-SA 4.0": ("CC-BY-SA-4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC0 1.0": ("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}

_MAIL = re.compile(r"[^\s<>\"'@:]+@[^\s<>\"'@]+\.[^\s<>\"'@]+")
_PAGE = re.compile(r"https?://[^\s<>\"']+")
_EDIT = {"github": "/edit", "gitlab": "/-/edit", "forgejo": "/_edit"}
_REPORT = "Waar staat het? {}\n\nWat klopt er niet?\n\nWaar hebt u dat gelezen?\n"
_FOLDER = {"github": "/tree", "gitlab": "/-/tree", "forgejo": "/src/branch"}


def _reachable(value: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"']+", value) and not _MAIL.fullmatch(value):
        raise ValueError(
            f'"{value}" is geen e-mailadres en geen webadres.',
            "Schrijf het e-mailadres van een functie, of het hele adres van een pagina, dat begint met https://.",
        )
    return value


Meldadres = Annotated[Regel, AfterValidator(_reachable)]


class Beveiliging(Part):
    """Where to report a leak; the site publishes it as /.well-known/security.txt (RFC 9116)."""

    contact: Meldadres = veld("Contact", "Het e-mailadres van een functie, of de pagina waar iemand een lek meldt.")
    verloopt: Datum = veld("Verloopt", "Tot deze dag geldt het; kies een dag binnen een jaar.")


class Broncode(Part):
    """The repository in which the files of the portal stand, and what kind of host has it."""

    adres: Webadres = veld("Adres", "Het adres van de opslagplaats, zoals https://github.com/organisatie/portaal.")
    soort: Literal["github", "gitlab", "forgejo"] = veld("Soort", "De software van die site: github, gitlab of forgejo.")
    tak: Regel = veld("Tak", "De tak waar voorstellen op komen.", "main")

    def edit(self, path: str, line: int = 1) -> str:
        """The address where someone changes a file."""
        return f"{self._home}{_EDIT[self.soort]}/{quote(self.tak)}/{quote(path)}#L{line}"

    def folder(self, path: str) -> str:
        """The address where someone sees the files in a folder."""
        return f"{self._home}{_FOLDER[self.soort]}/{quote(self.tak)}/{quote(path)}"

    def report(self, subject: str) -> str:
        """The address where someone says what is wrong with a record or page, which is filled in already."""
        title, where = quote(f"Fout in {subject}", safe=""), quote(subject, safe="")
        if self.soort == "github":  # the fields of our own form, by their ids
            return f"{self._home}/issues/new?template=fout.yml&title={title}&waar={where}"
        text = quote(_REPORT.format(subject), safe="")
        if self.soort == "gitlab":
            return f"{self._home}/-/issues/new?issue%5Btitle%5D={title}&issue%5Bdescription%5D={text}"
        return f"{self._home}/issues/new?title={title}&body={text}"

    def new_issue(self, form: str) -> str:
        """The address of the issue form with this name; empty where the host has no such forms."""
        pages = {"github": f"/issues/new?template={form}.yml", "forgejo": "/issues/new/choose"}
        return f"{self._home}{pages[self.soort]}" if self.soort in pages else ""

    @property
    def _home(self) -> str:
        return self.adres.rstrip("/").removesuffix(".git")


class Beheer(Part):
    """How people sign in at that host for the forms under /beheer/."""

    aanmelden: Webadres | None = veld("Aanmelden", "Bij GitHub: het adres van de aanmeldhulp (OAuth).", None)
    app_id: Regel | None = veld("App-id", "Bij GitLab en Forgejo: de id van de toepassing (OAuth met PKCE).", None)


class Settings(BaseModel, extra="forbid", frozen=True):
    """The publisher's own data. Nothing here is invented: what is not decided says so."""

    naam: Regel = veld("Naam", "De naam van het portaal.", "Kennisportaal Vrijwillige Inzet")
    uitgever: Regel = veld("Uitgever", "Wie dit portaal uitgeeft.", NOT_SET)
    contact: Regel = veld("Contact", "Een e-mailadres van een functie, of een webadres.", NOT_SET)
    licentie: Regel = veld("Licentie", "De licentie van de teksten.", NOT_SET)
    site_url: Siteadres | None = veld("Adres", "Het openbare adres van de site, als dat er is.", None)
    broncode: Broncode | None = veld("Broncode", "Waar de bestanden staan: adres, soort en tak.", None)
    beveiliging: Beveiliging | None = veld("Beveiliging", "Waar iemand een lek meldt: contact en verloopt.", None)
    beheer: Beheer | None = veld("Beheer", "Hoe iemand zich aanmeldt voor /beheer/: aanmelden of app_id.", None)

    _path: str = PrivateAttr("")

    def placed(self, path: str) -> Settings:
        """These settings, knowing the file in which they stand."""
        self._path = path
        return self

    @property
    def path(self) -> str:
        """The file in which they stand; empty when there is none."""
        return self._path

    @property
    def mail(self) -> str:
        """The e-mail address for contact; empty when there is none."""
        return self.contact if _MAIL.fullmatch(self.contact) else ""

    @property
    def contact_page(self) -> str:
        """The address of the page for contact; empty when there is none."""
        return self.contact if _PAGE.fullmatch(self.contact) else ""

    @property
    def known_licence(self) -> tuple[str, str] | None:
        """The name (SPDX) and address of the licence, when it begins with one that machines know."""
        return next((known for said, known in LICENCES.items() if self.licentie.startswith(said)), None)

    @property
    def auteur(self) -> str:
        """Whom a citation names: the publisher, and as long as there is none the portal itself."""
        return self.naam if self.uitgever == NOT_SET else self.uitgever
