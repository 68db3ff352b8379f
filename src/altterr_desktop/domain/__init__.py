"""Hold the words and the pure rules of the subject; know nothing of files, screens or databases."""
