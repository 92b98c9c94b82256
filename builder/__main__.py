"""`python -m builder VERB`: the command line without an installed script."""

import sys

from builder.cli.main import main

sys.exit(main())
