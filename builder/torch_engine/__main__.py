"""`python -m builder.torch_engine`: serve requests until stdin ends."""

import sys

from builder.torch_engine.server import main

sys.exit(main())
