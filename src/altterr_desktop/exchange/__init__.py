"""Carry the journal between laptops: sealed files, shared folder, invitations; decide nothing about contents."""
