"""The analysing stage: what the marts tell beyond a query, and how far it can be trusted."""
