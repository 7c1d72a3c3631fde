"""Mentions that are news -> events: told apart by place and day, each with its figures, kind, places and actors."""
