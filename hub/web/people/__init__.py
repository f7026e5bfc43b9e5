"""What landlords and residents have in common: a tenancy is read and ended by both its sides at one address, and both get messages.

The two desks do not know each other; both know this.
"""
