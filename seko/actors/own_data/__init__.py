"""People and the data held of them: the register of processing, the own data given out, erasure."""
