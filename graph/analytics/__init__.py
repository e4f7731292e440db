"""Edges to measures of their network; docs/analytics.md tells what each leaves out."""
