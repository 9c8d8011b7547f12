"""The dashboard over the dataset that ``SERVED_DATASET`` names, for a web server with workers of its own."""

from __future__ import annotations

import os
from pathlib import Path

from app import create_app

server = create_app(Path(os.environ["SERVED_DATASET"])).server
