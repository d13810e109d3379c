"""What each page shows, as values. In: an open store. Out: frozen structs.

A view is all that its page's template may use and, as JSON, what a program gets at the same address; a test reads the
templates against them. Nothing here writes, links or reads again: a page costs what it shows, not what the desk holds.

    today       an assessment, its lines with what they rest on, and what changed since the one before
    claims      lists of claims
    claim       one claim: tellings, time line, graph of origins, disputes, judgements
    document    a text with what was found in it, in layers; its versions
    sources     an agent or an outlet
    groundmap   places of the day's changes
    search      documents by words and filters
    found       a text with the findings of the check in place
    standing    disputes and positions
"""
