"""The screen a meeting is held with: agenda, current point, notes, clock; full screen, by keyboard alone."""
