"""The generator of the Kennisportaal: from the records in data/ to everything a reader sees."""

import os

# Pydantic looks for plug-ins in every installed package when it is first used; we use none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
