"""Every component id, once: a misspelt id is an import error, not a dead control."""

from typing import Final


class Ids:
    """Ids of the frame; ids of charts are made by ``chart_id``."""

    ADDRESS: Final = "address"
    PAGE: Final = "page"
    MENU: Final = "menu"
    MONTH: Final = "month"
    COMMITTEE: Final = "committee"
    DIRECTORATE: Final = "directorate"
    DATA_STATE: Final = "data-state"
    ANNOUNCE: Final = "announce"
