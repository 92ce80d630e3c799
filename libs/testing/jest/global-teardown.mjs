export { stopServers as default } from '../src/servers.ts';
