"""Answers kept as they are sent, so that a view that was asked for before costs no page and no compression.

What is kept is of one dataset alone: as soon as a load replaces it, or a notice is put on it or taken off, all of it
goes. An answer is known by what it depends on: the page, the council and block, the selection that was read from the
address, what could not be honoured, the kind of screen and the encoding. It is never known by the text of a request,
which may say the same in ever so many ways.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from contextlib import suppress
from dataclasses import dataclass, field, fields
from typing import Any, Final

from flask import Flask, Response, g, request

from callbacks.page import asked_page, known_screen
from data.dataset import Dataset
from data.opened import opened
from data.selection import Selection, part_asked, read_selection
from data.store import StoreError
from layouts.ids import Ids

CALLBACKS: Final = "/_dash-update-component"
EXTENSION: Final = "kept_answers"
MOST_ANSWERS: Final = 1000
MOST_BYTES: Final = 24 * 1024 * 1024  # in each worker
SENT_WITH: Final = ("Content-Encoding", "Content-Type", "Vary")
PARTS: Final = tuple(each.name for each in fields(Selection) if each.name != "addresses")  # those are the dataset's


@dataclass(frozen=True)
class Answer:
    """The body of an answer, and the headers that say how to read it."""

    body: bytes
    headers: dict[str, str]


@dataclass
class Kept:
    """The answers of one dataset, the one asked for longest ago first; no more of them than the two limits allow."""

    most_answers: int = MOST_ANSWERS
    most_bytes: int = MOST_BYTES
    dataset: Dataset | None = None
    answers: OrderedDict[Hashable, Answer] = field(default_factory=OrderedDict)
    size: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, dataset: Dataset, key: Hashable) -> Answer | None:
        """The answer to ``key`` over ``dataset``, where there is one."""
        with self._lock:
            if dataset is not self.dataset or key not in self.answers:
                return None
            self.answers.move_to_end(key)
            return self.answers[key]

    def clear(self) -> None:
        """Keep nothing of what was kept."""
        with self._lock:
            self._begin(None)

    def put(self, dataset: Dataset, key: Hashable, answer: Answer) -> None:
        """Keep ``answer``; those over another dataset go, and those asked for longest ago where there are too many."""
        with self._lock:
            if dataset is not self.dataset:
                self._begin(dataset)
            before = self.answers.pop(key, None)
            self.answers[key] = answer
            self.size += len(answer.body) - (len(before.body) if before else 0)
            while len(self.answers) > self.most_answers or self.size > self.most_bytes:
                self.size -= len(self.answers.popitem(last=False)[1].body)

    def _begin(self, dataset: Dataset | None) -> None:
        self.answers.clear()
        self.dataset, self.size = dataset, 0


def keep_answers(server: Flask) -> None:
    """Answer again from what is kept; call this before the replies of ``server`` are compressed and after refusals."""
    kept = server.extensions[EXTENSION] = Kept()
    answer = server.view_functions[CALLBACKS]

    def answer_or_kept(*given: Any, **named: Any) -> Any:
        try:
            dataset = opened()
        except StoreError:
            return answer(*given, **named)  # the page says so
        key = _key(dataset)
        found = kept.get(dataset, key)
        if found is not None:
            return Response(found.body, headers=found.headers)
        g.to_be_kept = (dataset, key)
        return answer(*given, **named)

    server.view_functions[CALLBACKS] = answer_or_kept

    @server.after_request
    def keep(response: Response) -> Response:
        dataset, key = g.pop("to_be_kept", (None, None))
        if dataset and response.status_code == 200 and _is_still_shown(dataset):
            headers = {name: response.headers[name] for name in SENT_WITH if name in response.headers}
            kept.put(dataset, key, Answer(response.get_data(), headers))
        return response


def not_to_be_kept() -> None:
    """The answer to this request tells of a fault, and must not be given to others."""
    g.pop("to_be_kept", None)


def _is_still_shown(dataset: Dataset) -> bool:
    """Whether no load has come since ``dataset`` was taken up: else nobody can tell of which figures an answer is."""
    with suppress(StoreError):
        return opened() is dataset
    return False


def _key(dataset: Dataset) -> Hashable:
    """What the answer to the request depends on, besides ``dataset``."""
    body = request.get_json()  # refused before, where it is not one that the page sends
    given = {(each["id"], each["property"]): each.get("value") for each in body["inputs"]}
    search = given[Ids.ADDRESS, "search"]
    part = part_asked(search, dataset)
    selection, notes = read_selection(search, part)
    page = asked_page(given[Ids.ADDRESS, "pathname"])
    screen = known_screen(given[Ids.SCREEN, "data"])
    chosen = tuple(getattr(selection, part) for part in PARTS)
    return page.path, part.part.key, chosen, tuple(notes), screen, request.environ["HTTP_ACCEPT_ENCODING"]
