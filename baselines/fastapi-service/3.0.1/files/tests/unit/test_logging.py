# tests/unit/test_logging.py
<%= slot("test_logging") %>
