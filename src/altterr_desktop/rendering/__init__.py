"""Turn descriptions of documents and workbooks into files; know nothing of the dossier nor of any one report."""
