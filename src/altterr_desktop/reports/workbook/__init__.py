"""The workbook of a whole dossier: one sheet per subject, and a dashboard."""
