"""make bench: how fast the generator is, beside its peers on the same content. One part a module."""

from pathlib import Path

HERE = Path(__file__).resolve().parent.parent.parent
