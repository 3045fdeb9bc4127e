"""The tabs, one file each, in the order in which a short is made."""
