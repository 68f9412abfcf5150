"""`python benchmarks/quality`: Python puts this directory on the path; what the modules import from is its parent."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from quality.command import main

    sys.exit(main())
