"""Statements to pages: one self-contained HTML file that opens offline."""
