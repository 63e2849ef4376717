"""`python -m tui` is `whichway`."""

import sys

from tui.cli import main

sys.exit(main())
