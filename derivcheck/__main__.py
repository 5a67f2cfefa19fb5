"""``python -m derivcheck``."""

import sys

from derivcheck.cli.entry import entry

sys.exit(entry())
