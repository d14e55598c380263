"""An ACS that does what it is told: by a test, or by a scenario file."""
