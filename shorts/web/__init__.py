"""Pages from outside: fetched with care, decoded rightly, read for their article, product and photos."""
