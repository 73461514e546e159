"""make bench: how fast the generator is, beside its peers on the same content. One part a module."""
