"""The page that stands while a file is made: how far it is, and the file as soon as it is there. It needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from layouts.plain.markup import head_links
from views.site_map import PRODUCT

SECONDS = 1  # until it looks again


def waiting_page(
    title: str,
    words: str,
    address: str,
    linked: Sequence[str],
    back: str,
    *,
    progress: tuple[int, int] | None = None,
    again: bool = True,
    link: str = "",
) -> str:
    """A page with ``words``, that asks for ``address`` ``again``; ``link`` says what the link to it is called.

    ``progress`` is how much is done of how much, both 0 where that is not known yet.
    """
    refresh = f'<meta http-equiv="refresh" content="{SECONDS}; url={escape(address)}">' if again else ""
    bar = ""
    if progress:
        done, of = progress
        known = f' value="{done}" max="{of}"' if of else ""
        bar = f'<p><progress aria-label="Progress"{known}></progress></p>'
    named = f'<p><a href="{escape(address)}">{escape(link)}</a></p>' if link else ""
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8">{refresh}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} – {escape(PRODUCT)}</title>{head_links(linked)}</head>"
        f'<body class="plain"><main class="band page"><h1>{escape(title)}</h1><p role="status">{escape(words)}</p>'
        f'{bar}{named}<p><a href="{escape(back)}">Back to the briefing</a></p></main></body></html>'
    )
