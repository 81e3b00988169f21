# src/crud/<%= entity_snake %>.py
<%= slot("crud") %>
