"""The HTTP application: it mounts the routes of the slices and turns problems into RFC 9457 answers.

It holds no business rule; a route that needs one asks its slice.
"""
