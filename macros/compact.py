"""Values as JSON without a space too many, as every file and block of data on the site has them."""

from __future__ import annotations

import json
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode  # made once: json.dumps would for every value


def dump(value: Any) -> str:
    """Any value as JSON."""
    return _encode(value)
