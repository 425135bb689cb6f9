"""The ports: what the services need of the outside, and nothing about who provides it.

Every port has one real adapter and, where a demonstration or a test needs one, a fake that is
product code too; both pass the same class in ``tests/contracts``.
"""
