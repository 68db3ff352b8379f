"""Start the program with `python -m altterr_desktop`; must hold nothing but the call."""

import sys

from altterr_desktop.app.main import main

if __name__ == "__main__":
    sys.exit(main())
