"""The window of the other tests notices what it is there to notice; a watch that sees nothing proves nothing."""

from __future__ import annotations

import pytest

from tests.browser.window import Window
from views.site_map import OVERVIEW


@pytest.fixture
def window(first_window: Window) -> Window:
    """A window of its own for each test: nothing that goes wrong here may reach another."""
    return first_window


def test_an_inaccessible_part_is_found(window: Window) -> None:
    window.open(OVERVIEW.path)
    window.page.evaluate("document.querySelector('main').append(document.createElement('img'))")
    assert [each.split(":")[0] for each in window.findings()] == ["image-alt"]


def test_a_target_too_small_to_hit_is_found(window: Window) -> None:
    window.open(OVERVIEW.path)
    buttons = '<button style="width:9px;height:9px;padding:0" aria-label="close">x</button>' * 2
    window.page.evaluate(f"document.querySelector('main').insertAdjacentHTML('beforeend', `<p>{buttons}</p>`)")
    assert "target-size" in {each.split(":")[0] for each in window.findings()}


def test_a_request_to_another_host_is_noticed_and_blocked_by_the_policy(window: Window) -> None:
    window.open(OVERVIEW.path)
    blocked = window.page.evaluate("fetch('https://elsewhere.example/').then(() => false, () => true)")
    assert blocked
    assert any("connect-src 'self'" in fault for fault in window.faults)
    with window.page.expect_request("https://elsewhere.example/page"):
        window.page.evaluate("location.assign('https://elsewhere.example/page')")
    assert "https://elsewhere.example/page" in window.elsewhere


def test_an_inline_script_does_not_run(window: Window) -> None:
    window.open(OVERVIEW.path)
    script = "const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.body.append(s)"
    window.page.evaluate(f"() => {{ {script} }}")
    assert window.page.evaluate("window.ran === undefined")
    assert any("script-src" in fault for fault in window.faults)


def test_a_pop_up_is_noticed(window: Window) -> None:
    window.open(OVERVIEW.path)
    with window.page.expect_popup():
        window.page.evaluate("() => { window.open('about:blank') }")
    assert [fault for fault in window.faults if fault.startswith("pop-up")] == ["pop-up: about:blank"]
