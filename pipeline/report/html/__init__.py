"""`index.html`: the report for people, one self-contained file that needs no network and asks for none."""
