"""What a visitor is looking at: read from the address, written back to it, turned into a query by every callback."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args
from urllib.parse import quote_plus

from data.address_parts import LONGER, parts
from data.addresses import EVERYTHING, PLAIN, Addresses
from data.brief import USUAL_BRIEF, Brief, read_brief
from data.committees import committees, committees_of, services
from data.dataset import Dataset, Month
from data.following import USUAL_FOLLOWING, Following, read_following
from data.formatting import month_name, slug_of_any
from data.meeting import USUAL, Meeting, read_meeting
from data.parts import is_asked

Order = Literal["size", "paper"]

MOST_LETTERS = 80  # of a search
_OURS = re.compile(r"/(?!/)[!-~]*")  # an address of a page as it is written in a link


@dataclass(frozen=True)
class Selection:
    """One view. Names are whole names (``Adults & Safeguarding``); an empty name means all.

    ``place`` is the key of the place in the paper that a visitor came to see on the sources page, ``words`` what to
    search for. ``origin`` is the address of the page on screen; on the sources page, of the page that led there. It is
    no part of ``query``: only links to a place in a paper say where they came from. ``addresses`` are the dataset's,
    and ``part`` is the address of its council and block.
    """

    month: str
    committee: str = ""
    directorate: str = ""
    group: str = ""
    service: str = ""
    care_group: str = ""
    order: Order = "size"
    table: str = ""
    place: str = ""
    words: str = ""
    meeting: Meeting = USUAL
    following: Following = USUAL_FOLLOWING
    brief: Brief = USUAL_BRIEF
    origin: str = ""
    addresses: Addresses = PLAIN
    part: str = ""

    def elsewhere(self, month: str = "", **parts: str) -> Selection:
        """A view of ``month``, or else of this one's, with nothing chosen but ``parts``."""
        kept = Selection(month or self.month, addresses=self.addresses, part=self.part)
        return replace(kept, **parts)  # type: ignore[arg-type]

    def address(self, path: str, **changes: str) -> str:
        """The address of this view on ``path``, with ``changes`` made to it."""
        return path + replace(self, **changes).query()  # type: ignore[arg-type]

    def with_meeting(self, meeting: Meeting) -> Selection:
        """This view, shown in ``meeting``."""
        return replace(self, meeting=meeting)

    def with_brief(self, brief: Brief) -> Selection:
        """This view, told in ``brief``."""
        return replace(self, brief=brief)

    def from_page(self, path: str) -> Selection:
        """This view, as it is shown on ``path``; the way back to one of which too much is said leads to its month."""
        address = self.address(path)
        return replace(self, origin=address if len(address) <= LONGER["back"] else self.elsewhere().address(path))

    def pinned(self) -> dict[str, str]:
        """What stands in every link, so that it shows the same however much is loaded after it was sent."""
        return {name: value for name, value in (("part", self.part), ("month", self.month)) if value}

    def query(self) -> str:
        """The query string that reproduces this view; what is left at its usual value is left out."""
        named = {
            "committee": self.committee,
            "directorate": self.directorate,
            "group": self.group,
            "service": self.service,
            "care": self.care_group,
        }
        pairs = self.pinned() | {part: self.addresses.of(name) for part, name in named.items()}
        pairs |= {"order": self.order if self.order != "size" else ""}
        pairs |= {"table": self.table, "at": self.place, "q": self.words}
        if self.following is not USUAL_FOLLOWING:
            pairs |= self.following.pairs()
        if self.brief is not USUAL_BRIEF:
            pairs |= self.brief.pairs()
        if self.meeting is not USUAL:
            pairs |= self.meeting.pairs()
        return "?" + "&".join(f"{key}={quote_plus(value, safe=',')}" for key, value in pairs.items() if value)


def part_asked(query: object, dataset: Dataset) -> Dataset:
    """The dataset of the council and block in an address's query string, else the one that was loaded first.

    An address that names none was sent when there was no other. ``read_selection`` says where one is not there.
    """
    wanted = parts(query).get("part", "")
    return next((each for each in dataset.parts if is_asked(each.part, wanted)), dataset)


def read_selection(query: object, dataset: Dataset) -> tuple[Selection, list[str]]:
    """The selection in an address's query string, and a sentence for each part that could not be honoured.

    All of it is of ``dataset``, which is one council's one block: see ``part_asked``. Anything unknown or stale falls
    back to the widest view of the newest month; nothing raises.
    """
    asked = parts(query)
    notes: list[str] = []

    if asked.get("part") and not is_asked(dataset.part, asked["part"]):
        shown = dataset.latest.part or dataset.part.service_block
        notes.append(f"That council or part of its services is not loaded. Showing {shown}.")
    month = dataset.by_key.get(asked.get("month", ""))
    if month is None:
        month = dataset.latest
        if asked.get("month"):
            of = f" for {month.part}" if month.part else ""
            notes.append(f"That month is not loaded{of}. Showing {month_name(month.period)}, the newest one.")

    def known(part: str, names: Iterable[str]) -> str | None:
        """The name that a part of the address means; empty for none; None for one that is not there."""
        wanted = asked.get(part, "")
        return "" if wanted in ("", EVERYTHING) else dataset.addresses.named(wanted, names)

    committee = known("committee", committee_options(month))
    if committee is None:
        named = known("committee", committees(month.authority))
        notes.append(
            f"The papers loaded do not say which lines {f'the {named} Committee' if named else 'that committee'} "
            f"oversaw in {month.financial_year}. "
            f"Showing all of {month.whole}."
        )
    directorate = known("directorate", directorate_options(month, committee or ""))
    if directorate is None:
        notes.append(f"That directorate has no lines here in {month_name(month.period)}. Showing all directorates.")
    within = services(month, committee or "", directorate or "")
    group = known("group", [line.service_group for line in within if line.service_group])
    service = known("service", [line.service for line in within])
    if group is None or service is None:
        notes.append(f"That line has no figures here in {month_name(month.period)}. Showing the lines that have.")
    care_group = known("care", [line.care_group for line in month.activity])
    if care_group is None:
        notes.append(f"That care group has no figures in {month_name(month.period)}. Showing another one.")
    following, unknown = read_following(asked, dataset)
    notes += unknown
    order = asked.get("order", "size")
    table = asked.get("table", "")
    return (
        Selection(
            month=month.key,
            committee=committee or "",
            directorate=directorate or "",
            group=group or "",
            service=service or "",
            care_group=care_group or "",
            order=cast(Order, order) if order in get_args(Order) else "size",
            table=table if month.tables.get(table) and table != "findings" else "",
            place=slug_of_any(asked.get("at", "")),
            words=asked.get("q", "").strip()[:MOST_LETTERS],
            meeting=read_meeting(asked),
            following=following,
            brief=read_brief(asked),
            origin=asked.get("back", "") if _OURS.fullmatch(asked.get("back", "")) else "",
            addresses=dataset.addresses,
            part=dataset.address,
        ),
        notes,
    )


def pinned(query: str, selection: Selection) -> str:
    """``query`` of an address with what is on screen (``Selection.pinned``), where it does not name that itself."""
    shown = selection.pinned()
    if all(parts(query).get(part) == value for part, value in shown.items()):
        return query
    kept = [part for part in query.split("&") if part and part.partition("=")[0] not in shown]
    return "&".join([*(f"{part}={value}" for part, value in shown.items()), *kept])


def committee_options(month: Month) -> list[str]:
    """Committees whose lines are known for the month's financial year."""
    return committees_of(month.financial_year, month.authority)


def directorate_options(month: Month, committee: str) -> list[str]:
    """Directorates of the month in the paper's order; those that ``committee`` has lines in, if one is chosen."""
    return list(dict.fromkeys(line.directorate for line in services(month, committee) if line.directorate))
