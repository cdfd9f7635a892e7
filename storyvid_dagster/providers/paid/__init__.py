"""What every paid call goes through: prices, budget, ledger, cache, patience."""
