"""A table may print services under no directorate: they are shown, led to and followed like any others."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from callbacks import plain
from callbacks.page import view_at
from data.dataset import Dataset
from data.queries import service_line
from data.search import search
from data.selection import Selection, read_selection
from tests.builders import DECEMBER, dataset, finance_row, report_row
from views.leads import down, own_trend
from views.site_map import PAGES, Page, page_at

THEN = {"report": "2019-12", "period": DECEMBER}


def found() -> Dataset:
    """Two services under no directorate, one of which has a namesake under one."""
    return dataset(
        reports=[report_row(), report_row(**THEN)],
        finance=[
            finance_row("Early Years", 1200, 50, locator="line 1"),
            finance_row("Early Years", 1200, 5, directorate=None, locator="line 2"),
            finance_row("Play", 1200, 500, directorate=None, service_group="Young people", locator="line 3"),
            finance_row("Play", 1200, 400, directorate=None, service_group="Young people", locator="line 4", **THEN),
        ],
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_page_works_and_names_no_directorate(
    page: Page, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = found()
    monkeypatch.setattr(plain, "opened", lambda: built)
    for query in ("", "?q=play", "?service=play", "?service=early-years", "?directorate=adults-safeguarding"):
        reply = client.get(f"/plain{page.path}{query}")
        assert reply.status_code == 200
        assert "None" not in reply.text
        assert "none-" not in reply.text


def test_each_leads_to_itself_and_not_to_its_namesake() -> None:
    built = found()
    leads = down(built.latest, Selection("2020-01", addresses=built.addresses))
    told = {"Early Years": "line 2", "Early Years (Adults & Safeguarding)": "line 1", "Play": "line 3"}
    assert all(leads)
    for name, place in told.items():
        assert service_line(built.latest, read_selection(leads[name].partition("?")[2], built)[0]).locator == place


def test_each_is_followed_over_the_months() -> None:
    built = found()
    play = built.latest.finance[-1]
    path, _, query = own_trend(built, Selection("2020-01", addresses=built.addresses), play).partition("?")
    page = page_at(path)
    assert page
    title = str(view_at(built, page, query, "desk")[0][0])
    assert "Play: £500k over budget in January 2020, worse than £400k over in December 2019" in title


def test_each_is_found_by_its_name() -> None:
    assert [(hit.name, hit.place) for hit in search(found(), "play")] == [("Play", "")]
