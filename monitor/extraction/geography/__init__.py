"""Where: datelines, lands, unlisted places, and how often an article speaks of each country."""
