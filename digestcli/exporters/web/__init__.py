"""What pages of all kinds share: pictures and formulas that a reader can see, styles, what a head says."""
