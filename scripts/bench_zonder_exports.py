"""The same build as `scripts.site` makes, without the files for machines: `make bench` shows what those cost."""

import os
import sys

from macros import exports
from macros.engine import run

if __name__ == "__main__":
    exports.formats = lambda: []
    code = run.site()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
