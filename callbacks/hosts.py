"""The names that the dashboard answers to: this machine's own, and those that a council names in ``DASHBOARD_HOSTS``.

A page elsewhere can give its own name the number of an officer's machine, and its script may then read whatever answers
to that name. So a request for any other name is refused, and no name from a request gets into an answer.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterable
from typing import Any, Final

from flask import Flask, request

SETTING: Final = "DASHBOARD_HOSTS"
THIS_MACHINE: Final = ("127.0.0.1", "localhost")
_HOST: Final = re.compile(r"([a-z0-9.-]{1,253})(:[0-9]{1,5})?")
_FOREIGN: Final = "dashboard.foreign_host"

logger = logging.getLogger(__name__)


def named_hosts() -> tuple[str, ...]:
    """The council's own names for the dashboard, without ports, as the setting lists them with commas between."""
    listed = (name.strip().lower() for name in os.environ.get(SETTING, "").split(","))
    return tuple(name for name in listed if name)


def know_hosts(server: Flask) -> None:
    """Have ``server`` see a name that it answers to in every request, and remember where another was asked for.

    A proxy that puts its own name for the dashboard into ``Host`` says in ``X-Forwarded-Host`` what the visitor asked
    for; it is believed where it is one of the council's own names.
    """
    named = named_hosts()
    answer = server.wsgi_app

    def known_host(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = environ.get("HTTP_HOST", THIS_MACHINE[0])  # a request without a name comes from no browser
        forwarded = environ.get("HTTP_X_FORWARDED_HOST", "")
        if _name(forwarded) in named:
            environ["HTTP_HOST"] = forwarded
        elif _name(asked) not in (*THIS_MACHINE, *named):
            environ["HTTP_HOST"] = THIS_MACHINE[0]
            environ[_FOREIGN] = asked
        return answer(environ, start)

    server.wsgi_app = known_host  # type: ignore[method-assign, assignment]


def asks_for_another_host() -> bool:
    """Whether the request names a host that is not ours; the log then says which, and where to name it."""
    foreign = request.environ.get(_FOREIGN)
    if foreign is not None:
        logger.warning(
            "Refused: the Host header was %.100r. If that is a name of the dashboard, add it to %s (docs/deploying.md)",
            foreign,
            SETTING,
        )
    return foreign is not None


def _name(host: str) -> str | None:
    """``figures.example.gov.uk`` of ``Figures.example.gov.uk:8050``; None for what is no name and port."""
    found = _HOST.fullmatch(host.lower())
    return found[1] if found else None
