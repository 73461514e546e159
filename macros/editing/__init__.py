"""What helps people to write records: a schema for their editor, a new file to fill in, and mending what is there."""
