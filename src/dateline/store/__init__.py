"""Where a casefile is kept. `base` is the contract; `duck` the embedded backend."""
