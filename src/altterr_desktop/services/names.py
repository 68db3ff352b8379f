"""Give the names people read for records that are more than a title."""

from __future__ import annotations

from altterr_desktop.domain.officials import OfficialKind
from altterr_desktop.i18n.names import display_name
from altterr_desktop.model.officials import Official


def official_name(official: Official) -> str:
    """Name an elected person by their name, a service's contact by its function."""
    name = display_name(official.given_name, official.family_name)
    if official.official_kind is OfficialKind.STAFF:
        return official.function_title or name
    return name or official.function_title
