"""The desk of those who check leads: what they see, decide and publish."""
