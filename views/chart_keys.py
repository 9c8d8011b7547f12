"""The keys of the chart cards, each once: in an address, a running order and the ids of a card's parts."""

from typing import Final


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
    CHANGES: Final = "changes"
    SAVINGS: Final = "savings"
    CAPITAL: Final = "capital"
