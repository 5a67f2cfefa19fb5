"""``python -m derivcheck``."""

import sys

from derivcheck.cli.supervised import entry

sys.exit(entry())
