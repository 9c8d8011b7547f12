"""The pages of the dashboard, once: menu, routing, titles and the 404 check all read this list."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """One page: its address, its name in the menu and the title of its browser tab."""

    path: str
    name: str
    title: str
    in_menu: bool = True


OVERVIEW = Page("/", "Overview", "Overview")
VARIANCE = Page("/forecast-variance", "Forecast variance", "Forecast variance")
PLACEMENTS = Page("/placements", "Placements and unit costs", "Placements and unit costs")
TRENDS = Page("/trends", "Trends", "Trends")
COMPARE = Page("/compare", "Compare", "Compare")
FIND = Page("/find", "Find", "Find a service", in_menu=False)
ABOUT = Page("/about", "About", "About these figures")
PRESENT = Page("/present", "Present", "Meeting", in_menu=False)
RUNNING_ORDER = Page("/running-order", "Running order", "Screens of a meeting", in_menu=False)
BRIEFING = Page("/briefing", "Briefing", "Briefing", in_menu=False)
SOURCES = Page("/sources", "Sources and findings", "Sources and findings")

PAGES = (OVERVIEW, VARIANCE, PLACEMENTS, TRENDS, COMPARE, SOURCES, ABOUT, FIND, PRESENT, RUNNING_ORDER, BRIEFING)
PRODUCT = "Finance and care activity"


def page_at(path: str | None) -> Page | None:
    """The page at ``path``, or None where there is none; a slash at the end makes no difference."""
    wanted = "/" + (path or "").strip("/")
    return next((page for page in PAGES if page.path == wanted), None)
