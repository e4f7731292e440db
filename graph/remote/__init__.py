"""Stores far away: any SPARQL 1.1 endpoint, asked and written over HTTP."""
