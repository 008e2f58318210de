"""The demonstration year: historical facts and fictional organisations."""
