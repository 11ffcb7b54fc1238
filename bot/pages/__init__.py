"""What features need to hand out documents and pictures: the typesetter, Word without traces, Markdown that is literal.

The typesetter and the maker of Word documents take some 23 MiB: import ``typeset`` and ``word`` when the first document
is asked for, and call them off the event loop.
"""
