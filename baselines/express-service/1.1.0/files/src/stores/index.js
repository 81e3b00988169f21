'use strict';

<%= slot("store_choice") %>

module.exports = { createStore };
