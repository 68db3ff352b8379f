"""Show what a group of laptops needs to work on one dossier: exchange, disagreements, twins, news, keys, erasing."""
