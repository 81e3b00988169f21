
  const databaseUrl = '';
