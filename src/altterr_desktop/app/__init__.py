"""Start the program and wire its parts; hold no rule and draw nothing."""
