"""Starts the desktop program: main.py [FILE…]."""

import sys

from builder.gui.app import main

if __name__ == "__main__":
    sys.exit(main(sys.argv))
