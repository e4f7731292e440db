"""A store to a local web server: the explorer, pages with stable addresses, JSON and SPARQL."""
