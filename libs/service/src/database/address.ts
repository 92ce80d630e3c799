/**
 * The address with the database in its path, where mongoose looks for the name of its database.
 * Who logs in where stays as it was: the path is also where a user is looked up unless `authSource` says otherwise.
 */
export function withDatabase(uri: string, database: string): string {
  const [, servers = uri, path = '', query = ''] = /^(\w+(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)\??(.*)$/.exec(uri) ?? [];
  const loggedIn = servers.includes('@') && !/(^|&)authSource=/i.test(query);
  const options = [query, loggedIn ? `authSource=${path === '' ? 'admin' : path}` : '']
    .filter((option) => option !== '')
    .join('&');

  return `${servers}/${encodeURIComponent(database)}${options === '' ? '' : `?${options}`}`;
}
