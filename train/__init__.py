"""Training of the generic labeller. Never part of the package that people install."""
