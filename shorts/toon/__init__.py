"""The embedded illustrator: 3-D characters drawn in code, acted and lip-synced."""
