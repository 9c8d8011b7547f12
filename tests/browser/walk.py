"""One walk through every state of every page, made once a session and asked many questions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.browser.states import EMPTY, FULL, NOT_FOUND, NOTED, visit
from tests.browser.window import Window

STATES = {**FULL, **EMPTY, **NOTED, "Not found": NOT_FOUND}
SHOW_TABLES = "document.querySelectorAll('.chart-card').forEach(card => card.classList.add('shows-table'))"

SMALL = """least => [...document.querySelectorAll('a[href], button, select, input, summary')].filter(each => {
    const box = each.getBoundingClientRect();
    return each.checkVisibility({visibilityProperty: true}) && !each.matches('.skip-link') &&
      Math.min(box.width, box.height) < least - 0.5;
  }).map(each => `${each.tagName} ${each.className} in ${each.parentElement.className}: ${each.textContent}`)"""
MOVES = """() => [...document.querySelectorAll('*')].flatMap(each => ['', '::before', '::after'].filter(part => {
    const style = getComputedStyle(each, part || null);
    return style.transitionDuration.split(', ').some(time => parseFloat(time) > 0) || style.animationName !== 'none' ||
      style.scrollBehavior === 'smooth';
  }).map(part => each.tagName + each.className + part)).concat(document.getAnimations().map(String))"""
LEVELS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])"
LIVE = "[role=status], [role=alert], [role=log], [aria-live]:not([aria-live=off])"
# Controls without a name, and names that point to nothing.
UNNAMED = """() => [
  ...[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(each =>
    !(each.labels && each.labels.length && each.labels[0].textContent.trim()) && !each.getAttribute('aria-label')),
  ...[...document.querySelectorAll('button, a[href], summary')].filter(each =>
    !each.textContent.trim() && !each.getAttribute('aria-label')),
  ...['aria-labelledby', 'aria-describedby', 'aria-controls'].flatMap(name =>
    [...document.querySelectorAll(`[${name}]`)].filter(each =>
      each.getAttribute(name).split(' ').some(id => !document.getElementById(id)))),
  ...[...document.querySelectorAll('label[for]')].filter(each => !document.getElementById(each.htmlFor)),
].map(each => each.outerHTML.slice(0, 120))"""
WORDS = """() => {
  const texts = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode.textContent);
  document.querySelectorAll('[aria-label]').forEach(each => texts.push(each.getAttribute('aria-label')));
  return texts;
}"""
REGIONS = f"() => [...document.querySelectorAll({json.dumps(LIVE)})].map(each => each.id || each.className)"

Walked = dict[str, dict[str, Any]]  # by state and question


def walk(window: Window, folder: Path) -> None:
    """Visit every state once and write down what there is to be known of it."""
    found: Walked = {}
    for name, address in STATES.items():
        visit(window, address)
        asked = {"moves": MOVES, "levels": LEVELS, "unnamed": UNNAMED, "regions": REGIONS, "words": WORDS}
        found[name] = {question: window.page.evaluate(script) for question, script in asked.items()}
        window.page.evaluate(SHOW_TABLES)
        found[name]["small"] = window.page.evaluate(SMALL, 24)
    folder.mkdir()
    (folder / "states.json").write_text(json.dumps(found), encoding="utf-8")


def read(folder: Path) -> Walked:
    """What was written down."""
    found: Walked = json.loads((folder / "states.json").read_text(encoding="utf-8"))
    return found
