"""The ways from a page to what it was made from: change that file, or say what is wrong with it.

Without a repository (`broncode` in portaal.yml) there is no way to change a file, without one or an e-mail address none to
say that something is wrong: pages then lead to the page that explains it.
"""

from __future__ import annotations

import functools
import inspect
from importlib import import_module
from urllib.parse import quote

from markupsafe import Markup

from macros import urls
from macros.pages import frontmatter
from macros.settings import Settings
from macros.text import escaped


def ways(settings: Settings, subject: str, edit: str = "") -> Markup:
    """The links from a page, as HTML: `subject` names it in a report, `edit` is the address of its file or folder."""
    report = escaped(_report(settings, subject))
    links = (
        f'<a href="{report}">Meld een fout</a>' if report else f'<a href="{urls.page("over/bijdragen")}#fout">Meld een fout</a>'
    )
    return Markup(f'{links} · <a href="{escaped(edit)}">Verbeter deze pagina</a>' if edit else links)


def line(settings: Settings, subject: str, edit: str = "") -> Markup:
    """The same as the last line of a page that is no record; empty where there is nothing to offer but an explanation."""
    if not settings.broncode and not settings.mail:
        return Markup("")
    return Markup('<p class="kp-verbeter kp-klein" data-pagefind-ignore>Klopt er iets niet? {}</p>\n').format(
        ways(settings, subject, edit)
    )


def of_list(settings: Settings, name: str, address: str) -> Markup:
    """That line on the list of the records in a folder; git has no folder without files, so then without its name."""
    return line(settings, urls.path(address), folder(settings, f"data/{name}".rstrip("/")))


def of_page(settings: Settings, name: str, source: str, address: str) -> Markup:
    """That line on the page in docs/ that is called `name` and has this text, with its front matter."""
    text = frontmatter.without(source)
    first = len(text) - len(text.lstrip())
    return line(settings, urls.path(address), file(settings, f"docs/{name}", text.count("\n", 0, first) + 1))


def file(settings: Settings, path: str, number: int = 1) -> str:
    """The address where someone changes a file of the project, from line `number`; empty when that is not known."""
    return settings.broncode.edit(path, number) if settings.broncode else ""


def folder(settings: Settings, path: str) -> str:
    """The address where someone sees a folder of the project; empty when that is not known."""
    return settings.broncode.folder(path) if settings.broncode else ""


def definition(settings: Settings, module: str, name: str) -> str:
    """The address where someone changes a class of the project, at the line where it begins; empty when not known."""
    if not settings.broncode:
        return ""
    before = _source(module).split(f"\nclass {name}(" if f"\nclass {name}(" in _source(module) else f"\nclass {name}:")[0]
    return file(settings, f"{module.replace('.', '/')}.py", before.count("\n") + 2)


@functools.cache
def _source(module: str) -> str:
    return inspect.getsource(import_module(module))


def _report(settings: Settings, subject: str) -> str:
    if settings.broncode:
        return settings.broncode.report(subject)
    if settings.mail:
        title = quote(f"Fout in {subject}", safe="")
        return f"mailto:{quote(settings.mail, safe='@')}?subject={title}"
    return ""
