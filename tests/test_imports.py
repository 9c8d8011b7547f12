"""The arrows between the packages run one way, so that each can be read, tested and changed by itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("briefings", "callbacks", "charts", "data", "layouts", "loaders", "views")
# What each package may import of the others.
ALLOWED = {
    "data": set(),
    "loaders": {"data"},
    "charts": {"data"},
    "views": {"charts", "data"},
    "briefings": {"charts", "data", "views"},
    "layouts": {"briefings", "charts", "data", "views"},
    "callbacks": {"briefings", "charts", "data", "layouts", "loaders", "views"},
}
DRAWS_PAGES = ("layouts", "callbacks")
MODULES = [
    path.relative_to(ROOT)
    for path in [ROOT / "app.py", *(each for package in PACKAGES for each in sorted((ROOT / package).rglob("*.py")))]
]


def imports(code: str) -> Iterator[str]:
    """Every module that ``code`` imports, wherever in it: ``a.b`` for ``import a.b`` and ``from a import b``."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{name.name}" for name in node.names)


def faults(module: Path, code: str) -> list[str]:
    """What ``module`` imports that it may not, as sentences."""
    package = module.parts[0]
    found = []
    for name in imports(code):
        top = name.split(".")[0]
        wrong_way = package in ALLOWED and top in PACKAGES and top != package and top not in ALLOWED[package]
        draws = top.startswith("dash") and package not in (*DRAWS_PAGES, "app.py")
        plots = top == "plotly" and package in ("briefings", "data", "charts", "loaders", "views")
        if top == "" or wrong_way or draws or plots or top == "app" or name.startswith("plotly.express"):
            found.append(f"{module.as_posix()} imports {name if top == 'plotly' or not top else top}")
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.as_posix())
def test_imports_follow_the_arrows(module: Path) -> None:
    assert faults(module, (ROOT / module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("module", "code", "fault"),
    [
        ("charts/variance.py", "import dash", "charts/variance.py imports dash"),
        ("charts/variance.py", "from dash import html", "charts/variance.py imports dash"),
        (
            "charts/theme.py",
            "import dash_bootstrap_components as dbc",
            "charts/theme.py imports dash_bootstrap_components",
        ),
        ("charts/theme.py", "import plotly.io", "charts/theme.py imports plotly.io"),
        ("data/store.py", "def f():\n    from loaders import build", "data/store.py imports loaders"),
        ("loaders/text.py", "from charts.theme import COLOURS", "loaders/text.py imports charts"),
        ("views/shared.py", "from layouts import frame", "views/shared.py imports layouts"),
        ("views/shared.py", "from dash import html", "views/shared.py imports dash"),
        ("briefings/slides.py", "from dash import html", "briefings/slides.py imports dash"),
        ("briefings/slides.py", "from layouts.frame import frame", "briefings/slides.py imports layouts"),
        ("views/shared.py", "from briefings import contents", "views/shared.py imports briefings"),
        ("charts/theme.py", "from views import words", "charts/theme.py imports views"),
        ("layouts/frame.py", "import callbacks.page", "layouts/frame.py imports callbacks"),
        ("layouts/frame.py", "from plotly import express", "layouts/frame.py imports plotly.express"),
        ("callbacks/page.py", "from app import server", "callbacks/page.py imports app"),
        ("data/store.py", "from . import schema", "data/store.py imports ..schema"),
    ],
)
def test_a_wrong_import_is_named(module: str, code: str, fault: str) -> None:
    assert faults(Path(module), code) == [fault]


def test_a_right_import_is_not() -> None:
    assert faults(Path("callbacks/page.py"), "import dash\nfrom data import store\nfrom layouts.ids import Ids") == []
