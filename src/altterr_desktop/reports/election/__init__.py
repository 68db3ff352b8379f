"""The comparison of what lists answered before a vote, to be published."""
