"""Every component id, once: a misspelt id is an import error, not a dead control."""

from typing import Final


class Ids:
    """Ids of the frame."""

    ADDRESS: Final = "address"
    SCREEN: Final = "screen"
    TITLE: Final = "title"
    PAGE: Final = "content"
    MENU: Final = "menu"
    MONTH: Final = "month"
    COMMITTEE: Final = "committee"
    DIRECTORATE: Final = "directorate"
    DATA_STATE: Final = "data-state"
    SEARCH: Final = "search"


class Charts:
    """Keys of the chart cards; the ids of a card's parts begin with its key."""

    DIRECTORATES: Final = "directorates"
    TRACK: Final = "track"
    PRESSURES: Final = "pressures"
    SERVICES: Final = "services"
    BRIDGE: Final = "bridge"
    SERVICE_TRACK: Final = "service-track"
    UNIT_COSTS: Final = "unit-costs"
    PLACEMENTS: Final = "placement-numbers"
    SPLIT: Final = "cost-split"
