
  const databaseUrl = env.DATABASE_URL || '';
  if (databaseUrl === '' && environment === 'production') {
    complaints.push('DATABASE_URL is missing: set it to the address of the database');
  }
  if (databaseUrl !== '' && !SCHEMES.some((scheme) => databaseUrl.startsWith(scheme))) {
    complaints.push(`DATABASE_URL must start with ${SCHEMES.join(' or ')}`);
  }
  if (environment === 'production' && PLACEHOLDER.test(databaseUrl)) {
    complaints.push('DATABASE_URL holds a placeholder password: set the real one');
  }
