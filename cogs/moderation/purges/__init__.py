"""Taking down everything by one author."""
