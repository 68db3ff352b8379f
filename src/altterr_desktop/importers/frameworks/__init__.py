"""Read lists of standard measures; must write nothing and never pass a guess off as an official text."""
