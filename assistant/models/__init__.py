"""The models that write and the tokens they are counted in."""
