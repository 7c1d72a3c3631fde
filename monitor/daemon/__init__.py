"""The daemon's lifecycle and nothing else: start order, loops, signals, what systemd hears, stop order.

The flow itself is in `monitor.pipeline`. What is opened here is closed in reverse order (an exit stack), so
the last thing to go is the lock that keeps a second daemon out. Start reading in `lifecycle.py`.
"""
