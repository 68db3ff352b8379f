"""Read lists of commitments from tables of any shape; must write nothing."""
