"""Pictures of figures over time: what one shows as plain values, how it is painted, its table.

They are painted here and not by pyqtgraph, the one well-kept library that would do. Measured: its
import alone holds the window's thread for 0.13 s, it keeps module-wide state that is torn down
when the application object ends its first loop, and a plot is one nameless element to screen
readers. What is needed of it, a line, a band and bars, is a page of code.
"""
