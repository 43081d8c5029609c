"""The generated documents: rules, command line, schema, messages. `make docs` writes them, a test compares.

Each module has `text()`, which gives the whole document; nothing in it varies from machine to machine.
"""
