"""`python -m pipeline.cli` is `dechrome`."""

import sys

from pipeline.cli import main

sys.exit(main())
