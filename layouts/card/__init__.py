"""The one card that holds every chart."""
