"""The test rig: real databases, brokers, processes and a real browser. A missing part is an error that names its Debian package, never a
skip.
"""
