"""The core: what there is without a window. Its floors, from below: see docs/architecture.md."""
