"""What the pages over several months follow: which line, which measure, on which structure, against which month."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from data.dataset import Dataset
from data.formatting import slug, slug_of_any
from data.measures import can_follow, measures
from data.structure import Basis, Kind


@dataclass(frozen=True)
class Following:
    """The choice of the pages Trends and Compare.

    ``line`` is the key of a line (its place and name), ``measure`` a key of the measure registry, ``comparison`` the
    key of a month; each is empty for the usual one.
    """

    kind: Kind = "service"
    line: str = ""
    measure: str = ""
    basis: Basis = "today"
    comparison: str = ""

    def pairs(self) -> dict[str, str]:
        """The choice as parts of an address; what is left at its usual value is empty."""
        return {
            "kind": self.kind if self.kind != USUAL_FOLLOWING.kind else "",
            "line": self.line,
            "measure": slug(self.measure),
            "basis": self.basis if self.basis != USUAL_FOLLOWING.basis else "",
            "comparison": self.comparison,
        }


USUAL_FOLLOWING = Following()


def read_following(asked: Mapping[str, str], dataset: Dataset) -> tuple[Following, list[str]]:
    """The choice in the parts of an address, and a sentence for each that could not be honoured."""
    notes: list[str] = []
    kind = asked.get("kind", USUAL_FOLLOWING.kind)
    if kind not in get_args(Kind):
        notes.append("That kind of line cannot be followed. Showing services.")
        kind = USUAL_FOLLOWING.kind
    basis = asked.get("basis", USUAL_FOLLOWING.basis)
    if basis not in get_args(Basis):
        notes.append("Earlier years cannot be shown that way. Showing them on today’s structure.")
        basis = USUAL_FOLLOWING.basis
    wanted = asked.get("measure", "")
    measure = next((key for key in can_follow(kind) if slug(key) == wanted), "")
    if wanted and not measure:
        usual = measures()[can_follow(kind)[0]].label
        notes.append(f"That measure cannot be followed here. Showing: {usual}.")
    comparison = asked.get("comparison", "")
    if comparison and comparison not in dataset.by_key:
        notes.append("The month to compare with is not loaded. Comparing with another one.")
        comparison = ""
    return Following(
        cast(Kind, kind), slug_of_any(asked.get("line", "")), measure, cast(Basis, basis), comparison
    ), notes
