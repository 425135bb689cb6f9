"""The page of the user's data: where it is, how much, how long it stays, backups, its end."""
