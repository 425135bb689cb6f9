"""Past attempts as use cases: found, compared, charted, thinned out."""
