"""Hold the use cases, one module per subject: writes return Changes, reads return frozen records.

No Qt, no file format, no page: windows, commands, importers and reports ask here.
"""
