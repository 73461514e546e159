"""How a class of records is called in the words of schema.org, which search engines and other machines read.

Only what is particular to the class stands here, as its `schema`; what all records share is added where the words are
used (`macros/pages/linked_data.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Told:
    """A property that tells a field in another form: as a thing of a `type` with that name, or as one of the fixed `values`."""

    field: str
    type: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Schema:
    """A type of schema.org, and which of its properties tell which fields; a field that refers to a record tells that record.

    A record without the field `needs` is described as an article instead. Of an article we are the publisher and its
    dates are ours; of anything else the record only tells.
    """

    type: str = "Article"
    properties: Mapping[str, str | Told] = field(default_factory=dict)
    needs: str = ""

    def type_of(self, record: object) -> str:
        """The type of one record."""
        return ARTICLE.type if self.needs and getattr(record, self.needs) is None else self.type


ARTICLE = Schema()
DAYS = {"startDate": "begin", "endDate": "einde"}
