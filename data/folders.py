"""Where the files that come with the product stand; imports nothing, so that a paper can be read without pandas."""

from __future__ import annotations

from pathlib import Path
from typing import Final

REFERENCE: Final = Path(__file__).parent / "reference"
SNAPSHOTS: Final = Path(__file__).parent / "snapshots"
