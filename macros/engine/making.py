"""What other processes make of the records, while this one looks at the pages in docs/ and the engine makes those."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

from macros import exports
from macros.engine.examining import address_of, publication_of
from macros.exports import Publication
from macros.halves import WORTH, Beside, Shared, Signal
from macros.output import Output
from macros.pages.render import renderer_of
from macros.portal import Portal
from macros.stamping import Stamping


class Making:
    """The files for machines, and the pages in frames, of one site.

    It begins before anyone knows whether there are errors; then what it made is thrown away with the rest of the output.
    """

    def __init__(self, output: Output, docs: Path, site_url: str) -> None:
        self._output, self._docs, self._site_url = output, docs, site_url
        self._begun = ExitStack()  # ends what was begun
        self.publication: Publication | None = None  # what is being made, if anything is

    def begin(self, opened: Portal) -> None:
        """Begin with the site of this Portal, unless that was done; what was made of another goes."""
        if self.publication and self.publication.portal is opened:
            return
        self.stop()
        self._output.empty()
        publication = publication_of(opened, self._docs, address_of(opened, self._site_url))
        open_data, others = exports.shares(publication)
        with ExitStack() as begun:
            self._open_data = begun.enter_context(Beside(lambda: self._output.write_all(open_data), worth=opened.size > WORTH))
            self._framed = Signal()
            self._stamping = Stamping(renderer_of(opened), self._output.drafts, publication.site_url)
            works = [*others, *self._stamping.pages]
            shared = Shared(works, lambda some: self._output.write_all(self._stamping.ahead(some, self._framed)))
            self._files = begun.enter_context(shared)
            self._begun, self.publication = begun.pop_all(), publication

    def stop(self) -> None:
        """End it: nobody writes anything after this."""
        self._begun.close()
        self.publication = None

    def framed(self) -> None:
        """The engine has left its frames. Raises `FrameError` when they are not what they should be."""
        self._stamping.look()
        self._framed.give()

    def finish(self) -> tuple[int, int, int]:
        """Join in until all is made. Returns how many pages in frames, how many files, and how many files are unchanged."""
        done = [*self._files.outcomes(), self._open_data.outcome()]
        files, unchanged = map(sum, zip(*done, strict=True))
        return len(self._stamping.pages), files, unchanged
