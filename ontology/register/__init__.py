"""The actor register: YAML files of states, bodies, organisations, offices, persons and names."""

from pledgegraph.ontology.actors import Actor, Alias, Register, load_register

__all__ = ["Actor", "Alias", "Register", "load_register"]
