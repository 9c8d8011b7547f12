"""Every component id, once: a misspelt id is an import error, not a dead control."""

from typing import Final


class Ids:
    """Ids of the frame."""

    ADDRESS: Final = "address"
    SCREEN: Final = "screen"
    TITLE: Final = "title"
    PAGE: Final = "content"
    MENU: Final = "menu"
    MENU_BUTTON: Final = "menu-button"
    SPOKEN: Final = "spoken"
    LOST: Final = "lost"
    WORKING: Final = "working"
    MONTH: Final = "month"
    COMMITTEE: Final = "committee"
    DIRECTORATE: Final = "directorate"
    DATA_STATE: Final = "data-state"
    KIND: Final = "kind"
    LINE: Final = "line"
    MEASURE: Final = "measure"
    BASIS: Final = "basis"
    COMPARISON: Final = "comparison"
    PRESENT: Final = "present"
    LEAVE: Final = "meeting-leave"
    MEETING_STATUS: Final = "meeting-status"
    MEETING_HELP: Final = "meeting-help"
    MEETING_LINK: Final = "meeting-link"
    COPY_MEETING: Final = "copy-meeting"
    SEARCH: Final = "search"
    SEARCH_AGAIN: Final = "search-again"
