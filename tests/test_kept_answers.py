"""An answer that is kept is the answer: for one dataset and one view, within bounds, and never one about a fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from dash import Dash
from flask.testing import FlaskClient

from callbacks import page
from callbacks.kept_answers import CALLBACKS, Answer, Kept
from data import store
from data.dataset import Dataset
from data.opened import COPY_SHOWN, open_dataset
from tests.asking import body_of
from views.site_map import OVERVIEW

BROTLI = {"Accept-Encoding": "br"}
PLAIN = {"Accept-Encoding": "identity"}

Ask = Callable[..., bytes]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, dataset_folder: Path) -> list[str]:
    """The months for which the overview was made anew, over a dataset that no answer is kept of."""
    open_dataset(dataset_folder)
    months: list[str] = []
    view = page.VIEWS[OVERVIEW]

    def note(dataset: Dataset, month: object, *rest: object) -> object:
        months.append(month.key)  # type: ignore[attr-defined]
        return view(dataset, month, *rest)  # type: ignore[arg-type]

    monkeypatch.setitem(page.VIEWS, OVERVIEW, note)
    return months


@pytest.fixture
def ask(client: FlaskClient, dashboard: Dash) -> Ask:
    """The JSON of an answer about the overview, as a browser reads it."""

    def ask(query: str = "", headers: dict[str, str] = BROTLI) -> bytes:
        reply = client.post(CALLBACKS, json=body_of(dashboard, "/", query), headers=headers)
        assert reply.status_code == 200
        assert reply.headers["Content-Type"] == "application/json"
        assert reply.headers["Cache-Control"] == "no-cache"
        assert reply.headers["Vary"] == "Accept-Encoding"
        assert "script-src 'self'" in reply.headers["Content-Security-Policy"]
        return brotli.decompress(reply.data) if reply.headers.get("Content-Encoding") == "br" else reply.data

    return ask


def test_a_view_asked_for_again_is_not_made_again(made: list[str], ask: Ask) -> None:
    first = ask("?month=2018-05")
    assert ask("?month=2018-05") == first
    # The same view, said in other words.
    assert ask("month=2018-05&directorate=all&unknown=" + "x" * 500) == first
    assert made == ["2018-05"]
    assert ask("?month=2018-03") != first
    assert made == ["2018-05", "2018-03"]


def test_each_encoding_gets_an_answer_of_its_own(made: list[str], ask: Ask) -> None:
    squeezed, plain = ask(headers=BROTLI), ask(headers=PLAIN)
    assert squeezed == plain
    assert len(made) == 2
    assert (ask(headers=BROTLI), ask(headers=PLAIN), len(made)) == (squeezed, plain, 2)


def test_what_could_not_be_honoured_is_said_to_who_asked_for_it(made: list[str], ask: Ask) -> None:
    assert b"That month is not loaded" not in ask("?month=2020-01")
    assert b"That month is not loaded" in ask("?month=1999-01")
    assert b"That month is not loaded" not in ask("?month=2020-01")


def test_kept_answers_go_with_their_dataset(made: list[str], ask: Ask, dataset_folder: Path, tmp_path: Path) -> None:
    folder = tmp_path / "dataset"
    shutil.copytree(dataset_folder, folder)
    open_dataset(folder)
    ask("?month=2020-01")
    tables = store.read(folder)
    tables["reports"]["published"] = "2031-05-07"
    store.write(tables, folder)
    assert b"7 May 2031" in ask("?month=2020-01")

    damaged = folder / "finance.parquet"
    sound = damaged.read_bytes()
    damaged.write_bytes(sound[:-9] + b"x" + sound[-8:])
    assert COPY_SHOWN.encode() in ask("?month=2020-01")
    damaged.write_bytes(sound)
    assert COPY_SHOWN.encode() not in ask("?month=2020-01")
    assert len(made) == 4


def test_an_apology_is_not_kept(made: list[str], ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ValueError

    with monkeypatch.context() as broken:
        broken.setitem(page.VIEWS, OVERVIEW, fail)
        assert b"This page could not be made" in ask()
    assert b"This page could not be made" not in ask()
    assert len(made) == 1


def test_no_more_is_kept_than_the_limits_allow(dataset: Dataset) -> None:
    kept = Kept(most_answers=3, most_bytes=100)
    for name in "abcd":
        kept.put(dataset, name, Answer(b"x" * 10, {}))
    assert list(kept.answers) == ["b", "c", "d"]
    assert kept.get(dataset, "b")
    kept.put(dataset, "e", Answer(b"x" * 75, {}))  # what was asked for longest ago goes first
    assert list(kept.answers) == ["d", "b", "e"]
    kept.put(dataset, "f", Answer(b"x" * 20, {}))
    assert (list(kept.answers), kept.size) == (["e", "f"], 95)
    kept.put(dataset, "e", Answer(b"x" * 5, {}))
    assert kept.size == 25
    kept.put(dataset, "g", Answer(b"x" * 101, {}))
    assert (list(kept.answers), kept.size) == ([], 0)
