/* global db -- of mongosh */
// A user for each service, in the database that it has and in no other: readWrite there. Run by the mongo image when its data folder is
// new, and by hand after a service was added (deploy/docker/README.md). MONGODB_PASSWORD_REGISTRATIONS makes the user registrations.
const prefix = 'MONGODB_PASSWORD_';
for (const [variable, pwd] of Object.entries(process.env)) {
  if (!variable.startsWith(prefix)) continue;
  const name = variable.slice(prefix.length).toLowerCase().replaceAll('_', '-');
  const database = db.getSiblingDB(name);
  const user = { pwd, roles: [{ role: 'readWrite', db: name }] };
  if (database.getUser(name)) database.updateUser(name, user);
  else database.createUser({ user: name, ...user });
}
