"""Elections: who was asked to sign, what each list answered, what comes after the vote."""
