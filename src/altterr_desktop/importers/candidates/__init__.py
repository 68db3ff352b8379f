"""Read the lists of candidates that prefectures and groups publish before a vote."""
