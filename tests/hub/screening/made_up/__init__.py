"""A labelled set of made-up people and alerts in many languages, by seed: what the rules were not tuned to, and are measured on.

The material is written by hand and knows nothing of the rules' own tables. Nobody here exists, and area codes were never assigned.
"""
