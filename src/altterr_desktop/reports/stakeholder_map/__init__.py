"""The map of stakeholders: who supports and who weighs, on one sheet, for the group alone."""
