"""What the simple reader of YAML takes, it reads as the real parser does: on all records, and on damaged ones."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from macros import yamlfile, yamlsimple
from macros.refusal import Refused

RECORDS = sorted(Path("data").glob("**/*.yml"))
TEXTS = [path.read_text("utf-8") for path in RECORDS]
SIGNS = (
    *(" ", "  ", "\n", "\n\n", "  \n", ":", ": ", "-", "- ", "--", "#", " #", "'", '"', "[", "]", ",", ", ", "{", "}", "\\"),
    *("|", ">", ">-", "|-", "|+", ">2", "&a", "*a", "!t", "%", "@", "`", "? ", "\t", "\xa0", "\u2028", "\ufeff", "\x00"),
    *("no", "yes", "on", "~", "null", "1", "1.5", "007", "0x1", "12:30", "2023-01-01", "é", "---\n", "...\n"),
    *("key:", "key: ", "a: b\n", "  - x\n", "- x: 1\n", "titel: x\n", "jaar:\n"),
)


def real(text: str) -> object:
    """What the real parser makes of a text; what it says of one that it refuses."""
    simple, yamlsimple.read = yamlsimple.read, lambda _: None
    try:
        return yamlfile.read(text.encode())
    except Refused as refused:
        return refused
    finally:
        yamlsimple.read = simple


def same(one: object, other: object) -> bool:
    """Whether two values are the same, types and the order of fields too."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return one == other


def test_every_file_reads_the_same():
    for path, text in zip(RECORDS, TEXTS, strict=True):
        simple = yamlsimple.read(text)
        assert simple is None or same(simple, real(text)), path


def test_nearly_every_file_is_simple():
    assert sum(yamlsimple.read(text) is not None for text in TEXTS) > 0.95 * len(TEXTS)


@st.composite
def damaged(draw):
    """Some lines of a real record, moved to the left, with signs put in, taken out, and lines swapped."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    part = lines[first : first + draw(st.integers(1, 40))]
    margin = len(part[0]) - len(part[0].lstrip(" "))
    text = "\n".join(line[margin:] for line in part) + "\n"
    for _ in range(draw(st.integers(0, 3))):
        place, turn = draw(st.integers(0, len(text))), draw(st.integers(0, 2))
        if turn == 0:
            text = text[:place] + draw(st.sampled_from(SIGNS)) + text[place:]
        elif turn == 1:
            text = text[:place] + text[place + draw(st.integers(1, 4)) :]
        else:
            lines = text.split("\n")
            one, other = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
            lines[one], lines[other] = lines[other], lines[one]
            text = "\n".join(lines)
    return text


@settings(max_examples=1500, deadline=None)
@given(damaged())
def test_a_damaged_record_reads_the_same(text):
    simple = yamlsimple.read(text)
    assert simple is None or same(simple, real(text))
