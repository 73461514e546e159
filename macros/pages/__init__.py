"""From records to HTML: the page of a record, the lists, and the macros that hand-written pages call."""
