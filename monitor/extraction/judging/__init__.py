"""News or background: what is known of an article, and the signals by which each harm is weighed."""
