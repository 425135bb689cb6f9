"""The progress page: how one gets on over time, and which key points to practise next."""
