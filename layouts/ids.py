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


class Charts:
    """Keys of the chart cards; the ids of a card's parts begin with its key."""

    NUMBERS: Final = "numbers"
    DIRECTORATES: Final = "directorates"
    TRACK: Final = "track"
    PRESSURES: Final = "pressures"
    SERVICES: Final = "services"
    BRIDGE: Final = "bridge"
    SERVICE_TRACK: Final = "service-track"
    UNIT_COSTS: Final = "unit-costs"
    AVERAGES: Final = "average-numbers"
    COSTS: Final = "costs"
    PLACEMENTS: Final = "placement-numbers"
    SPLIT: Final = "cost-split"
    TREND: Final = "trend"
    LIMITS: Final = "natural-limits"
    ACCURACY: Final = "forecast-accuracy"
    LINE_ACCURACY: Final = "line-accuracy"
    MOVEMENT: Final = "movement"
