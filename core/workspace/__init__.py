"""The workspace, in which a campaign is edited: nobody else knows its tables.

What all others may ask of it, and what they rely on when people edit it with any program, is an
interface: `repository`. Here is the one that keeps it, a GeoPackage.
"""
