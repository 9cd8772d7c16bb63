"""Where the program without Python begins."""

import multiprocessing
import os
import sys

from examprep.cli import main

# What this program starts (git, a browser) finds the system's libraries, not those packed here.
if "LD_LIBRARY_PATH_ORIG" in os.environ:
    os.environ["LD_LIBRARY_PATH"] = os.environ.pop("LD_LIBRARY_PATH_ORIG")
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
multiprocessing.freeze_support()
sys.exit(main())
