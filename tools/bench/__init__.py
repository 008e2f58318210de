"""Measures the platform against its limit: a one-file Django view with one query over the same rows (`make bench`).

`data` fills a database of its own, `serving` starts the real web server, `steps` says what is asked of it, `measuring`
asks ours and the limit in turn, `table` sets the figures beside their targets.
"""
