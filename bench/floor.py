"""How much longer the first page takes than a page of plain files with charts of the same library: the floor.

Both are opened by one browser in turn, as by somebody who was never there before, and then asked for another month. A
machine that does other things too slows both, so each round gives a ratio, and the middle of all rounds counts.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from typing import NamedTuple

from bench.measure import Measure
from tests.browser.window import open_browser, open_window_in

ROUNDS = 7
CHARTS = 3
CHANGES = 3
# When so many charts are drawn; and how long it is from a choice until the chart library has drawn the last of them.
WATCH = """(() => {
  const drawn = () => [...document.querySelectorAll('.js-plotly-plot')].filter(plot => plot.querySelector('.trace'));
  const wait = () => drawn().length < CHARTS ? requestAnimationFrame(wait) : (window.drawnAt = performance.now());
  requestAnimationFrame(wait);
  let begun = 0, last = 0;
  window.listen = () => {
    const { react } = window.Plotly;
    const noted = done => (last = performance.now(), done);
    window.Plotly = { ...window.Plotly, react: (...given) => react(...given).then(noted) };
    document.addEventListener('change', () => (begun = performance.now()), true);
  };
  window.redrawn = () => new Promise(done => {
    last = 0;
    const quiet = () => last && performance.now() - last > 400 ? done(last - begun) : requestAnimationFrame(quiet);
    requestAnimationFrame(quiet);
  });
})()""".replace("CHARTS", str(CHARTS))


class Taken(NamedTuple):
    """Milliseconds from the beginning to charts drawn, and from a choice of a month to charts redrawn."""

    first: float
    change: float


def beside_floor(ours: str, floor: str) -> Iterator[Measure]:
    """The first page at ``ours`` beside that at ``floor``, which has a select ``#month`` too."""
    rounds = [[_taken(address) for address in (ours, floor)] for _ in range(ROUNDS + 1)][1:]  # the first one warms up
    how = f"middle of {ROUNDS} rounds, in turn"
    for name, part in (("first page to charts drawn", "first"), ("change of month to charts redrawn", "change")):
        ratios = [getattr(here, part) / getattr(there, part) for here, there in rounds]
        own = statistics.median(getattr(here, part) for here, _ in rounds)
        yield Measure(f"{name}, beside the floor", f"{statistics.median(ratios):.2f} times ({own:.0f} ms)", how)


def _taken(address: str) -> Taken:
    with open_browser() as browser, open_window_in(browser, address) as window:
        page = window.page
        page.add_init_script(WATCH)
        page.goto(address)
        page.wait_for_function("() => window.drawnAt")
        page.wait_for_load_state("networkidle")
        page.evaluate("() => window.listen()")
        changes = []
        for place in range(1, CHANGES + 1):
            page.evaluate("() => { window.asked = window.redrawn(); }")
            page.locator("#month").select_option(index=place)
            changes.append(page.evaluate("() => window.asked"))
        return Taken(page.evaluate("() => window.drawnAt"), statistics.median(changes))
