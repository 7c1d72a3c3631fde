"""Who speaks: sources beside their cues, whom they cite, and where what they say begins and ends."""
