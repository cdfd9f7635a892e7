"""Who reads, writes, paints and speaks: four ports, and everyone who stands behind them."""
