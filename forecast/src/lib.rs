//! History to demand: calendar effects, day-level and profile models, quantiles, backtests.
