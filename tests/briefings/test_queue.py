"""Briefings asked for in the dashboard: one after the other, what is asked for twice once, and never without end."""

from __future__ import annotations

import io
import re
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from callbacks import briefing_queue
from callbacks.briefing_queue import Queue
from layouts.pages.briefing import FILES

ASKED = f"{FILES}?month=2020-01&committee=adults&sections=bridge&format=pptx"


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> tuple[Queue, threading.Event, list[str]]:
    """A queue whose maker waits until it is let go, and what it was told to make."""
    go, told = threading.Event(), []

    def make(command: list[str]) -> None:
        told.append(command[command.index("--query") + 1])
        go.wait(30)
        place = Path(command[command.index("--output") + 1])
        (place / f"made.{command[command.index('--format') + 1]}").write_bytes(b"made")

    monkeypatch.setattr(briefing_queue, "_run", make)
    return Queue(tmp_path), go, told


def until_made(queue: Queue, query: str) -> Path:
    for _ in range(2000):
        state = queue.ask(query, "pptx", Path(), "v")
        if state.what == "made" and state.file:
            return state.file
        threading.Event().wait(0.01)
    raise AssertionError("it was never made")


def until_begun(told: list[str]) -> None:
    for _ in range(2000):
        if told:
            return
        threading.Event().wait(0.01)
    raise AssertionError("it was never begun")


def test_what_is_asked_for_twice_is_made_once(held: tuple[Queue, threading.Event, list[str]]) -> None:
    queue, go, told = held
    states = [queue.ask("?a=1", "pptx", Path(), "v").what for _ in range(5)]
    assert set(states) <= {"waiting", "being made"}
    go.set()
    assert until_made(queue, "?a=1").read_bytes() == b"made"
    assert told == ["?a=1"]


def test_other_figures_are_another_briefing(held: tuple[Queue, threading.Event, list[str]]) -> None:
    queue, go, told = held
    go.set()
    until_made(queue, "?a=1")
    queue.ask("?a=1", "pptx", Path(), "later")
    assert queue.ask("?a=1", "pptx", Path(), "v").what == "made"
    queue._maker.shutdown()
    assert told == ["?a=1", "?a=1"]


def test_no_more_wait_than_there_is_room_for(held: tuple[Queue, threading.Event, list[str]]) -> None:
    queue, go, _ = held
    states = [queue.ask(f"?a={place}", "pptx", Path(), "v").what for place in range(briefing_queue.MOST_WAITING + 5)]
    assert states.count("full") == 5
    go.set()
    until_made(queue, "?a=0")
    queue._maker.shutdown()


def test_what_nobody_waits_for_any_more_is_not_made(
    held: tuple[Queue, threading.Event, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    queue, go, told = held
    for query in ("?a=begun", "?a=left", "?a=waited-for"):
        queue.ask(query, "pptx", Path(), "v")
    until_begun(told)
    later = time.monotonic() + briefing_queue.ABANDONED_SECONDS + 1
    monkeypatch.setattr(briefing_queue, "time", SimpleNamespace(monotonic=lambda: later, time=time.time))
    queue.ask("?a=waited-for", "pptx", Path(), "v")
    go.set()
    until_made(queue, "?a=waited-for")
    assert told == ["?a=begun", "?a=waited-for"]
    assert until_made(queue, "?a=left").read_bytes() == b"made"


def test_one_that_fails_says_so_once_and_can_be_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_: list[str]) -> None:
        raise OSError("no room")

    monkeypatch.setattr(briefing_queue, "_run", fail)
    queue = Queue(tmp_path)
    queue.ask("?a=1", "pptx", Path(), "v")
    queue._maker.shutdown()
    assert queue.ask("?a=1", "pptx", Path(), "v").what == "failed"


def test_the_address_of_a_briefing_leads_to_the_file(client: FlaskClient) -> None:
    for _ in range(120):
        page = client.get(ASKED)
        assert page.status_code == 200
        if "The download begins" in page.text:
            break
        assert 'http-equiv="refresh"' in page.text
        threading.Event().wait(0.5)
    address = re.search(r'url=([^"]+)"', page.text)
    assert address
    file = client.get(address[1].replace("&amp;", "&"))
    assert file.headers["Content-Disposition"].startswith("attachment; filename=cambridgeshire")
    deck = Presentation(io.BytesIO(file.data))
    assert len(deck.slides) == 1
    assert any(shape.has_chart for shape in deck.slides[0].shapes)


@pytest.mark.parametrize("kind", ["", "exe", "pptx/../x"])
def test_any_other_kind_of_file_is_not_found(client: FlaskClient, kind: str) -> None:
    assert client.get(f"{FILES}?month=2020-01&format={kind}").status_code == 404


def test_a_briefing_page_names_its_sections_and_what_can_be_added(client: FlaskClient) -> None:
    page = client.get("/plain/briefing?month=2020-01&committee=adults&sections=bridge,track").text
    assert page.count("Leave out") == 2
    assert "What changed" in page
    assert "sections=bridge,track" in page
    assert f"{FILES}?month=2020-01" in page


@pytest.mark.parametrize(
    ("sender", "status"), [("cross-site", 403), ("same-site", 403), ("same-origin", 404), ("none", 404), (None, 404)]
)
def test_another_site_cannot_have_its_visitors_ask_for_briefings(
    client: FlaskClient, sender: str | None, status: int
) -> None:
    # A kind of file that there is not, so that what is let through begins nothing.
    answer = client.get(f"{FILES}?format=exe", headers={"Sec-Fetch-Site": sender} if sender else {})
    assert answer.status_code == status
    assert ("came from another site" in answer.text) == (status == 403)
