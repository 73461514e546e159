"""Values as JSON without a space too many, as every file and block of data on the site has them."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json  # several times as fast as the json of Python


def dump(value: Any) -> str:
    """Any value as JSON."""
    return to_json(value).decode()
