"""The generator of the Kennisportaal: from the records in data/ to everything a reader sees."""
