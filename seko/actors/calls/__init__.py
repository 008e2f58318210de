"""Calls for a consortium and for members of a network: criteria, applications, decision, objection."""
