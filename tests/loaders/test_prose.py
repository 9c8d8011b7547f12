"""Prose joined over lines and pages, without residue of markdown."""

from __future__ import annotations

import pytest

from loaders import prose


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([], None),
        (["", " "], None),
        (["The ponds were", "deep."], "The ponds were deep."),
        (["The ponds were", "", "deep."], "The ponds were deep."),
        (["The ponds were deep.", "They froze."], "The ponds were deep. They froze."),
        (["The ponds were deep.", "", "They froze."], "The ponds were deep.\nThey froze."),
        (["The ponds (e.g.", "", "two of them) froze."], "The ponds (e.g. two of them) froze."),
        (["Because:", "- frost", "- wind and", "rain", "● snow"], "Because:\n• frost\n• wind and rain\n• snow"),
        (["-£40k is less", "than before."], "-£40k is less than before."),
        (["See [the table](#), *not* the picture, from 1 st May."], "See the table, not the picture, from 1st May."),
        (["2 * 3 is 6 * 1."], "2 * 3 is 6 * 1."),
    ],
)
def test_joined(lines: list[str], text: str | None) -> None:
    assert prose.joined(lines) == text
