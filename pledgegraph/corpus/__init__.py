"""Corpora to partitions of N-Quads: one function a partition, run by a pool or by a cluster."""
