"""Read tables from files of any origin safely, for every source; must know no source and no subject."""
