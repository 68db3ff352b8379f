"""Read in one go what the page of a request shows; it draws nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from altterr_desktop.services.choices import read_choices
from altterr_desktop.services.letter_templates import Template, letter_keys
from altterr_desktop.services.request_page import RequestView, read_request


@dataclass(frozen=True)
class RequestPage:
    """Hold a request with the short lists its form offers, as (id, name), and the letters there are."""

    request: RequestView
    territories: tuple[tuple[str, str], ...]
    volunteers: tuple[tuple[str, str], ...]
    templates: tuple[Template, ...]


def read_page(dossier: Any, request_id: str) -> RequestPage:
    """Read a request for its page; used on the worker's thread. Raises NotFound."""
    choices = read_choices(dossier)
    return RequestPage(
        read_request(dossier, request_id),
        tuple((one.id, one.text) for one in choices.territories),
        tuple((one.id, one.text) for one in choices.volunteers),
        letter_keys(dossier),
    )
