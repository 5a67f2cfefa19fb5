"""``python -m derivcheck``."""

import sys

from derivcheck.cli.main import main

sys.exit(main())
