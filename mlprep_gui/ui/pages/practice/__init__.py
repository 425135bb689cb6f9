"""The practice page: a question, time to think, a spoken answer, and what becomes of it."""
