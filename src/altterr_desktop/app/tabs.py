"""List the tabs of the window in their order; a new tab is one line here."""

from __future__ import annotations

from altterr_desktop.i18n import _
from altterr_desktop.ui.shell.sections import TabSpec

_PLACE = "altterr_desktop.ui.tabs"

TABS: tuple[TabSpec, ...] = (
    TabSpec("dashboard", lambda: _("Dashboard"), "layout-dashboard", f"{_PLACE}.dashboard.tab:DashboardTab"),
    TabSpec(
        "officials",
        lambda: _("Officials"),
        "users",
        f"{_PLACE}.officials.tab:OfficialsTab",
        ("official", "seat", "contact_detail", "stance_step", "press_item"),
    ),
    TabSpec(
        "commitments",
        lambda: _("Commitments"),
        "target",
        f"{_PLACE}.commitments.tab:CommitmentsTab",
        (
            "commitment",
            "verdict",
            "evidence",
            "pledge_document",
            "indicator",
            "deliberation",
            "review_session",
        ),
    ),
    TabSpec(
        "meetings",
        lambda: _("Meetings"),
        "calendar-clock",
        f"{_PLACE}.meetings.tab:MeetingsTab",
        ("meeting", "request", "follow_up"),
    ),
    TabSpec(
        "mobilisations",
        lambda: _("Mobilisations"),
        "megaphone",
        f"{_PLACE}.mobilisations.tab:MobilisationsTab",
        ("mobilisation",),
    ),
    TabSpec(
        "calendar",
        lambda: _("Calendar"),
        "calendar-days",
        f"{_PLACE}.calendar.tab:CalendarTab",
        ("key_date",),
    ),
    TabSpec(
        "assessments",
        lambda: _("Assessments"),
        "chart-column",
        f"{_PLACE}.assessments.tab:AssessmentsTab",
        ("assessment",),
    ),
)
