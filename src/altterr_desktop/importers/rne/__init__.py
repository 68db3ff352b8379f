"""Read the national register of elected officials (RNE); must write nothing and keep no birth date."""
