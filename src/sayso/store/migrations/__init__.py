"""The schema's history: one file per step, applied by `store.migrate`."""
