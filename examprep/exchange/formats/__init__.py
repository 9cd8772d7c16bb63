"""One module per format; each holds a `FORMAT` and is imported only when it is used."""
