"""The assembly of a territory on paper: who leads it, who is in charge of what, who sits on which side."""
