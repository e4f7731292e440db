"""Statements to answers: the store, questions, the network, exports, pages and checks."""
