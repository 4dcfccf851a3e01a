"""`python -m reclam_xl` is `reclam-xl`."""

import sys

from reclam_xl.cli import main

sys.exit(main())
