"""`python -m try_out`: what `make run` opens without a token."""

from __future__ import annotations

import sys

from try_out import main

sys.exit(main(sys.argv[1:]))
