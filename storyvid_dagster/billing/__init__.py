"""What every paid call goes through: prices, budget, ledger, cache of answers, limits, retries."""
