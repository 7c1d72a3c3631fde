"""python -m monitor: the same as `media-monitor`."""

import sys

from monitor.cli import main

sys.exit(main())
