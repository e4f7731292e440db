"""Readers: who reads statements out of passages, and the verification that all but rules pass."""
