"""Situation events in the formats of the field, one format a module."""
