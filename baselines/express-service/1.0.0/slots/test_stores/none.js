const { createMemoryStore } = require('../src/stores/memory');

const STORES = [['memory', createMemoryStore]];
