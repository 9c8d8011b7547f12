"""Reads counts from sentences: each figure with the month that it is said to be of, and what it counts.

What is counted follows from the words of the paragraph and of the clause in which a figure stands. A figure in
brackets belongs to what stands before it: to a month, or to a name; a percentage to the count before it. A figure whose
month stays unclear is loaded without one; one that is not exact, or of no known time, is noted and left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loaders.containers.text import Line
from loaders.counts_words import add, check_share, first_phrase, note
from loaders.dates import MONTH_NAMES, day_named
from loaders.tables import Found

_NUMBERING = re.compile(r"^(?:- )?\d+(?:\.\d+)+\.? ")
_SENTENCES = re.compile(r"(?<=[.:])\s+(?=[A-Z])")
_MONTH = rf"(?:{MONTH_NAMES}) (?:20)?\d\d(?![\d%])"
_TIME = re.compile(
    rf"(?P<month>\b{_MONTH})(?= \()|\b(?:between (?:{MONTH_NAMES})(?: 20\d\d)? and {_MONTH}"
    rf"|since (?:{MONTH_NAMES})(?: 20\d\d)?(?! (?:20\d\d|\())|so far this year|year to date)\b"
    rf"|(?P<other>\b{_MONTH})|(?P<bare>\b(?:{MONTH_NAMES}))(?= \()",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?<![\w./£-])(?P<open>\()?(?P<sign>[+-])?(?P<digits>\d[\d,]*(?:\.\d+)?)(?P<percent>%)?(?P<close>\))?(?![\w/])"
)
_INEXACT = re.compile(r"\b(?:just|over|under|around|about|nearly|almost|approximately|some|c\.) $", re.IGNORECASE)
_BOUNDARY = re.compile(r",|\b(?:however|although|compared|whilst|while|but)\b", re.IGNORECASE)
_LISTED = re.compile(r"\d+\. (?P<name>.+?) [–—-] (?P<count>\d[\d,]*)(?: \((?P<share>\d+(?:\.\d+)?%)\))?")


@dataclass(frozen=True)
class _Token:
    """A time or a figure, and where it stands in its sentence."""

    start: int
    end: int
    match: re.Match[str]

    @property
    def is_time(self) -> bool:
        return self.match.re is _TIME

    @property
    def bracketed(self) -> bool:
        return not self.is_time and bool(self.match["open"] and self.match["close"])

    @property
    def value(self) -> float:
        size = float(self.match["digits"].replace(",", ""))
        return -size if self.match["sign"] == "-" else size

    @property
    def printed(self) -> str:
        return self.match.group().strip("()")


class Prose:
    """Paragraphs of one paper, read in order; a list belongs to the sentence that announces it."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.list_of: tuple[str, str | None] | None = None

    def read(self, line: Line) -> bool:
        """Add the counts that ``line`` states; whether there are any."""
        text = _NUMBERING.sub("", line.text)
        listed = _LISTED.fullmatch(text)
        if listed and self.list_of:
            self._add_listed(line, listed, *self.list_of)
            return True
        topic = first_phrase("measure", text)
        if topic is None:
            self.list_of = self.list_of if not text else None
            return False
        before = len(self.found.rows), len(self.found.notes)
        for sentence in _SENTENCES.split(text):
            phrase = first_phrase("measure", sentence) or topic
            measure, default = str(phrase[1]), phrase[2] or topic[2]
            tokens = _tokens(sentence)
            if any(not token.is_time for token in tokens):
                _Sentence(self.found, line, sentence, tokens, measure, default).read()
        if text.endswith(":"):
            times = [token.match.group() for token in _tokens(text) if token.is_time]
            self.list_of = str(topic[1]), times[-1] if times else None
        else:
            self.list_of = None
        return (len(self.found.rows), len(self.found.notes)) != before

    def _add_listed(self, line: Line, listed: re.Match[str], measure: str, time: str | None) -> None:
        count = float(listed["count"].replace(",", ""))
        add(self.found, line, measure, count, listed["name"], period_text=time)
        if listed["share"]:
            share = float(listed["share"].rstrip("%"))
            add(self.found, line, measure, share, listed["name"], period_text=time, unit="percent")


def _tokens(sentence: str) -> list[_Token]:
    times = [_Token(match.start(), match.end(), match) for match in _TIME.finditer(sentence)]
    figures = [
        _Token(match.start(), match.end(), match)
        for match in _FIGURE.finditer(sentence)
        if not any(time.start <= match.start("digits") < time.end for time in times)
    ]
    return sorted([*times, *figures], key=lambda token: token.start)


class _Sentence:
    """One sentence: what its figures count, and of which time each is."""

    def __init__(
        self, found: Found, line: Line, text: str, tokens: Sequence[_Token], measure: str, default: str | None
    ) -> None:
        self.found, self.line, self.text, self.tokens = found, line, text, tokens
        self.measure, self.default = measure, default
        self.counts: list[tuple[float, str | None, tuple[date | None, str | None]]] = []

    def read(self) -> None:
        for number, token in enumerate(self.tokens):
            if not token.is_time:
                self._read_figure(number, token)

    def _read_figure(self, number: int, token: _Token) -> None:
        before = self.tokens[number - 1] if number else None
        close = before is not None and not self.text[before.end : token.start].strip()
        if token.bracketed and token.match["percent"] and close and before and not before.is_time and self.counts:
            self._add_share(token)
        elif token.bracketed and token.match["sign"] and len(self.counts) > 1:
            self._check_change(token)
        elif token.bracketed and close and before and before.is_time:
            self._add(token, self._breakdown(number), self._bracketed_time(number))
        elif token.bracketed:
            self._add(token, _named(self.text[before.end if before else 0 : token.start]), (None, None))
        elif _INEXACT.search(self.text[: token.start]):
            self._leave(token, "it is not exact")
        else:
            time = self._time(number)
            if time is None and not token.match["percent"]:
                self._leave(token, "the sentence does not say of which time it is")
            else:
                self._add(token, self._breakdown(number), time or (None, None))

    def _time(self, number: int) -> tuple[date | None, str | None] | None:
        token = self.tokens[number]
        after = self.tokens[number + 1] if number + 1 < len(self.tokens) else None
        if after and not after.is_time and after.bracketed and number + 2 < len(self.tokens):
            after = self.tokens[number + 2]
        if after and after.is_time:
            between = self.text[token.end : after.start]
            of_range = not (after.match["month"] or after.match["other"] or after.match["bare"])
            if re.search(r"\b(?:in|at|during) $", between) or (of_range and not _BOUNDARY.search(between)):
                return _when(after)
        earlier = [each for each in self.tokens[:number] if each.is_time]
        return _when(earlier[-1]) if earlier else None

    def _bracketed_time(self, number: int) -> tuple[date | None, str | None]:
        """The month before a figure in brackets; two months joined by "and" may share it, so it is of neither."""
        month = self.tokens[number - 1]
        other = self.tokens[number - 2] if number > 1 else None
        if other and other.is_time and self.text[other.end : month.start] == " and ":
            both, figure = self.text[other.start : month.end], self.tokens[number].printed
            message = (
                f"{figure} ({self.measure}) stands after {both}: whether it is of one of them or of each is unclear."
            )
            note(self.found, self.line, self.measure, "ambiguous-period", "note", message, stated=both)
            return None, both
        return _when(month)

    def _breakdown(self, number: int) -> str | None:
        """What part the figure counts: by the words after it in its clause, before it, or leading the sentence."""
        figures = [each for each in self.tokens if not each.is_time and not each.bracketed]
        token = self.tokens[number]
        earlier = [each for each in self.tokens[:number] if not each.is_time]
        later = [each for each in self.tokens[number + 1 :] if not each.is_time and not each.bracketed]
        after = _BOUNDARY.split(self.text[token.end : later[0].start if later else len(self.text)])[0]
        before = self.text[earlier[-1].end if earlier else 0 : token.start]
        lead = self.text[: figures[0].start] if figures else self.text[: token.start]
        for clause in (after, before, lead):
            phrase = first_phrase("breakdown", clause)
            if phrase:
                return phrase[2]
        return self.default

    def _add(self, token: _Token, breakdown: str | None, time: tuple[date | None, str | None]) -> None:
        unit = "percent" if token.match["percent"] else "number"
        add(self.found, self.line, self.measure, token.value, breakdown, *time, unit=unit)
        if unit == "number":
            self.counts.append((token.value, breakdown, time))

    def _add_share(self, token: _Token) -> None:
        value, breakdown, time = self.counts[-1]
        add(self.found, self.line, self.measure, token.value, breakdown, *time, unit="percent")
        whole = next((each for each, _, when in reversed(self.counts[:-1]) if when == time), None)
        if whole is not None:
            what = f"{self.measure}, {breakdown}, {time[1]}" if breakdown else f"{self.measure}, {time[1]}"
            check_share(self.found, self.line, what, value, whole, token.printed)

    def _check_change(self, token: _Token) -> None:
        (earlier, _, _), (later, breakdown, _) = self.counts[-2:]
        if token.value != later - earlier:
            what = f"{self.measure}, {breakdown}" if breakdown else self.measure
            note(
                self.found,
                self.line,
                what,
                "count-change",
                "error",
                f"{what}: the change from {earlier:,.0f} to {later:,.0f} is printed as {token.printed}, but it is "
                f"{later - earlier:+,.0f}.",
                stated=token.printed,
                expected=f"{later - earlier:+,.0f}",
            )

    def _leave(self, token: _Token, reason: str) -> None:
        what = f"{token.printed} ({self.measure})"
        message = f"The figure {token.printed} for {self.measure} was left out: {reason}."
        note(self.found, self.line, what, "unread-figure", "note", message)


def _when(token: _Token) -> tuple[date | None, str | None]:
    text = token.match.group()
    exact = token.match["month"] or token.match["other"]
    return (day_named(text) if exact else None), text


def _named(text: str) -> str | None:
    """The name before a figure in brackets: what follows the verb, or the last item of an enumeration."""
    item = re.split(r".*\b(?:been|are|were|come from|was|from) (?!the hospital)|, |\band ", text)[-1]
    return re.sub(r"^the ", "", item.strip()) or None
