"""What can write, speak, draw and move: one file per engine, one line per engine in the registry."""
