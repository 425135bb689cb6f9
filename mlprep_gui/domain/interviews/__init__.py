"""An interview and what is prepared for it: times, dates, lists, requirements, texts."""
