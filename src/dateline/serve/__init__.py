"""The web service: an API over one casefile, and the page that uses nothing else.

    app.py      puts it together          access.py   who may ask: host, token, session, CSRF, limits
    service.py  the casefile for threads  sessions.py what a cookie holds
    jobs.py     reports being added       names.py    actors and places as people named them
    answers.py  JSON, ETags, gzip         problems.py errors
    api/        one module a resource

This package alone needs fastapi (``pip install dateline[web]``); only ``dateline serve`` imports it.
"""
