"""``python -m derivcheck``."""

import sys

from derivcheck.cli import main

sys.exit(main())
