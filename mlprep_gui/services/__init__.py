"""Use cases. They talk to ports only and know neither Qt nor any library of the outside."""
