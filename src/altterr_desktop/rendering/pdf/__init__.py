"""Lay out a document and write it as a tagged PDF; ReportLab's fonts and PDF objects are used only in here."""
